import Figures
import Records

/// The study of regularisation: the network as it is, against the same without any.
extension StudyBuilder {
  func regularisation() throws(EvidenceError) -> StudyEvidence {
    let main = try main(.endToEnd)
    let label = Variation.unregularised.label
    let bare = try arm(label, .endToEnd) { $0 == .unregularised }
    let contrasts = try contrasts([(bare, main)])
    let gaps = gaps(main, bare)
    var evidence = evidence(
      [condition(mainLabel, isMain: true, [main]), condition(label, [bare])], contrasts,
      ([sentence(contrasts.first)] + sentence(gaps)).joined(separator: " "), arms: [bare])
    evidence.overfitting = gaps.isEmpty ? nil : gaps
    return evidence
  }

  /// How far the score on training examples lies above that on test items, with and without.
  private func gaps(_ main: StudyArm, _ bare: StudyArm) -> [OverfittingGap] {
    let gap = TrainingGap(score: score, ledger: ledger)
    let mains = run.plan.mainTrials.filter {
      $0.size == study.size && $0.architecture == .endToEnd
    }
    return [
      gap.gap(main, mains), gap.gap(bare, run.plan.trials(of: study)),
    ].compactMap(\.self)
  }

  private func sentence(_ gaps: [OverfittingGap]) -> [String] {
    guard gaps.count == 2 else { return [] }
    let words = gaps.map { "\(Format.difference($0.gap, kind.unit)) \($0.label)" }
    return [
      "Its training examples are answered better than test items by"
        + " \(words.joined(separator: ", and by "))."
    ]
  }

  private func sentence(_ contrast: StudyContrast?) -> String {
    guard let contrast else {
      return "No repetition without regularisation completed, so nothing is known of it."
    }
    let change =
      "Without regularisation the network's \(kind.title) changes by"
      + " \(Format.difference(contrast.estimate, kind.unit))"
    switch contrast.verdict {
    case .worse: return "\(change): it needs it here."
    case .better: return "\(change): it is better off without here."
    case .equivalent: return "\(change), which does not matter here."
    case .inconclusive: return "\(change): it is open whether it needs it."
    case nil: return "\(change), of which no verdict is given: a budget stopped trials."
    }
  }
}
