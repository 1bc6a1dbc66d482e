import Figures
import Records

/// The study of stages: mixes with some of them learned, and oracles in their places.
extension StudyBuilder {
  func stages() throws(EvidenceError) -> StudyEvidence {
    let hybrid = try main(.hybrid)
    let network = try main(.endToEnd)
    var variations: [Variation] = []
    for trial in run.plan.trials(of: study) {
      if let variation = trial.variation, !variations.contains(variation) {
        variations.append(variation)
      }
    }
    var arms: [StudyArm] = []
    for variation in variations {
      arms.append(try arm(variation.label, .hybrid) { $0 == variation })
    }
    let mixes = zip(variations, arms).compactMap { variation, arm -> Mix? in
      guard case .learned(let stages) = variation else { return nil }
      return Mix(stages: stages, arm: arm, score: design.estimate(arm))
    }
    let oracles = zip(variations, arms).filter { variation, _ in
      if case .oracle = variation { true } else { false }
    }.map(\.1)
    // One family of mixes against each of the two, and one of oracles against the hybrid.
    let contrasts =
      try contrasts(mixes.map { ($0.arm, hybrid) }) + contrasts(mixes.map { ($0.arm, network) })
      + contrasts(oracles.map { ($0, hybrid) })
    let migration = try migration(mixes, from: hybrid)
    var main = condition(mainLabel, isMain: true, [network, hybrid])
    main.contrast = try design.differences([(network, hybrid)]).first ?? nil
    let conditions = [main] + arms.map { condition($0.label, [$0]) }
    var evidence = evidence(
      conditions, contrasts, sentence(migration, contrasts, oracles.map(\.label)),
      migration: migration, arms: arms)
    evidence.remarks += notes(hasMixes: !mixes.isEmpty, hasOracles: mixes.count < variations.count)
    return evidence
  }

  private func notes(hasMixes: Bool, hasOracles: Bool) -> [String] {
    var notes: [String] = []
    if hasMixes {
      notes.append(
        "The order of migration was chosen by these figures, so its steps look a little better than"
          + " they are.")
    }
    if hasOracles {
      notes.append(
        "An oracle is the corpus's truth in a stage's place: its difference is headroom, an upper"
          + " bound on what a better stage may win.")
    }
    return notes
  }

  /// The steps of the best order; nil where no mix has a score.
  private func migration(
    _ mixes: [Mix], from hybrid: StudyArm
  ) throws(EvidenceError) -> [MigrationStep]? {
    let chain = MigrationOrder(mixes, direction: kind.direction).best
    let gains = try design.differences(
      chain.enumerated().map { index, mix in
        (mix.arm, index == 0 ? hybrid : chain[index - 1].arm)
      })
    var steps: [MigrationStep] = []
    var learned: Set<String> = []
    for (mix, gain) in zip(chain, gains) {
      if let score = mix.score, let gain,
        let stage = mix.stages.first(where: { !learned.contains($0) })
      {
        steps.append(
          MigrationStep(
            stage: stage, estimate: score, gain: gain.estimate, verdict: gain.verdict))
      }
      learned.formUnion(mix.stages)
    }
    return steps.isEmpty ? nil : steps
  }

  private func sentence(
    _ migration: [MigrationStep]?, _ contrasts: [StudyContrast], _ oracles: [String]
  ) -> String {
    var sentences: [String] = []
    if let migration {
      let steps = migration.map {
        "\($0.stage) (\(Format.difference($0.gain, kind.unit)), \(words($0.verdict)))"
      }
      sentences.append(
        "Learned one after the other, the order that keeps \(kind.title) best is"
          + " \(steps.joined(separator: ", then "))")
      let lost = migration.filter { $0.verdict == .worse }.map(\.stage)
      if !lost.isEmpty { sentences.append("learning \(lost.joined(separator: ", ")) loses") }
    }
    if let kept = study.keptStages, !kept.isEmpty, migration != nil {
      sentences.append("kept throughout: \(kept.joined(separator: ", "))")
    }
    let headroom = contrasts.filter { oracles.contains($0.label) }
    let most = headroom.max { gain($0) < gain($1) }
    if let most {
      let change = "\(Format.difference(most.estimate, kind.unit)), \(most.label)"
      sentences.append(
        gain(most) > 0
          ? "the most that a perfect stage wins is \(change)"
          : "no perfect stage wins, the best of them changes \(kind.title) by \(change)")
    }
    return sentences.isEmpty
      ? "No repetition of the stages completed, so nothing is known of them."
      : sentences.joined(separator: "; ").capitalisedFirst + "."
  }

  private func gain(_ contrast: StudyContrast) -> Double {
    kind.direction == .higherIsBetter ? contrast.estimate.value : -contrast.estimate.value
  }

  private func words(_ verdict: ComparisonVerdict?) -> String {
    switch verdict {
    case .better: "better"
    case .worse: "worse"
    case .equivalent: "equal"
    case .inconclusive: "open"
    case nil: "no verdict"
    }
  }
}

/// A hybrid with some stages learned.
struct Mix {
  let stages: [String]
  let arm: StudyArm
  let score: Estimate?
}

/// The order in which stages are learned one after the other with the best scores on the way.
struct MigrationOrder {
  private let mixes: [Mix]
  private let sign: Double

  init(_ mixes: [Mix], direction: Direction) {
    self.mixes = mixes.filter { $0.score != nil }
    sign = direction == .higherIsBetter ? 1 : -1
  }

  /// The longest chain of mixes in which each learns one stage more; of several the one with the best
  /// mean score, then the first in the plan's order.
  var best: [Mix] { chain(after: []) }

  private func chain(after learned: Set<String>) -> [Mix] {
    var best: [Mix] = []
    for mix in mixes
    where mix.stages.count == learned.count + 1 && learned.isSubset(of: mix.stages) {
      let chain = [mix] + chain(after: Set(mix.stages))
      if (chain.count, sum(chain)) > (best.count, sum(best)) { best = chain }
    }
    return best
  }

  private func sum(_ chain: [Mix]) -> Double {
    chain.reduce(0) { $0 + sign * ($1.score?.value ?? 0) }
  }
}
