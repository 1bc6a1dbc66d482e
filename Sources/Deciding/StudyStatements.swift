import Figures
import Profiles
import Records

/// What the studies say for the decision and against it.
struct StudyStatements {
  let profile: Profile
  let basis: DecisionBasis
  let assessment: Assessment

  /// Scattered data whose sites alone prefer the architecture that was chosen.
  var reasons: [Decision.Statement] {
    guard let sites, favoured(sites) == chosen, chosen != nil else { return [] }
    return [scattered(sites)]
  }

  /// Knobs on which the conclusion depends, and scattered data whose sites alone do not prefer the choice.
  var doubts: [Decision.Statement] {
    let knobs = studies.filter { $0.kind == .option && $0.flips }.map { study in
      Decision.Statement(
        "\(study.conclusion) Where your project stands on it is yours to judge.", rule: .study)
    }
    guard let sites, reasons.isEmpty else { return knobs }
    return knobs + [scattered(sites)]
  }

  private var studies: [StudyEvidence] { basis.evidence.timeFree.studies ?? [] }

  /// The study of sites, where the profile's data are scattered.
  private var sites: StudyEvidence? {
    profile.data.isScattered ? basis.sites : nil
  }

  private var chosen: Architecture? {
    switch assessment.outcome {
    case .endToEnd: .endToEnd
    case .hybrid: .hybrid
    case .neither, .either, .cannotTellYet: nil
    }
  }

  /// Which architecture is better without pooling; nil where they are equal or it is open.
  private func favoured(_ study: StudyEvidence) -> Architecture? {
    switch study.alone?.contrast?.verdict {
    case .better: .endToEnd
    case .worse: .hybrid
    case .equivalent, .inconclusive, nil: nil
    }
  }

  private func scattered(_ study: StudyEvidence) -> Decision.Statement {
    .init(
      "Your data are scattered. \(study.conclusion)", rule: .study)
  }
}

extension StudyEvidence {
  /// The condition in which each site trains alone.
  var alone: StudyCondition? { conditions.first { !$0.isMain } }
}

extension DecisionBasis {
  /// The study of sites, where there is one.
  var sites: StudyEvidence? {
    evidence.timeFree.studies?.first { $0.kind == .sites }
  }
}
