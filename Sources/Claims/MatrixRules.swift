import Figures
import Records

/// The rules on explanations and on the three rows of the matrix: C12–C15.
extension ClaimJudge {
  /// Necessary and sufficient at once where a run has it, else each of the two.
  func reasons() -> Finding {
    let both = facts.figure("necessity-and-sufficiency")
    let figures =
      both.map { [$0] } ?? ["necessity", "sufficiency"].compactMap { facts.figure($0) }
    let measured = figures.flatMap { ClaimResult.Measurement.all(of: $0) }
    let unclear = Architecture.allCases.filter { !facts.isMeasurable($0) }
    guard !figures.isEmpty, unclear.isEmpty else {
      return Finding(
        verdict: .inconclusive,
        explanation: figures.isEmpty
          ? "Named reasons were not tested."
          : "The reasons of \(unclear.map(\.rawValue).joined(separator: " and ")) are not told apart"
            + " from their controls.", measured: measured,
        settledBy: "a run of more effort, which explains more decisions")
    }
    let verdicts = figures.map { $0.contrast?.verdict }
    let joint: ComparisonVerdict? =
      verdicts.contains(nil)
      ? nil
      : verdicts.allSatisfy { $0 == .equivalent }
        ? .equivalent
        : verdicts.allSatisfy { $0 == .worse || $0 == .equivalent }
          ? .worse
          : verdicts.allSatisfy { $0 == .better || $0 == .equivalent } ? .better : .inconclusive
    return whereWorse(
      joint,
      worse: "The hybrid's traced reasons are necessary and sufficient more often than"
        + " end-to-end's post-hoc ones. The article's \"confidence\" is not this figure.",
      otherwise: { verdict in
        verdict == .better
          ? "End-to-end's post-hoc reasons are necessary and sufficient more often."
          : "Both architectures' reasons are necessary and sufficient as often, within the margin."
      }, measured: measured, settledBy: figures.compactMap(\.contrast?.settledBy).first,
      open: unequalReasons(figures))
  }

  /// What the figures of named reasons say of themselves where they carry no verdict: they name too unequal
  /// numbers of inputs.
  private func unequalReasons(_ figures: [ComparedFigure]) -> (why: String, settledBy: String)? {
    figures.flatMap(\.remarks).first.map {
      ($0, "a run in which both name about as many inputs, or explain more decisions")
    }
  }

  func latency() -> Finding {
    // At the size that a profile declares, where it does.
    let declared = facts.figure("production-latency-p99")
    guard let figure = declared ?? facts.figure("latency-p99") else {
      return Finding(
        verdict: .inconclusive, explanation: "The 99th percentile of latency was not measured.",
        settledBy: "a profile with 'at: p99' under latency")
    }
    let measured =
      ClaimResult.Measurement.all(of: figure)
      + [ClaimResult.Measurement.cells(.latency, facts)].compactMap { $0 }
    func keeps(_ architecture: Architecture) -> RequirementVerdict {
      guard let interval = figure.estimates[architecture]?.interval else { return .inconclusive }
      return RequirementVerdict(interval: interval, limit: 0.1, direction: .lowerIsBetter)
    }
    let small =
      (declared == nil ? " The workload's models are small: larger ones may differ." : "")
      + facts.prior(.latency)
    switch (keeps(.endToEnd), keeps(.hybrid)) {
    case (.met, .unmet):
      return Finding(
        verdict: .holds, explanation: "End-to-end keeps 100 ms, the hybrid does not." + small,
        measured: measured)
    case (.met, .met):
      return Finding(
        verdict: .doesNotHold,
        explanation: "Both keep 100 ms, so needing it does not speak for end-to-end." + small,
        measured: measured)
    case (.unmet, _):
      return Finding(
        verdict: .doesNotHold, explanation: "End-to-end does not keep 100 ms." + small,
        measured: measured)
    default:
      return Finding(
        verdict: .inconclusive, explanation: "An interval holds 100 ms, or there is none.",
        measured: measured, settledBy: "a fresh run with more queries")
    }
  }

  func regulation() -> Finding {
    let figures = ["necessity", "sufficiency"].compactMap { facts.figure($0) }
    let measured =
      figures.flatMap { ClaimResult.Measurement.all(of: $0) }
      + [ClaimResult.Measurement.cells(.regulation, facts)].compactMap { $0 }
    guard let criterion = facts.criterion("interpretability") else {
      return Finding(
        verdict: .inconclusive, explanation: "Interpretability was not measured.",
        measured: measured, settledBy: "a run in which trials of both explain decisions")
    }
    var finding = whereWorse(
      criterion.verdict,
      worse: "The hybrid is more interpretable here, as measured.",
      otherwise: { verdict in
        verdict == .better
          ? "End-to-end is more interpretable here, as measured."
          : "Both are as interpretable here, as measured."
      }, measured: measured, settledBy: figures.compactMap(\.contrast?.settledBy).first,
      open: unequalReasons(figures))
    finding.explanation += facts.prior(.regulation)
    return finding
  }
}
