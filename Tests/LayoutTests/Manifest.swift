import Foundation

/// `Package.swift` as the package manager understands it.
struct Manifest: Sendable {
  struct Target: Sendable {
    enum Kind: String, Decodable, Sendable {
      case regular
      case executable
      case test
      case system
    }

    let name: String
    let kind: Kind
    /// Where its sources lie, relative to the package.
    let folder: String
    /// The names of targets and products that it declares, modules by the same name.
    let dependencies: [String]
    let upcomingFeatures: [String]
    let pkgConfig: String?

    func files() throws -> [SwiftFile] {
      try SourceTree.files(under: folder, endings: ["swift"]).map(SwiftFile.init(path:))
    }
  }

  let targets: [Target]
  /// The identities of the packages that it depends on, such as `swift-subprocess`.
  let packages: [String]

  /// The manifest of this package.
  ///
  /// The scratch folder is one of its own: the test command holds the lock of the usual one.
  static func load() throws -> Manifest { try loaded.get() }

  private static let loaded = Swift.Result {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "assay-layout-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let json = try Command.output(
      "swift", "package", "--package-path", SourceTree.root.path, "--scratch-path", scratch.path,
      "--disable-sandbox", "dump-package")
    return Manifest(try JSONDecoder().decode(Dump.self, from: json))
  }
}

/// The part of `swift package dump-package` that the layout is read from.
private struct Dump: Decodable {
  struct Target: Decodable {
    /// `{"byName": ["Name", null]}`, `{"target": [...]}` or `{"product": [...]}`: the name comes first.
    struct Dependency: Decodable {
      let name: String

      init(from decoder: any Decoder) throws {
        let forms = try decoder.singleValueContainer().decode([String: [Part]].self)
        name = forms.values.first?.first?.name ?? ""
      }
    }

    struct Part: Decodable {
      let name: String?

      init(from decoder: any Decoder) throws {
        name = try? decoder.singleValueContainer().decode(String.self)
      }
    }

    struct Setting: Decodable {
      struct Kind: Decodable {
        struct Feature: Decodable { let _0: String }
        let enableUpcomingFeature: Feature?
      }
      let kind: Kind
    }

    let name: String
    let type: Manifest.Target.Kind
    let path: String?
    let pkgConfig: String?
    let dependencies: [Dependency]
    let settings: [Setting]
  }

  struct Package: Decodable {
    struct Source: Decodable { let identity: String }
    let sourceControl: [Source]
  }

  let targets: [Target]
  let dependencies: [Package]
}

extension Manifest {
  fileprivate init(_ dump: Dump) {
    packages = dump.dependencies.flatMap { $0.sourceControl.map(\.identity) }
    targets = dump.targets.map { target in
      Target(
        name: target.name, kind: target.type,
        folder: target.path ?? (target.type == .test ? "Tests/" : "Sources/") + target.name,
        dependencies: target.dependencies.map(\.name),
        upcomingFeatures: target.settings.compactMap { $0.kind.enableUpcomingFeature?._0 },
        pkgConfig: target.pkgConfig)
    }
  }
}
