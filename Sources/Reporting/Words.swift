import Figures
import Records

/// Words that several reports share.
enum Words {
  static func utility(_ value: Double) -> String { Format.fixed(value, decimals: 2) }

  static func outcome(_ outcome: Decision.Outcome) -> String {
    switch outcome {
    case .endToEnd: "end-to-end"
    case .hybrid: "hybrid"
    case .neither: "neither"
    case .either: "either"
    case .cannotTellYet: "cannot tell yet"
    }
  }

  static func style(_ outcome: Decision.Outcome) -> Line.Style {
    switch outcome {
    case .endToEnd, .hybrid, .either: .good
    case .neither: .bad
    case .cannotTellYet: .open
    }
  }

  static func verdict(_ verdict: RequirementVerdict) -> Line {
    switch verdict {
    case .met: Line("met", .good)
    case .unmet: Line("unmet", .bad)
    case .inconclusive: Line("open", .open)
    }
  }

  /// Which architecture a contrast finds better.
  static func better(_ contrast: Contrast?) -> Line {
    switch contrast?.verdict {
    case .better: Line("end-to-end")
    case .worse: Line("hybrid")
    case .equivalent: Line("equal")
    case .inconclusive: Line("open", .open)
    case nil: Line("–", .quiet)
    }
  }

  static func title(_ dimension: Dimension) -> String { dimension.rawValue }

  static func estimate(_ estimate: Estimate?, _ unit: Unit) -> Line {
    estimate.map { Line(Format.estimate($0, unit)) } ?? Line("–", .quiet)
  }

  /// What was run, in one line.
  static func run(_ plan: Plan) -> String {
    let sizes = plan.sizes.map(Format.count).joined(separator: ", ")
    let repetitions = plan.repetitions == 1 ? "1 seed" : "\(plan.repetitions) seeds"
    let folds = plan.folds > 1 ? " × \(plan.folds) folds" : ""
    let main = plan.mainTrials.count
    let ofStudies = plan.trials.count - main
    let studies = ofStudies > 0 ? " and \(Format.count(ofStudies)) of studies" : ""
    return "\(plan.workload.name), effort \(plan.effort.rawValue), seed \(plan.seed):"
      + " \(Format.count(main)) trials (sizes \(sizes); \(repetitions)\(folds))\(studies),"
      + " \(Format.count(plan.testItems)) test items, \(plan.sessions.count)"
      + (plan.sessions.count == 1 ? " session." : " sessions.")
  }

  static func machine(_ machine: Provenance) -> String {
    "\(machine.processor), \(machine.cores) cores, \(machine.system);"
      + " kernels \(machine.kernels); assay \(machine.version)."
  }

  /// What stands for the data, said wherever figures are shown.
  static func corpus(_ workload: WorkloadReference) -> String {
    workload.data == nil
      ? "Figures come from the workload's embedded corpus: an analogy for your task."
      : "Figures come from your data."
  }
}
