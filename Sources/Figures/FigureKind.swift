/// What a unit of measure is called, and how its values are written for people.
package enum Unit: String, Codable, Sendable, CaseIterable {
  case dimensionless = ""
  case seconds = "s"
  case bytes = "B"
  case count = "count"
  case perSecond = "/s"
  case euro = "EUR"
}

/// Which way a figure gets better.
package enum Direction: String, Codable, Sendable, CaseIterable {
  case higherIsBetter = "higher-is-better"
  case lowerIsBetter = "lower-is-better"
}

/// The declaration of a figure: its name, unit, direction, and where it must not be compared.
package struct FigureKind: Codable, Sendable, Hashable {
  /// The stable name that records and thresholds use, such as `auc` or `latency-p99`.
  package let id: String
  /// The field's own name, as a person reads it.
  package let title: String
  package let unit: Unit
  package let direction: Direction
  /// What the figure may not be compared with, in one sentence; empty where it always may.
  package let comparability: String
  /// The paper, standard or program that defines the figure.
  package let source: String
  /// The values that the figure can take; nil where it is not bounded on both sides.
  package let range: ClosedRange<Double>?
  /// The least value of a figure that is bounded below only; nil where it has a range, or no bound.
  package let least: Double?

  package init(
    id: String, title: String, unit: Unit, direction: Direction, comparability: String = "",
    source: String, range: ClosedRange<Double>? = nil, least: Double? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.comparability = comparability
    self.source = source
    self.range = range
    self.least = least
  }
}
