package import Figures

/// A figure of a run that answers a regime, and for which a user may set a threshold of their own.
///
/// No law names a number for any of them. Where the profile sets none, the checklist holds the
/// figure against the default declared here, and says that it is assay's and not the law's.
package enum PolicyFigure: String, Sendable, CaseIterable {
  case necessity
  case sufficiency
  case necessityAndSufficiency = "necessity-and-sufficiency"
  case disparateImpact = "disparate-impact"
  case calibrationError = "calibration-error"
  case explanationTime = "explanation-time"

  /// The key of the profile's section `policy`.
  package var key: String { rawValue }

  /// The id of the figure in a run's evidence.
  package var figure: String {
    switch self {
    case .necessity, .sufficiency, .necessityAndSufficiency, .disparateImpact: rawValue
    case .calibrationError: "ece"
    case .explanationTime: "explanation-time-p50"
    }
  }

  /// What it is, to be followed by `at least` or `at most`.
  package var title: String {
    switch self {
    case .necessity: "necessity of named reasons"
    case .sufficiency: "sufficiency of named reasons"
    case .necessityAndSufficiency: "reasons both necessary and sufficient"
    case .disparateImpact: "disparate impact"
    case .calibrationError: "calibration error"
    case .explanationTime: "time to explain a decision"
    }
  }

  package var unit: Unit { self == .explanationTime ? .seconds : .dimensionless }

  package var direction: Direction {
    switch self {
    case .necessity, .sufficiency, .necessityAndSufficiency, .disparateImpact: .higherIsBetter
    case .calibrationError, .explanationTime: .lowerIsBetter
    }
  }

  /// Whether it tests named reasons, which have to be told apart from their controls.
  package var testsReasons: Bool {
    switch self {
    case .necessity, .sufficiency, .necessityAndSufficiency: true
    case .disparateImpact, .calibrationError, .explanationTime: false
    }
  }

  /// The threshold of the checklist where the user sets none: a convention, in the figure's unit.
  package var defaultThreshold: Double {
    switch self {
    case .necessity, .sufficiency, .necessityAndSufficiency: 0.5
    case .disparateImpact: 0.8
    case .calibrationError: 0.05
    case .explanationTime: 1
    }
  }

  /// Why the default is what it is.
  package var defaultReason: String {
    switch self {
    case .necessity: "changing what the reasons name changes the decision more often than not"
    case .sufficiency: "keeping what the reasons name keeps the decision more often than not"
    case .necessityAndSufficiency: "the reasons do both for more than half of the decisions"
    case .disparateImpact:
      "the four-fifths rule of thumb of 29 CFR 1607.4(D), which is about employment"
    case .calibrationError: "a predicted risk is off by at most five percentage points on average"
    case .explanationTime: "whoever waits for the reasons is not held up"
    }
  }

  /// What settles a verdict that the run leaves open.
  package var remedy: String {
    switch self {
    case .necessity, .sufficiency, .necessityAndSufficiency: "explain more decisions"
    case .disparateImpact: "answer more test items of the smallest group"
    case .calibrationError: "train with more seeds and answer more test items"
    case .explanationTime: "serve more sessions"
    }
  }

  /// What to do where the run did not measure it.
  package var remedyWhenMissing: String {
    self == .disparateImpact ? "give the data a column with the role protected" : remedy
  }
}
