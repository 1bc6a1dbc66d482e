/// JSON with one fault at a time, wherever one can be.
enum Damage {
  /// All values that differ from this one in one place: a key is missing or misspelt, or a value is
  /// of another type.
  static func all(_ value: Any) -> [Any] {
    var damaged: [Any] = value is String ? [["damaged": 1]] : ["damaged"]
    if let object = value as? [String: Any] {
      for key in object.keys.sorted() {
        guard let part = object[key] else { continue }
        var rest = object
        rest[key] = nil
        damaged.append(rest)
        damaged.append(rest.merging([key + "-misspelt": part]) { first, _ in first })
        damaged += all(part).map { rest.merging([key: $0]) { first, _ in first } }
      }
    } else if let list = value as? [Any] {
      for (index, part) in list.enumerated() {
        damaged += all(part).map { other in
          var copy = list
          copy[index] = other
          return copy
        }
      }
    }
    return damaged
  }
}
