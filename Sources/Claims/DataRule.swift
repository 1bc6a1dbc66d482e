import Figures
import Records

/// The rule on data, which has three parts: C13.
extension ClaimJudge {
  /// The examples that the article's sizes begin with (C9).
  private static let large = 50_000

  func data() -> Finding {
    guard facts.study("sites") != nil else {
      var finding = lacking("sites")
      finding.explanation += " The profile's data have to be scattered."
      return finding
    }
    let parts = [paired(), scattered(), dear()]
    let verdicts = parts.map(\.verdict)
    let verdict: ClaimVerdict =
      verdicts.contains(.doesNotHold)
      ? .doesNotHold : verdicts.allSatisfy { $0 == .holds } ? .holds : .inconclusive
    return Finding(
      verdict: verdict,
      explanation: parts.map(\.explanation).joined(separator: " ") + facts.prior(.data),
      measured: parts.flatMap(\.measured)
        + [ClaimResult.Measurement.cells(.data, facts)].compactMap { $0 },
      settledBy: verdict == .inconclusive
        ? parts.first { $0.verdict == .inconclusive }?.settledBy : nil)
  }

  private func paired() -> Finding {
    let timeFree = facts.evidence.timeFree
    let headline = facts.figure(timeFree.headline)
    let largest = facts.plan.sizes.last ?? 0
    var measured = [
      ClaimResult.Measurement.contrast(of: headline).map { contrast in
        var contrast = contrast
        contrast.what += ", at \(Format.count(largest)) examples"
        return contrast
      }
    ].compactMap(\.self)
    let crossing = timeFree.crossover
    if let crossing, crossing.outcome == .crossing, let size = crossing.size {
      let bounds =
        crossing.interval.map {
          " [\(Format.significant($0.lower)), \(Format.significant($0.upper))]"
        } ?? ""
      measured.append(
        .init(
          what: "examples at which the learning curves cross",
          printed: Format.significant(size) + bounds, source: "crossover"))
    }
    let overtakes = crossing?.outcome == .crossing && crossing?.after == .endToEnd
    if headline?.contrast?.verdict == .better || overtakes {
      return Finding(
        verdict: .holds, explanation: "Large paired data: end-to-end is better, or overtakes.",
        measured: measured)
    }
    guard largest >= Self.large else {
      return Finding(
        verdict: .inconclusive,
        explanation: "Large paired data: open, since \(Format.count(largest)) examples are fewer"
          + " than the article speaks of.", measured: measured,
        settledBy: "a run of more effort, on more examples")
    }
    return Finding(
      verdict: headline?.contrast?.verdict == .inconclusive ? .inconclusive : .doesNotHold,
      explanation: "Large paired data: end-to-end is not shown to be better at"
        + " \(Format.count(largest)) examples.", measured: measured,
      settledBy: headline?.contrast?.settledBy)
  }

  private func scattered() -> Finding {
    let study = facts.study("sites")
    let alone = study?.conditions.first { !$0.isMain }
    let contrast = alone?.contrast
    var measured: [ClaimResult.Measurement] = []
    if let alone, let contrast, let study {
      measured.append(
        .difference(
          contrast.estimate, of: study,
          "\(study.figure.title), end-to-end less hybrid, \(alone.label)"))
    }
    return whereWorse(
      contrast?.verdict,
      worse: "Scattered data: the hybrid is better where each site trains alone.",
      otherwise: { verdict in
        verdict == .better
          ? "Scattered data: end-to-end is better where each site trains alone."
          : "Scattered data: both are equal where each site trains alone."
      }, measured: measured, settledBy: contrast?.settledBy
    ).named("Scattered data")
  }

  private func dear() -> Finding {
    let criterion = facts.criterion("labelling cost")
    let measured = criterion.map { criterion in
      ClaimResult.Measurement(
        what: "labelling cost to the same quality", printed: criterion.basis, source: "criteria")
    }
    return whereWorse(
      criterion?.verdict, worse: "Dear labels: the hybrid's cost less up to the same quality.",
      otherwise: { verdict in
        verdict == .better
          ? "Dear labels: end-to-end's cost less up to the same quality."
          : "Dear labels: both cost as much up to the same quality."
      }, measured: [measured].compactMap(\.self), settledBy: "a run with more sizes and seeds"
    ).named("Dear labels")
  }
}

extension Finding {
  /// The same with its part named where the explanation does not.
  fileprivate func named(_ part: String) -> Finding {
    var finding = self
    if !explanation.hasPrefix(part) {
      finding.explanation =
        "\(part): " + explanation.prefix(1).lowercased()
        + explanation.dropFirst()
    }
    return finding
  }
}
