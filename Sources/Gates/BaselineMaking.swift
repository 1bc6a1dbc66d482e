#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Figures
import ModelFiles
package import Records

/// A run that was carried out to its decision.
package struct FinishedRun: Sendable {
  package let path: String
  package let plan: Plan
  package let evidence: Evidence
  package let decision: Decision

  package init(path: String, plan: Plan, evidence: Evidence, decision: Decision) {
    self.path = path
    self.plan = plan
    self.evidence = evidence
    self.decision = decision
  }
}

extension PlanIdentity {
  /// What of a plan two runs must share, trials and sessions as digests.
  ///
  /// Studies are left out: no threshold reads them, and a run with them gives the same figures.
  package init(of plan: Plan) {
    func digest(_ records: [some Encodable]) -> String {
      Digest.sha256((try? RecordCoding.encodeLines(records)) ?? Data())
    }
    self.init(of: plan, trials: digest(plan.mainTrials), sessions: digest(plan.sessions))
  }
}

extension Baseline {
  /// What a finished run gave, as it would be kept.
  package init(of run: FinishedRun) {
    let facts = run.evidence.timeFree
    let machines = run.evidence.timed.machines.map(MachineIdentity.init)
    let isOne = machines.dropFirst().allSatisfy { $0 == machines.first }
    self.init(
      profile: run.decision.profile, plan: PlanIdentity(of: run.plan),
      machine: isOne ? machines.first : nil, decision: KeptDecision(run.decision),
      figures: (facts.scores + facts.properties).map { KeptFigure($0, isTimeFree: true) }
        + (run.evidence.timed.figures + (run.evidence.timed.deployment?.figures ?? []))
        .map { KeptFigure($0, isTimeFree: false) })
  }

  /// Keeps several runs of one plan as one baseline.
  ///
  /// - Throws: `RecordError` naming the run that does not belong to the others.
  package static func keeping(_ runs: [FinishedRun]) throws(RecordError) -> Baseline? {
    guard let first = runs.first else { return nil }
    var whole = Baseline(of: first)
    for run in runs.dropFirst() {
      let next = Baseline(of: run)
      let remedy = "record runs of one profile, plan, build and machine"
      if let problem = difference(next, whole) {
        throw RecordError(
          path: run.path, problem: "\(problem) \(first.path)", remedy: remedy)
      }
      for index in whole.figures.indices where whole.figures[index].nature != .timeFree {
        let more = next.figure(whole.figures[index].id)?.runs ?? [:]
        whole.figures[index].runs.merge(more) { $0 + $1 }
      }
    }
    return whole
  }

  private static func difference(_ next: Baseline, _ whole: Baseline) -> String? {
    if next.profile != whole.profile { return "has the profile \(next.profile), unlike" }
    if next.plan != whole.plan { return "has another plan than" }
    if next.machine != whole.machine { return "was made on another machine than" }
    let answers = { (baseline: Baseline) in
      baseline.figures.filter { $0.nature == .timeFree }
    }
    if let other = zip(answers(next), answers(whole)).first(where: { $0 != $1 })?.0 {
      return "gave another \(other.id) with the same seed than"
    }
    return answers(next).count == answers(whole).count ? nil : "has other figures than"
  }
}

extension KeptFigure {
  init(_ figure: ComparedFigure, isTimeFree: Bool) {
    let replicates = figure.replicates.values.joined()
    let nature: Nature =
      if isTimeFree {
        .timeFree
      } else if replicates.contains(where: { $0.multiple != nil }) {
        .timed
      } else {
        .machineBound
      }
    self.init(
      id: figure.kind.id, title: figure.kind.title, unit: figure.kind.unit,
      direction: figure.kind.direction, nature: nature,
      scale: figure.contrast?.scale ?? (figure.kind.unit == .dimensionless ? .difference : .ratio),
      margin: figure.contrast?.margin,
      runs: figure.replicates.mapValues { [isTimeFree ? $0 : $0.map(\.rounded)] })
  }
}

extension Replicate {
  /// The replicate with five digits, a hundred times finer than a time repeats.
  fileprivate var rounded: Replicate {
    Replicate(
      unit: unit, value: Self.rounded(value), multiple: multiple.map(Self.rounded))
  }

  private static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value.magnitude > 1e-12 else { return value }
    var factor = 1.0
    while value.magnitude * factor < 1e4 { factor *= 10 }
    // Divided, not multiplied, so that the nearest double to the decimals comes out.
    return (value * factor).rounded() / factor
  }
}
