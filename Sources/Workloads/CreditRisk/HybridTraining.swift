import Classics
import Networks
import NumericCore
import Records
import WorkloadKit

extension Hybrid {
  /// A configuration: of the scorecard, and of whatever is learned in the place of stages.
  private struct Setting {
    var bins: Int
    var penalty: Double
    var monotone: Bool
    /// Of the networks; the i-th of the end-to-end candidate's own grid.
    var network = NetworkSetting.grid[0]
    var imputationPenalty = 1.0
    var ruleDepth = 2

    /// The settings as a record holds them: those that the recipe's stages read.
    func numbers(_ recipe: HybridRecipe) -> [String: Double] {
      var numbers: [String: Double] = [:]
      if !recipe.learned.contains(.scorecard) {
        numbers = [
          "maximum-bins": Double(bins), "penalty": penalty, "monotone": monotone ? 1 : 0,
        ]
      }
      if !recipe.learned.isDisjoint(with: [.features, .scorecard]) {
        numbers.merge(network.numbers) { first, _ in first }
      }
      if recipe.learned.contains(.cleaning) { numbers["imputation-penalty"] = imputationPenalty }
      if recipe.learned.contains(.policyRules) { numbers["rule-depth"] = Double(ruleDepth) }
      return numbers
    }
  }

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  ///
  /// Monotone bins come first, as they do in a bank: a reason that turns round in the middle of a
  /// scale cannot be told to an applicant. The i-th configuration of a mix has the i-th of each part.
  private static let grid: [Setting] = {
    var settings = [
      Setting(bins: 6, penalty: 1, monotone: true),
      Setting(bins: 4, penalty: 10, monotone: true),
      Setting(bins: 8, penalty: 3, monotone: false),
      Setting(bins: 3, penalty: 1, monotone: true),
      Setting(bins: 10, penalty: 10, monotone: true),
      Setting(bins: 6, penalty: 30, monotone: false),
      Setting(bins: 12, penalty: 10, monotone: false),
      Setting(bins: 5, penalty: 0.1, monotone: true),
    ]
    let penalties = [1.0, 10, 100, 0.1, 30, 3, 300, 1000]
    for index in settings.indices {
      settings[index].network = NetworkSetting.grid[index]
      settings[index].imputationPenalty = penalties[index]
      settings[index].ruleDepth = index.isMultiple(of: 2) ? 2 : 3
    }
    return settings
  }()

  /// Chooses a configuration and fits it on all applicants.
  static func train(
    _ applicants: [Applicant], form: ApplicationForm, recipe: HybridRecipe = HybridRecipe(),
    configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    let fitting = HybridFitting(
      form: form, recipe: recipe, seed: seed,
      batchSize: NetworkSetting.batchSize(examples: applicants.count))
    let settings = grid.prefix(configurations).map { setting in
      (setting: setting, numbers: setting.numbers(recipe))
    }
    let choice = try Tuning(settings: settings, seed: seed).choose(applicants) {
      setting, training, validation in
      let draft = try fitting.fit(training, held: validation, setting, plans: nil)
      let logits = try validation.map { try draft.hybrid.logit($0.input) }
      return .init(
        logits: logits, steps: draft.steps, epochs: draft.epochs,
        reachedPlateau: draft.reachedPlateau, plans: draft.plans,
        course: { try draft.course(on: validation, examples: training.count) })
    }
    let course = try choice.trials[0].course()
    let draft = try fitting.fit(applicants, held: nil, grid[choice.index], plans: choice.plans)
    var fitted = draft.hybrid.fitted
    fitted.calibration = CalibrationStage(calibration: choice.calibration)
    fitted.cutOff = choice.cutOff
    if recipe.learned.contains(.calibration) {
      let isotonic = try IsotonicCalibration.fit(
        scores: choice.heldLogits, outcomes: choice.heldOutcomes)
      fitted.isotonic = IsotonicStage(calibration: isotonic)
      fitted.cutOff = Tuning<Setting>.cutOff(
        choice.heldLogits.map(isotonic.probability), outcomes: choice.heldOutcomes)
    }
    return Trained(
      candidate: try Hybrid(fitted, networks: draft.hybrid.networks, truth: recipe.truth),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: draft.steps,
        trainingExamples: choice.trainingExamples, validationExamples: choice.validationExamples,
        course: course?.course), courseSeconds: course?.seconds)
  }

  /// Trains as always, then puts the truth in the place of one stage, nothing fitted to it.
  ///
  /// - Throws: `WorkloadError` where the later stages cannot read the truth.
  static func train(
    _ applicants: [Applicant], form: ApplicationForm, withOracle stage: HybridStage,
    truth: CorpusTruth, configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    guard stage != .features else {
      throw WorkloadError(
        "the fitted scorecard has no characteristics for the terms that stand in the place of"
          + " 'features'", at: "credit-risk",
        remedy: "ask for this oracle with the later stages refitted to it")
    }
    let trained = try train(applicants, form: form, configurations: configurations, seed: seed)
    guard let hybrid = trained.candidate as? Hybrid else { return trained }
    var fitted = hybrid.fitted
    fitted.oracle = stage
    fitted.typical = TypicalApplicant(.typical(of: applicants, form: form))
    return Trained(
      candidate: try Hybrid(fitted, networks: hybrid.networks, truth: truth),
      summary: trained.summary)
  }

  /// How one configuration is fitted.
  private struct HybridFitting {
    let form: ApplicationForm
    let recipe: HybridRecipe
    let seed: UInt64
    let batchSize: Int

    /// A hybrid without calibration, and what its fit came to.
    struct Draft {
      var hybrid: Hybrid
      var steps = 0
      var epochs = 1.0
      var reachedPlateau = true
      /// One for each network, in the order of the stages.
      var plans: [[Double]] = []
      /// The card after each Newton step, with the seconds since the fit began.
      var iterates: [(card: Scorecard.Iterate, seconds: Double)] = []

      mutating func count(_ run: NetworkRun) {
        steps += run.steps
        epochs = max(epochs, run.epochs)
        reachedPlateau = reachedPlateau && run.reachedPlateau
        plans.append(run.plan)
      }

      /// The loss on examples held back after each Newton step; nil of a mix with a network, which
      /// was trained before.
      func course(on held: [Applicant], examples: Int) throws -> RecordedCourse? {
        guard plans.isEmpty, let first = iterates.first else { return nil }
        let evidence = try held.map { first.card.evidence(try hybrid.ruled($0.input).values) }
        let outcomes = held.map(\.defaulted)
        let points = iterates.enumerated().map { index, iterate in
          TrainingCourse.Point(
            step: index + 1, examples: (index + 1) * examples,
            loss: Tuning<Setting>.logLoss(evidence.map(iterate.card.logit(evidence:)), outcomes))
        }
        return RecordedCourse(
          course: TrainingCourse(
            step: "a Newton iteration over all examples", points: points,
            kept: points.count - 1),
          seconds: iterates.map(\.seconds))
      }
    }

    /// Fits stage after stage, each to what the stages before it hand on.
    ///
    /// A network's plateau is looked for on the examples held back, or the plans say how long each
    /// trains, in the order of the stages.
    ///
    /// - Throws: what a stage's training throws.
    func fit(
      _ applicants: [Applicant], held: [Applicant]?, _ setting: Setting, plans: [[Double]]?
    ) throws -> Draft {
      let clock = ContinuousClock()
      let start = clock.now
      var fitted = Fitted(
        cleaning: .fit(applicants.map(\.input), form: form),
        features: FeatureEngineering(form: form), rules: PolicyRules(features: []),
        scorecard: nil, calibration: CalibrationStage(calibration: .none), cutOff: 0.5)
      fitted.oracle = recipe.oracle
      fitted.rules = PolicyRules(features: fitted.features.listed)
      if recipe.learned.contains(.cleaning) {
        fitted.imputation = try LearnedImputation.fit(
          applicants.map(\.input), form: form, penalty: setting.imputationPenalty)
      }
      if !recipe.learned.isDisjoint(with: [.features, .scorecard]) || recipe.oracle == .scorecard {
        fitted.typical = TypicalApplicant(.typical(of: applicants, form: form))
      }
      var draft = Draft(hybrid: try Hybrid(fitted, truth: recipe.truth))
      try learnFeatures(&draft, applicants, held, setting, plans)
      try learnRules(&draft, applicants, setting)
      if recipe.learned.contains(.scorecard) {
        try learnScorecard(&draft, applicants, held, setting, plans)
      } else if recipe.oracle != .scorecard {
        try fitCard(&draft, applicants, setting) { (clock.now - start) / .seconds(1) }
      }
      return draft
    }

    /// When the next network of a draft ends its training.
    private func end(_ plans: [[Double]]?, _ draft: Draft) -> TrainingEnd {
      plans.map { .plan($0[draft.plans.count]) } ?? .plateau
    }

    private func sample<Input>(
      _ applicants: [Applicant], _ input: (Application) throws -> Input
    ) rethrows -> OutcomeSample<Input> {
      OutcomeSample(
        inputs: try applicants.map { try input($0.input) },
        targets: applicants.map { $0.defaulted ? 1 : 0 })
    }

    private func learnFeatures(
      _ draft: inout Draft, _ applicants: [Applicant], _ held: [Applicant]?, _ setting: Setting,
      _ plans: [[Double]]?
    ) throws {
      guard recipe.learned.contains(.features) else { return }
      let cleaning = draft.hybrid.cleaning
      let (stage, run) = try LearnedFeatures.fit(
        try sample(applicants) { try cleaning.run($0) },
        held: try held.map { try sample($0) { try cleaning.run($0) } }, form: form,
        keepsRules: !recipe.learned.contains(.policyRules), setting: setting.network,
        batchSize: batchSize, until: end(plans, draft), seed: seed)
      var fitted = draft.hybrid.fitted
      fitted.featureNetwork = stage.form
      fitted.rules = PolicyRules(features: stage.listed, handedOn: stage.handedOn)
      var networks = draft.hybrid.networks
      networks.features = stage
      draft.hybrid = try Hybrid(fitted, networks: networks, truth: recipe.truth)
      draft.count(run)
    }

    private func learnRules(
      _ draft: inout Draft, _ applicants: [Applicant], _ setting: Setting
    ) throws {
      guard recipe.learned.contains(.policyRules) else { return }
      let hybrid = draft.hybrid
      let listed = hybrid.networks.features?.listed ?? hybrid.fitted.features.listed
      var fitted = hybrid.fitted
      fitted.learnedRules = LearnedRules.fit(
        try sample(applicants) { try hybrid.features.run(try hybrid.cleaning.run($0)) },
        names: listed.map(\.name), depth: setting.ruleDepth)
      draft.hybrid = try Hybrid(fitted, networks: hybrid.networks, truth: recipe.truth)
    }

    private func learnScorecard(
      _ draft: inout Draft, _ applicants: [Applicant], _ held: [Applicant]?, _ setting: Setting,
      _ plans: [[Double]]?
    ) throws {
      let hybrid = draft.hybrid
      let (stage, run) = try LearnedScorecard.fit(
        try sample(applicants) { try hybrid.ruled($0) },
        held: try held.map { try sample($0) { try hybrid.ruled($0) } }, setting: setting.network,
        batchSize: batchSize, until: end(plans, draft), seed: seed)
      var fitted = hybrid.fitted
      fitted.scorecard = nil
      fitted.scorecardNetwork = stage.form
      var networks = hybrid.networks
      networks.scorecard = stage
      draft.hybrid = try Hybrid(fitted, networks: networks, truth: recipe.truth)
      draft.count(run)
    }

    private func fitCard(
      _ draft: inout Draft, _ applicants: [Applicant], _ setting: Setting,
      seconds: @escaping () -> Double
    ) throws {
      let hybrid = draft.hybrid
      let rows = try applicants.map { try hybrid.ruled($0.input).values }
      let characteristics = hybrid.characteristicNames.enumerated().map { column, name in
        Characteristic(name: name, column: CharacteristicColumn(rows.map { $0[column] }))
      }
      var options = Scorecard.Options()
      options.binner.maximumBins = setting.bins
      options.binner.monotone = setting.monotone
      // Neighbours that χ² hardly tells apart merge; the penalty does the rest.
      options.binner.mergeBelow = 1
      options.regression.penalty = setting.penalty
      var iterates: [(card: Scorecard.Iterate, seconds: Double)] = []
      let card = try Scorecard.fit(
        characteristics, bad: applicants.map(\.defaulted), options: options
      ) { iterates.append(($0, seconds())) }
      draft.iterates = iterates
      var fitted = hybrid.fitted
      fitted.scorecard = ScorecardStage(card: card)
      draft.hybrid = try Hybrid(fitted, networks: hybrid.networks, truth: recipe.truth)
      draft.steps += card.iterations
      draft.reachedPlateau = draft.reachedPlateau && card.converged
    }
  }
}
