internal import Classics
internal import WorkloadKit

/// The fourth stage: a points scorecard over features and broken rules.
struct ScorecardStage: Stage, Codable {
  var card: Scorecard

  /// An intercept, and for each line its coefficient and the weight of each attribute.
  var parameters: Int {
    1 + card.lines.reduce(0) { $0 + 1 + $1.characteristic.attributes.count }
  }

  /// The log-odds of default.
  func run(_ features: RuledFeatures) throws(WorkloadError) -> Double {
    card.logit(features.values)
  }
}

/// The last stage: log-odds become a calibrated probability.
struct CalibrationStage: Stage, Codable {
  var calibration: PlattCalibration

  var parameters: Int { 2 }

  func run(_ logit: Double) throws(WorkloadError) -> Double { calibration.probability(logit) }
}
