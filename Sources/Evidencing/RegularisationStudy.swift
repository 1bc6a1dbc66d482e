import Figures
import Records

/// The study of regularisation: the network as it is, against the same without any.
extension StudyBuilder {
  func regularisation() throws(EvidenceError) -> StudyEvidence {
    let main = try main(.endToEnd)
    let label = Variation.unregularised.label
    let bare = try arm(label, .endToEnd) { $0 == .unregularised }
    let contrasts = try contrasts([(bare, main)])
    return evidence(
      [condition(mainLabel, isMain: true, [main]), condition(label, [bare])],
      contrasts, sentence(contrasts.first), arms: [bare])
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
