import Figures
import Profiles
import Records

/// What speaks against trusting the decision, in sentences.
struct Doubts {
  let profile: Profile
  let basis: DecisionBasis
  let assessment: Assessment
  let matrix: DecisionMatrix

  func statements() -> [Decision.Statement] {
    against + timeToExplain + data + [basis.production.doubt].compactMap(\.self) + explanations
      + inconclusive + machine + disagreements
  }

  /// The criteria that speak for the architecture that was not chosen.
  private var against: [Decision.Statement] {
    guard let other = notChosen else { return [] }
    return weighing.compactMap { criterion in
      if criterion.favours == other {
        return .init(
          "Speaking against it: \(criterion.sentence)", rule: .criterion,
          figures: criterion.figures)
      }
      // What is inconclusive has a doubt of its own, and what is equivalent speaks for neither.
      guard criterion.verdict == nil, criterion.leaning == other else { return nil }
      return .init(criterion.leans(to: other), rule: .criterion, figures: criterion.figures)
    }
  }

  private var weighing: [Criterion] {
    zip(assessment.criteria, assessment.weights).filter { $0.1 > 0 }.map(\.0)
  }

  private var notChosen: Architecture? {
    switch assessment.outcome {
    case .endToEnd: .hybrid
    case .hybrid: .endToEnd
    case .neither, .either, .cannotTellYet: nil
    }
  }

  private var timeToExplain: [Decision.Statement] {
    let time = TimeToExplain(profile: profile, basis: basis)
    let stated = time.isReason(for: assessment.outcome) ? nil : time.statement
    return [stated].compactMap(\.self) + time.overBudget
  }

  private var data: [Decision.Statement] {
    let facts = basis.evidence.timeFree
    var doubts: [Decision.Statement] = []
    if facts.workload.data == nil {
      doubts.append(
        .init(
          "The figures come from the workload's embedded corpus, an analogy for your task: run it"
            + " on your own data before you build.", rule: .corpus))
    }
    if basis.isBeyondMeasured(profile),
      let mark = matrix.rows.first(where: { $0.dimension == .data })?.mark
    {
      doubts.append(.init("Data are \(mark).", rule: .beyondMeasured, figures: [basis.headline.id]))
    }
    if let crossover = facts.crossover, crossover.outcome == .undetermined {
      doubts.append(
        .init(crossover.sentence, rule: .crossover, figures: [basis.headline.id]))
    }
    doubts += StudyStatements(profile: profile, basis: basis, assessment: assessment).doubts
    if facts.repetitions < DecidingRules.fewRepetitions {
      let seeds = facts.repetitions == 1 ? "one seed" : "\(facts.repetitions) seeds"
      let scope =
        facts.repetitions == 1
        ? "it speaks of these trained models only" : "intervals over so few are wide"
      doubts.append(.init("Each figure rests on \(seeds): \(scope).", rule: .repetitions))
    }
    if !basis.stoppedSizes.isEmpty {
      let sizes = Wording.list(basis.stoppedSizes.map { Format.count($0) })
      doubts.append(
        .init(
          "At \(sizes) examples trials were stopped before their plateau: labelling cost leaves"
            + " these sizes out.", rule: .stoppedTraining, figures: [basis.headline.id]))
    }
    if !basis.undertrained.isEmpty, assessment.outcome != .cannotTellYet {
      let names = Wording.list(basis.undertrained.map(\.rawValue))
      doubts.append(
        .init(
          "Trials of \(names) at the largest size were stopped before their plateau.",
          rule: .stoppedTraining))
    }
    return doubts + failures
  }

  private var failures: [Decision.Statement] {
    basis.evidence.timeFree.failures.compactMap { count in
      guard count.failedTrials > 0 || count.failedItems > 0 else { return nil }
      let causes = count.causes.isEmpty ? "" : " (\(count.causes.joined(separator: "; ")))"
      return .init(
        "Of \(count.architecture.rawValue), \(count.failedTrials) of \(Format.count(count.trials))"
          + " trials and \(Format.count(count.failedItems)) of \(Format.count(count.items))"
          + " items failed\(causes).", rule: .failures)
    }
  }

  private var explanations: [Decision.Statement] {
    basis.evidence.timeFree.explanations.filter { !$0.measurable }.map { tests in
      .init(
        "The explanations of \(tests.architecture.rawValue) (\(tests.method)) are not measurable:"
          + " over \(tests.decisions) decisions the named reasons are not told apart from random,"
          + " reversed or a randomised model's.",
        rule: .explanations, figures: [FigureID.necessity, FigureID.sufficiency])
    }
  }

  private var inconclusive: [Decision.Statement] {
    let criteria: [Decision.Statement] = weighing.filter(isDoubtful).map { criterion in
      let remedy = criterion.settledBy.map { " It would be settled by \($0)." } ?? ""
      let leaning = criterion.leaning.map { " and leans to \($0.rawValue)" } ?? ""
      return .init(
        "The comparison of \(criterion.title) is inconclusive\(leaning).\(remedy)",
        rule: .criterion, figures: criterion.figures)
    }
    guard assessment.outcome != .cannotTellYet else { return criteria }
    let open: [Decision.Statement] = assessment.requirements
      .filter { $0.verdict == .inconclusive }
      .map { result in
        .init(
          "It is open whether \(result.architecture.rawValue) keeps to \(result.requirement);"
            + " the outcome does not hang on it.",
          rule: .requirement, figures: [result.figure])
      }
    return criteria + open
  }

  private func isDoubtful(_ criterion: Criterion) -> Bool {
    guard criterion.verdict == .inconclusive, !criterion.isLevel else { return false }
    let isHeadroom = criterion.name == .latencyHeadroom || criterion.name == .memoryHeadroom
    let mean = criterion.measuredMean
    // Far inside a limit it does not matter which of the two is farther.
    return !isHeadroom || min(mean.endToEnd, mean.hybrid) <= DecidingRules.ampleHeadroom
  }

  private var machine: [Decision.Statement] {
    let timed = basis.evidence.timed
    let findings =
      timed.validity.map { ("Measuring", $0) }
      + (timed.deployment?.validity ?? []).map { ("Measuring at production size", $0) }
    return findings.map { subject, finding in
      .init(
        "\(subject): \(finding.detail.withoutStop). \(finding.remedy.capitalisedFirst)",
        rule: .validity)
    }
  }

  private var disagreements: [Decision.Statement] {
    matrix.rows.compactMap { row in
      row.disagreement.map { text in
        .init("\(row.dimension.rawValue.capitalisedFirst): \(text)", rule: .disagreement)
      }
    }
  }
}
