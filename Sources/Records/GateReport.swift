package import Figures

/// What a gate found: every check with its verdict, and the verdict on the whole.
package struct GateReport: Codable, Sendable, Equatable {
  package static let schema = "assay/gate-report/1"

  /// The verdict on a whole gate.
  package enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Every check is met, by its whole interval.
    case passed
    /// At least one check is unmet, by its whole interval.
    case failed
    /// No check is unmet, and at least one cannot be told yet.
    case inconclusive
  }

  package var schema = GateReport.schema
  package var gate: String
  /// The path of the gate file as it was given.
  package var file: String
  package var profile: String
  package var plan: PlanIdentity
  package var machine: MachineIdentity?
  /// When the first session started, ISO 8601, UTC; nil where none was completed.
  package var started: String?
  /// The name of the baseline's file; nil where no threshold names it.
  package var baseline: String?
  package var checks: [GateCheck]
  package var verdict: Verdict
  /// What weakens the run or sets it apart from the gate: failed trials, another effort.
  package var remarks: [String]

  package init(
    gate: String, file: String, profile: String, plan: PlanIdentity, machine: MachineIdentity?,
    started: String? = nil, baseline: String?, checks: [GateCheck], remarks: [String]
  ) {
    self.gate = gate
    self.file = file
    self.profile = profile
    self.plan = plan
    self.machine = machine
    self.started = started
    self.baseline = baseline
    self.checks = checks
    self.remarks = remarks
    verdict =
      if checks.contains(where: { $0.verdict == .unmet }) {
        .failed
      } else if checks.contains(where: { $0.verdict == .inconclusive }) {
        .inconclusive
      } else {
        .passed
      }
  }
}

/// One threshold held against one architecture, or against the decision.
package struct GateCheck: Codable, Sendable, Equatable {
  /// What the observed number is.
  package enum Scale: String, Codable, Sendable, CaseIterable {
    /// The figure itself, in its unit.
    case value
    /// The figure less the baseline's, in its unit.
    case difference
    /// The figure over the baseline's.
    case ratio
    /// The share of draws in which an architecture ranks first.
    case share
    /// No number: the outcome of the decision.
    case outcome
  }

  /// The threshold as the gate file has it.
  package var threshold: String
  /// Where it stands in the gate file, from 1.
  package var line: Int
  package var column: Int
  /// The id of the figure, or `decision`.
  package var figure: String
  package var architecture: Architecture?
  package var verdict: RequirementVerdict
  package var scale: Scale
  package var unit: Unit
  /// The side of the limit that is right.
  package var direction: Direction
  package var limit: Double?
  package var observed: Estimate?
  package var explanation: String
  /// What a reader must know of the comparison: identical answers, another plan, another machine.
  package var remarks: [String]
  /// The fresh run that would settle an inconclusive check.
  package var settledBy: String?

  package init(
    threshold: String, line: Int, column: Int, figure: String, architecture: Architecture? = nil,
    verdict: RequirementVerdict, scale: Scale, unit: Unit = .dimensionless, direction: Direction,
    limit: Double? = nil, observed: Estimate? = nil, explanation: String, remarks: [String] = [],
    settledBy: String? = nil
  ) {
    self.threshold = threshold
    self.line = line
    self.column = column
    self.figure = figure
    self.architecture = architecture
    self.verdict = verdict
    self.scale = scale
    self.unit = unit
    self.direction = direction
    self.limit = limit
    self.observed = observed
    self.explanation = explanation
    self.remarks = remarks
    self.settledBy = settledBy
  }

  /// The check's name: the threshold with the architecture that it was held against.
  package var name: String {
    guard let architecture, !threshold.hasPrefix(architecture.rawValue + "."), figure != "decision"
    else { return threshold }
    return "\(architecture.rawValue).\(threshold)"
  }
}
