/// What a value may look like: the part of a declaration that a JSON Schema can say.
package indirect enum Form: Sendable {
  /// A single value, with its JSON Schema keywords.
  case value([JSONValue.Member])
  case object(ObjectForm)
  case list(of: Form, isUnique: Bool)
  /// A mapping whose keys the user chooses.
  case dictionary(of: Form)
  case oneOf([Form])
}

/// What a mapping with known keys may look like.
package struct ObjectForm: Sendable {
  package let fields: [FieldForm]
  /// Further JSON Schema keywords, for rules that tie keys together.
  package let rules: [JSONValue.Member]
}

/// One key of a mapping.
package struct FieldForm: Sendable {
  /// Whether the key may be left out, and what it then means.
  package enum Presence: Sendable, Equatable {
    case required
    case optional
    case defaulted(JSONValue)
  }

  package let name: String
  package let form: Form
  package let summary: String
  package let presence: Presence
}

extension Form {
  /// The dotted paths of all keys, in the order of their declaration, each once.
  ///
  /// A `*` stands for a key that the user chooses.
  package var keyPaths: [String] {
    var paths: [String] = []
    collect(into: &paths, under: "")
    return paths
  }

  private func collect(into paths: inout [String], under path: String) {
    switch self {
    case .value:
      break
    case .object(let object):
      for field in object.fields {
        let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
        if !paths.contains(inner) { paths.append(inner) }
        field.form.collect(into: &paths, under: inner)
      }
    case .list(let item, _): item.collect(into: &paths, under: path)
    case .dictionary(let value): value.collect(into: &paths, under: "\(path).*")
    case .oneOf(let forms): for form in forms { form.collect(into: &paths, under: path) }
    }
  }
}
