package import Figures
package import Records
package import StrictYAML

/// One line of a gate: what a run must keep.
package struct Threshold: Sendable, Hashable, CustomStringConvertible {
  /// What is asked for.
  package enum Rule: Sendable, Hashable {
    case figure(FigureRule)
    case decision(DecisionRule)
  }

  /// As written in the file.
  package let text: String
  package let position: Position
  package let rule: Rule

  package init(text: String, position: Position, rule: Rule) {
    self.text = text
    self.position = position
    self.rule = rule
  }

  package var description: String { text }

  /// Whether a baseline is needed to judge it.
  package var needsBaseline: Bool {
    guard case .figure(let rule) = rule else { return false }
    switch rule.limit {
    case .value: return false
    case .multiple, .offset: return true
    }
  }

  /// Two thresholds that ask for the same are equal, wherever they stand.
  package static func == (first: Threshold, second: Threshold) -> Bool { first.rule == second.rule }

  package func hash(into hasher: inout Hasher) { hasher.combine(rule) }
}

/// A figure and the limit that it must keep.
package struct FigureRule: Sendable, Hashable {
  /// What a figure is held against.
  package enum Limit: Sendable, Hashable {
    /// In the figure's own unit.
    case value(Double)
    /// So many times the baseline.
    case multiple(Double)
    /// The baseline and so much more, in the figure's own unit.
    case offset(Double)
  }

  /// Nil where every architecture must keep it.
  package let architecture: Architecture?
  package let figure: FigureKind
  /// The side of the limit that is right: higher for `>=`, lower for `<=`.
  package let side: Direction
  package let limit: Limit

  package init(
    architecture: Architecture?, figure: FigureKind, side: Direction, limit: Limit
  ) {
    self.architecture = architecture
    self.figure = figure
    self.side = side
    self.limit = limit
  }
}

/// The outcome that the decision must have.
package struct DecisionRule: Sendable, Hashable {
  package let outcome: Decision.Outcome
  /// The least share of draws in which that architecture ranks first; nil where none is asked for.
  package let acceptability: Double?

  package init(outcome: Decision.Outcome, acceptability: Double?) {
    self.outcome = outcome
    self.acceptability = acceptability
  }
}
