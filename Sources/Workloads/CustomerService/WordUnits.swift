import Signals

/// The units of a request that a reason may name: the positions of its words, the last takes the rest.
enum WordUnits {
  static let count = 16
  static let names = (1...count).map { "word \($0)" }

  static func unit(ofWord position: Int) -> Int { min(position, count - 1) }

  /// The words of each unit, joined; empty beyond the request's end.
  static func texts(_ request: ServiceRequest) -> [String] {
    let words = WordSplitting.words(request.text)
    return (0..<count).map { unit in
      guard unit < words.count else { return "" }
      return unit == count - 1 ? words[unit...].joined(separator: " ") : words[unit]
    }
  }

  /// The request with every unit outside `kept` taken from another; one that has no words adds none.
  static func compose(
    _ request: ServiceRequest, reference: ServiceRequest, kept: [Bool]
  ) -> ServiceRequest {
    let (own, other) = (texts(request), texts(reference))
    let units = (0..<count).map { kept[$0] ? own[$0] : other[$0] }
    return ServiceRequest(text: units.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Each unit with its words, such as `word 3 'card'`.
  static func inWords(_ request: ServiceRequest) -> [String] {
    zip(names, texts(request)).map { name, text in
      text.isEmpty ? "\(name) empty" : "\(name) '\(text)'"
    }
  }
}
