/// A way to build a candidate.
package enum Architecture: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable,
  Comparable
{
  case endToEnd = "end-to-end"
  case hybrid

  /// The order in which architectures are listed everywhere.
  package static func < (first: Architecture, second: Architecture) -> Bool {
    first.rawValue < second.rawValue
  }
}

/// How many sizes, seeds, items and queries a run spends; never a different method.
package enum Effort: String, Codable, Sendable, CaseIterable {
  case quick
  case standard
  case thorough
}
