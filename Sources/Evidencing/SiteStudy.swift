import Figures
import Records

/// The study of scattered data: each site's share alone, against all of them pooled.
extension StudyBuilder {
  func sites() throws(EvidenceError) -> StudyEvidence {
    let sites = study.sites ?? 0
    let label = "one of \(sites) sites alone"
    func alone(_ architecture: Architecture) throws(EvidenceError) -> StudyArm {
      try arm(label, architecture) { variation in
        if case .site = variation { true } else { false }
      }
    }
    let pooled = [try main(.endToEnd), try main(.hybrid)]
    let apart = [try alone(.endToEnd), try alone(.hybrid)]
    // Two families of two: which architecture is better, and what pooling is worth.
    let better = try design.differences([(pooled[0], pooled[1]), (apart[0], apart[1])])
    let conditions = [
      condition(mainLabel, isMain: true, pooled, better[0]), condition(label, apart, better[1]),
    ]
    let contrasts = try contrasts([(pooled[0], apart[0]), (pooled[1], apart[1])])
    let verdicts = conditions.map { $0.contrast?.verdict }
    return evidence(
      conditions, contrasts, sentence(conditions[1], contrasts),
      flips: verdicts == [.better, .worse] || verdicts == [.worse, .better], arms: apart)
  }

  private func sentence(_ alone: StudyCondition, _ contrasts: [StudyContrast]) -> String {
    guard !contrasts.isEmpty else {
      return "No repetition of the sites completed, so nothing is known of pooling."
    }
    let worth = contrasts.map {
      "\(Format.difference($0.estimate, kind.unit)) for \($0.architecture.rawValue)"
    }
    let pooling =
      "Pooling the examples of \(study.sites ?? 0) sites changes \(kind.title) by"
      + " \(worth.joined(separator: " and "))"
    guard let contrast = alone.contrast else { return pooling + "." }
    let better =
      switch contrast.verdict {
      case .better: "end-to-end is better"
      case .worse: "hybrid is better"
      case .equivalent: "the two are equal"
      case .inconclusive, nil: "it is open which is better"
      }
    return pooling + "; without pooling \(better) (end-to-end less hybrid"
      + " \(Format.difference(contrast.estimate, kind.unit)))."
  }
}
