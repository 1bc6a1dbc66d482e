package import Classics
package import WorkloadKit

/// The fourth stage: a points scorecard over features and broken rules.
package struct ScorecardStage: Stage, Codable {
  package var card: Scorecard

  /// An intercept, and for each line its coefficient and the weight of each attribute.
  package var parameters: Int {
    1 + card.lines.reduce(0) { $0 + 1 + $1.characteristic.attributes.count }
  }

  /// The log-odds of default.
  package func run(_ features: RuledFeatures) throws(WorkloadError) -> Double {
    card.logit(features.values)
  }
}

/// The last stage: log-odds become a calibrated probability.
package struct CalibrationStage: Stage, Codable {
  package var calibration: PlattCalibration

  package var parameters: Int { 2 }

  package func run(_ logit: Double) throws(WorkloadError) -> Double {
    calibration.probability(logit)
  }
}
