import Figures
package import ModelFiles
import NumericCore
package import Records
import Scores
package import WorkloadKit

/// The credit-risk workload: whether a loan will default, and why it was refused.
///
/// The embedded corpus is `EmbeddedCorpus`, the user's data a `LoanTable`; both architectures are
/// built from the form that either gives. Claims C3, C5, C11–C15 and C17.
package struct CreditRisk: Workload {
  /// The rows, embedded or the user's.
  private enum Corpus {
    case embedded(EmbeddedCorpus)
    case table(LoanTable)
  }

  package static let descriptor = WorkloadDescriptor(
    name: "credit-risk", title: "Credit risk",
    summary: "Will this applicant's loan default, and why was it refused?",
    claims: ["C3", "C5", "C11", "C12", "C13", "C14", "C15", "C17"],
    scores: [
      AreaUnderCurve().kind, KolmogorovSmirnov().kind, BrierScore().kind,
      ExpectedCalibrationError().kind, DisparateImpact.kind,
    ],
    options: [
      .init(
        name: "knowledge",
        summary: "how far the hybrid's engineered features match the process (embedded corpus)",
        range: 0...1, defaultValue: 0.75)
    ],
    endToEnd: "one network over the raw application and ledger, trained on outcomes only",
    stages: [
      .init(name: "cleaning", summary: "fills and caps raw fields", hasOracle: true),
      .init(
        name: "features", summary: "ratios, trends, volatilities, buffers", hasOracle: true,
        oracleNeedsRefit: true),
      .init(name: "policy rules", summary: "written rules with reason codes", hasOracle: false),
      .init(
        name: "scorecard", summary: "weights of evidence and logistic regression",
        hasOracle: true),
      .init(name: "calibration", summary: "log-odds to probability", hasOracle: false),
    ],
    meanings: ["income", "debt", "amount", "term", "employment", "delinquencies"],
    usesStageAnnotations: false,
    learnableStages: HybridStage.allCases.map(\.rawValue), canDropRegularisation: true,
    // Measured by a quick run with three configurations, two trials side by side, on two cores of an AMD
    // EPYC with AVX-512. Below 1500 examples there are four divisions to fit, so 1000 cost more than
    // 2000. The comparison of ways to explain is the processor's time for a decision.
    costs: [
      .endToEnd: .init(
        start: 0.25, knots: [.init(1000, 0.71), .init(2000, 0.47), .init(4000, 1.33)],
        answer: 20e-6, explanation: 0.5 / 40, declared: ProductionSize.cost, comparison: 0.04,
        learnedShare: 0.47),
      .hybrid: .init(
        start: 0.25, knots: [.init(1000, 0.08), .init(2000, 0.035), .init(4000, 0.25)],
        answer: 8e-6, explanation: 0.02 / 40, declared: ProductionSize.costOfHybrid,
        comparison: 0.09),
    ], costReference: 13_650)

  package let form: ApplicationForm
  private let corpus: Corpus
  private let seed: UInt64

  package init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError) {
    self.seed = seed
    if let data = reference.data {
      let table = try LoanTable(data)
      corpus = .table(table)
      form = table.form
    } else {
      let embedded = EmbeddedCorpus(knowledge: reference.options["knowledge"] ?? 0.75)
      corpus = .embedded(embedded)
      form = EmbeddedCorpus.form
    }
  }

  package var summary: CorpusSummary {
    switch corpus {
    case .embedded(let embedded):
      CorpusSummary(remarks: [
        "embedded corpus, an analogy for the user's task; knowledge \(embedded.process.knowledge)"
      ])
    case .table(let table): table.summary
    }
  }

  package func division(
    _ specification: TrialSpecification
  ) throws(WorkloadError) -> Division<Applicant> {
    switch corpus {
    case .embedded(let embedded):
      // Prefixes of one stream: a smaller size is part of every larger one.
      let training = SeededGenerator(
        seed: seed, "credit-risk", "training", specification.repetition)
      return Division(
        training: embedded.applicants(specification.size, prefix: "R", generator: training),
        test: embedded.applicants(
          specification.testItems, prefix: CorpusTruth.testPrefix,
          generator: EmbeddedCorpus.testGenerator(seed: seed)))
    case .table(let table):
      return table.division(specification, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, on items: [Applicant], configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    switch architecture {
    case .hybrid:
      try Hybrid.train(items, form: form, configurations: configurations, seed: seed)
    case .endToEnd:
      try EndToEnd.train(items, form: form, configurations: configurations, seed: seed)
    }
  }

  package func train(
    _ architecture: Architecture, varied variation: Variation, on items: [Applicant],
    configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    switch (architecture, variation) {
    case (.hybrid, .learned(let stages)):
      return try Hybrid.train(
        items, form: form, recipe: HybridRecipe(learned: try HybridStage.named(stages)),
        configurations: configurations, seed: seed)
    case (.hybrid, .oracle(let name, let isRefitted)):
      let stage = try HybridStage.named([name]).first ?? .cleaning
      let truth = try truth(of: items, for: stage)
      if isRefitted {
        return try Hybrid.train(
          items, form: form, recipe: HybridRecipe(oracle: stage, truth: truth),
          configurations: configurations, seed: seed)
      }
      return try Hybrid.train(
        items, form: form, withOracle: stage, truth: truth, configurations: configurations,
        seed: seed)
    case (.endToEnd, .unregularised):
      return try EndToEnd.train(
        items, form: form, isRegularised: false, configurations: configurations, seed: seed)
    default:
      throw WorkloadError(
        "credit-risk cannot train \(architecture.rawValue) varied as \(variation)",
        remedy: "leave the study out of the profile")
    }
  }

  /// The corpus's knowledge of its applicants.
  ///
  /// - Throws: `WorkloadError` where the data are real.
  private func truth(of items: [Applicant], for stage: HybridStage) throws -> CorpusTruth {
    guard case .embedded(let embedded) = corpus else { throw OracleStages.noTruth(of: stage) }
    return CorpusTruth(embedded, seed: seed, training: items)
  }

  package func declared(
    _ architecture: Architecture, parameters: Int, on items: [Applicant], seed: UInt64
  ) throws(WorkloadError) -> Declared<Application, CreditAnswer> {
    let size = ProductionSize(form: form, applicants: items, seed: seed)
    return switch architecture {
    case .endToEnd: try size.endToEnd(parameters: parameters)
    case .hybrid: try size.hybrid(parameters: parameters)
    }
  }

  package func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<Application, CreditAnswer> {
    switch architecture {
    case .hybrid:
      switch corpus {
      case .embedded(let embedded):
        try Hybrid(file: file, truth: CorpusTruth(embedded, seed: seed))
      case .table: try Hybrid(file: file)
      }
    case .endToEnd: try EndToEnd(file: file)
    }
  }

  package func constantAnswer(learnedFrom items: [Applicant]) -> CreditAnswer {
    let defaults = Double(items.count { $0.defaulted })
    return CreditAnswer(probability: defaults / Double(max(items.count, 1)), refused: false)
  }

  package func values(of answer: CreditAnswer, to item: Applicant) -> [String: Double] {
    [
      ScoredItems.Column.probability: answer.probability,
      ScoredItems.Column.outcome: item.defaulted ? 1 : 0,
      // To refuse who would default, and nobody else.
      ScoredItems.Column.correct: answer.refused == item.defaulted ? 1 : 0,
    ]
  }

  package func ceilings(on items: [Applicant]) -> [String: Double] {
    let probabilities = items.compactMap(\.truth?.probability)
    guard probabilities.count == items.count,
      let scored = try? ScoredItems(
        ids: items.map(\.id), probabilities: probabilities, outcomes: items.map(\.defaulted))
    else { return [:] }
    var ceilings: [String: Double] = [:]
    for score in ScoreCatalogue.all where ["auc", "brier"].contains(score.kind.id) {
      ceilings[score.kind.id] = try? score.value(of: scored)
    }
    return ceilings
  }

  package func groups(_ answers: [CreditAnswer?], on items: [Applicant]) -> [GroupDecisions] {
    var decisions: [String: [String: (total: Int, favourable: Int)]] = [:]
    for (answer, item) in zip(answers, items) {
      guard let answer else { continue }
      for (column, group) in item.groups {
        var counts = decisions[column, default: [:]][group, default: (0, 0)]
        counts.total += 1
        counts.favourable += answer.refused ? 0 : 1
        decisions[column, default: [:]][group] = counts
      }
    }
    return decisions.sorted { $0.key < $1.key }.flatMap { column, groups in
      groups.sorted { $0.key < $1.key }.map { group, counts in
        GroupDecisions(
          column: column, group: group, total: counts.total, favourable: counts.favourable)
      }
    }
  }

  package var units: [String] { form.units }

  package func compose(
    _ input: Application, reference: Application, kept: [Bool]
  ) -> Application {
    input.taking(from: reference, outside: kept, form: form)
  }

  package func isAdverse(_ answer: CreditAnswer) -> Bool { answer.refused }

  /// The log-odds of default, those of 10⁻¹² and 1 − 10⁻¹² at most.
  package func adverseScore(_ answer: CreditAnswer) -> Double {
    let probability = min(max(answer.probability, 1e-12), 1 - 1e-12)
    return Double.log(probability / (1 - probability))
  }

  /// The contributions of the complete application, as the default process reads it.
  package func truth(of item: Applicant, against references: [Applicant]) -> [Double]? {
    guard case .embedded(let embedded) = corpus, let truth = item.truth else { return nil }
    let complete = references.compactMap(\.truth?.application)
    guard !complete.isEmpty, complete.count == references.count else { return nil }
    return embedded.process.contributions(to: truth.application, against: complete)
  }

  package func inWords(input: Application) -> [String] { input.inWords(form) }

  package func inWords(answer: CreditAnswer) -> String {
    (answer.refused ? "refused" : "approved")
      + ", probability of default \(Format.fixed(answer.probability, decimals: 2))"
  }
}

extension Application {
  /// The application with every unit outside `kept` taken from another.
  func taking(from other: Application, outside kept: [Bool], form: ApplicationForm) -> Application {
    var composed = self
    for index in numbers.indices where !kept[form.unit(number: index)] {
      composed.numbers[index] = other.numbers[index]
    }
    for index in categories.indices where !kept[form.unit(category: index)] {
      composed.categories[index] = other.categories[index]
    }
    for index in series.indices where !kept[form.unit(series: index)] {
      composed.series[index] = other.series[index]
    }
    return composed
  }
}
