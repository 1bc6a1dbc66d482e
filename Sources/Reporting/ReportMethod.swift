import Figures
import Records

/// The parts of the report that say how its numbers came about and how to check them.
enum ReportMethod {
  static func method(_ plan: Plan) -> [Document.Block] {
    [
      .bullets([
        Line(
          "Both architectures are trained on the same examples, with as many tuning configurations,"
            + " selection on validation data alone, and until a plateau; they answer the same test"
            + " items, so comparisons are paired."),
        Line(
          "Sessions serve the trained models in alternation on one machine, in another process than"
            + " the one that trained them; latency is from handing over the input to holding the"
            + " whole answer."),
        Line(
          "A comparison has a margin within which a difference does not matter. Better needs the"
            + " whole interval beyond zero, equivalent the whole interval within the margin; all"
            + " else is open."),
        Line(
          "Requirements veto first. What is left is ranked by stochastic multicriteria"
            + " acceptability analysis: draws of the figures within their uncertainty and of the"
            + " weights around the priorities."),
        Line(
          "A prior comes from the profile alone and is no measurement. Nothing is projected beyond"
            + " what was measured."),
      ])
    ]
  }

  /// What all studies have in common.
  static let studies =
    "A study repeats trials of the run with one thing varied: the same seeds and, unless it says"
    + " otherwise, the same test items. Comparisons of one kind within a study are a family, judged step by step (Holm)."

  static func provenance(_ plan: Plan, _ evidence: Evidence) -> [Document.Block] {
    let failures = evidence.timeFree.failures.filter { $0.failedTrials + $0.failedItems > 0 }
    return [.paragraph(Line(Words.run(plan)))] + Summary.measuring(evidence)
      + (plan.remarks.isEmpty ? [] : [.bullets(plan.remarks.map { Line($0) })])
      + (failures.isEmpty
        ? []
        : [
          .bullets(
            failures.map {
              Line(
                "\($0.architecture.rawValue): \($0.failedTrials) of \($0.trials) trials and"
                  + " \($0.failedItems) of \(Format.count($0.items)) answers failed"
                  + ($0.causes.isEmpty ? "." : ": \($0.causes.joined(separator: "; "))."))
            })
        ])
  }

  static func checking(_ plan: Plan) -> [Document.Block] {
    [
      .bullets([
        Line(
          "'assay verify' on the run directory recomputes evidence, decision and this report from the"
            + " records and compares them."),
        Line(
          "A fresh run of the same profile with seed \(plan.seed) repeats scores and answers bit for"
            + " bit on the same class of machine; times and memory vary."),
        Line("Every number here stands with its method in evidence.json of the run."),
      ])
    ]
  }
}
