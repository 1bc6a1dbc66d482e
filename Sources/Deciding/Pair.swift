package import Records

/// A value of each architecture.
package struct Pair: Sendable, Equatable {
  package var endToEnd: Double
  package var hybrid: Double

  package init(endToEnd: Double, hybrid: Double) {
    self.endToEnd = endToEnd
    self.hybrid = hybrid
  }

  package subscript(_ architecture: Architecture) -> Double {
    switch architecture {
    case .endToEnd: endToEnd
    case .hybrid: hybrid
    }
  }

  /// End-to-end less hybrid.
  var difference: Double { endToEnd - hybrid }

  var byArchitecture: [Architecture: Double] { [.endToEnd: endToEnd, .hybrid: hybrid] }

  func map(_ transform: (Double) -> Double) -> Pair {
    Pair(endToEnd: transform(endToEnd), hybrid: transform(hybrid))
  }
}

extension Architecture {
  var other: Architecture { self == .hybrid ? .endToEnd : .hybrid }

  var outcome: Decision.Outcome { self == .hybrid ? .hybrid : .endToEnd }
}
