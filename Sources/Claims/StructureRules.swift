import Figures
import Records

/// The rules on how both architectures are made and trained: C3, C5, C11, C17.
extension ClaimJudge {
  func structure() -> Finding {
    let measured = Architecture.allCases.flatMap { architecture in
      [counted(architecture), tested(architecture)].compactMap { $0 }
    }
    guard let network = facts.parts[.endToEnd], let hybrid = facts.parts[.hybrid] else {
      return Finding(
        verdict: .inconclusive,
        explanation: "No trained model of both architectures is on record.", measured: measured,
        settledBy: "a run in which a trial of each completes")
    }
    let (ofNetwork, ofHybrid) = (learned(network).count, learned(hybrid).count)
    guard ofNetwork == 1, ofHybrid >= 2 else {
      return Finding(
        verdict: .doesNotHold,
        explanation:
          "End-to-end's parameters lie in \(ofNetwork) parts, the hybrid's in \(ofHybrid).",
        measured: measured)
    }
    guard facts.isMeasurable(.hybrid) else {
      return Finding(
        verdict: .inconclusive,
        explanation: "The parts are as claimed, but the hybrid's named reasons are not told apart"
          + " from their controls.", measured: measured,
        settledBy: "a run of more effort, which explains more decisions")
    }
    return Finding(
      verdict: .holds,
      explanation: "End-to-end's parameters lie in one part, the hybrid's in \(ofHybrid), and its"
        + " reasons can be read from a stage. The parts are so by construction; that the reasons"
        + " mean something was measured.", measured: measured)
  }

  private func learned(_ parts: [NamedCount]) -> [NamedCount] { parts.filter { $0.count > 0 } }

  private func counted(_ architecture: Architecture) -> ClaimResult.Measurement? {
    facts.parts[architecture].map { parts in
      ClaimResult.Measurement(
        what: "parameters by part, \(architecture.rawValue)",
        printed: parts.map { "\($0.name) \(Format.count($0.count))" }.joined(separator: ", "),
        source: "trials")
    }
  }

  private func tested(_ architecture: Architecture) -> ClaimResult.Measurement? {
    facts.tests(architecture).map { tests in
      let told = tests.measurable ? "told apart from controls" : "not told apart from controls"
      return ClaimResult.Measurement(
        what: "decisions explained, \(architecture.rawValue)",
        printed: "\(Format.count(tests.decisions)) by \(tests.method), \(told)",
        source: "explanations")
    }
  }

  func regularisation() -> Finding {
    guard let study = facts.study("regularisation") else { return lacking("regularisation") }
    let contrast = study.contrasts.first
    var measured = study.conditions.compactMap {
      ClaimResult.Measurement.of(study, $0, .endToEnd)
    }
    if let contrast {
      measured.append(
        .difference(
          contrast.estimate, of: study,
          "\(study.figure.title), \(contrast.label) less \(contrast.against)"))
    }
    return whereWorse(
      contrast?.verdict,
      worse: "Without regularisation the network is worse: it needs it here.",
      otherwise: { verdict in
        verdict == .better
          ? "Without regularisation the network is better here."
          : "Without regularisation the network is as good within the margin."
      }, measured: measured, settledBy: contrast?.settledBy)
  }

  func convergence() -> Finding {
    let times = ["examples-to-quality", "time-to-quality", "training-time"]
      .flatMap { ClaimResult.Measurement.all(of: facts.figure($0)) }
    if let figure = facts.figure("steps-to-quality"), let contrast = figure.contrast {
      return whereWorse(
        contrast.verdict,
        worse: "End-to-end takes more steps to the same quality."
          + article(contrast.estimate) + caution,
        otherwise: { verdict in
          verdict == .better
            ? "End-to-end takes fewer steps to the same quality."
            : "Both take as many steps to the same quality."
        }, measured: ClaimResult.Measurement.all(of: figure) + times,
        settledBy: contrast.settledBy)
    }
    guard let figure = facts.figure("training-steps"), let contrast = figure.contrast else {
      return Finding(
        verdict: .inconclusive, explanation: "Steps were not measured for both.",
        settledBy: "a run in which trials of both complete")
    }
    return toPlateau(figure, contrast, times)
  }

  /// Steps to each one's own plateau: they tell only where the scores there do not point the other way.
  private func toPlateau(
    _ steps: ComparedFigure, _ contrast: Contrast, _ times: [ClaimResult.Measurement]
  ) -> Finding {
    let headline = facts.figure(facts.evidence.timeFree.headline)
    let measured =
      ClaimResult.Measurement.all(of: steps)
      + [ClaimResult.Measurement.contrast(of: headline)].compactMap { $0 } + times
    switch (contrast.verdict, headline?.contrast?.verdict) {
    case (.worse, .worse), (.worse, .equivalent):
      return Finding(
        verdict: .holds,
        explanation: "End-to-end takes more steps to a plateau that is no better."
          + article(contrast.estimate) + caution, measured: measured)
    case (.better, .better), (.better, .equivalent), (.equivalent, .better),
      (.equivalent, .equivalent):
      return Finding(
        verdict: .doesNotHold,
        explanation: "End-to-end takes no more steps to a plateau that is no worse." + caution,
        measured: measured)
    default:
      return Finding(
        verdict: .inconclusive,
        explanation: "Steps to each one's own plateau do not tell, as the scores there are not told"
          + " apart or point the other way." + caution, measured: measured,
        settledBy: headline?.contrast?.settledBy ?? contrast.settledBy
          ?? "steps to the same quality")
    }
  }

  private var caution: String { " A step of one optimiser costs otherwise than one of another." }

  /// How the article's 3–5 × lies to the measured ratio.
  private func article(_ ratio: Estimate) -> String {
    guard let interval = ratio.interval else { return "" }
    if interval.lower > 5 { return " The ratio lies above the article's 3–5 ×." }
    if interval.upper < 3 { return " The ratio lies below the article's 3–5 ×." }
    return " The ratio's interval and the article's 3–5 × overlap."
  }

  func mix() -> Finding {
    guard let study = facts.study("stages") else { return lacking("stages") }
    // Oracles are compared with the hybrid alone, mixes with both ends.
    let mixes = study.contrasts.filter { $0.againstArchitecture == .endToEnd }.map(\.label)
    var measured = study.conditions.filter { $0.isMain || mixes.contains($0.label) }.flatMap {
      condition in
      Architecture.allCases.compactMap { ClaimResult.Measurement.of(study, condition, $0) }
    }
    measured += (study.migration ?? []).enumerated().map { index, step in
      .difference(step.gain, of: study, "step \(index + 1) of the best order: learn \(step.stage)")
    }
    guard !mixes.isEmpty else {
      return Finding(
        verdict: .notTestable,
        explanation: "The study has no mix: no stage of this workload was learned.",
        measured: measured)
    }
    func verdicts(_ mix: String) -> [ComparisonVerdict?] {
      study.contrasts.filter { $0.label == mix }.map(\.verdict)
    }
    let good = mixes.filter { verdicts($0).allSatisfy { $0 == .better || $0 == .equivalent } }
    let bad = mixes.filter { verdicts($0).contains(.worse) }
    if !good.isEmpty {
      let hold = " The comparisons of all mixes hold together at 95 %, so that picking is fair."
      return Finding(
        verdict: .holds,
        explanation:
          "Of \(mixes.count) mixes \(good.count) \(good.count == 1 ? "is" : "are") no worse"
          + " than both ends: \(good.joined(separator: "; "))." + hold, measured: measured)
    }
    if bad.count == mixes.count {
      return Finding(
        verdict: .doesNotHold,
        explanation: "Each of the \(mixes.count) mixes is worse than the hybrid as it is, or than"
          + " end-to-end.", measured: measured)
    }
    return Finding(
      verdict: .inconclusive,
      explanation: "No mix is shown to be as good as both ends, and not all are shown to be worse.",
      measured: measured,
      settledBy: study.contrasts.compactMap(\.settledBy).first ?? "a fresh run of more effort")
  }
}
