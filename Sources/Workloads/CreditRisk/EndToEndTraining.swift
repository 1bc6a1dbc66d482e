import Networks
import NumericCore
import Records
import Tensors
import WorkloadKit

extension EndToEnd {
  /// Chooses a configuration, and trains it on all applicants for as long as the choice took.
  ///
  /// Where it is not to be regularised, the networks have no dropout, weight decay, normalisation
  /// and early stopping.
  static func train(
    _ applicants: [Applicant], form: ApplicationForm, isRegularised: Bool = true,
    configurations: Int, seed: UInt64
  ) throws -> Trained<Application, CreditAnswer> {
    let grid = NetworkSetting.grid.prefix(configurations)
    let settings = grid.map { $0.regularised(isRegularised) }
      .map { (setting: $0, numbers: $0.numbers) }
    let fitting = NetworkFitting(
      form: form, seed: seed,
      batchSize: NetworkSetting.batchSize(examples: applicants.count))
    let choice = try Tuning(settings: settings, seed: seed).choose(applicants) {
      setting, training, validation in
      guard !setting.isRegularised else {
        return try fitting.toPlateau(setting, training, validation)
      }
      return try fitting.toPlateauOfTraining(setting, training, validation)
    }
    let setting = settings[choice.index].setting
    let (network, run) = try fitting.fit(
      setting, applicants, held: nil, until: .plan(choice.plans[0]))
    // Without regularisation the course is that of the training loss, which is another quality.
    let course = isRegularised ? try choice.trials[0].course() : nil
    let typical = Application.typical(of: applicants, form: form)
    let fitted = Fitted(
      encoder: network.encoder, sizes: setting.sizes, calibration: choice.calibration,
      cutOff: choice.cutOff, typicalNumbers: typical.numbers,
      typicalCategories: typical.categories, typicalSeries: typical.series)
    return Trained(
      candidate: EndToEnd(fitted, network: network),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: run.steps,
        trainingExamples: choice.trainingExamples, validationExamples: choice.validationExamples,
        course: course?.course), courseSeconds: course?.seconds)
  }
}

/// How one configuration of the network is trained.
private struct NetworkFitting {
  let form: ApplicationForm
  let seed: UInt64
  let batchSize: Int

  func fit(
    _ setting: NetworkSetting, _ applicants: [Applicant], held: [Applicant]?,
    until end: TrainingEnd
  ) throws -> (CreditNetwork, NetworkRun) {
    let encoder = Encoder(applicants.map(\.input), form: form)
    var generator = SeededGenerator(seed: seed, "credit-risk", "weights")
    var network = CreditNetwork(encoder: encoder, sizes: setting.sizes, from: &generator)
    let run = try setting.trainer(batchSize: batchSize, seed: seed).train(
      &network, on: examples(applicants, encoder), held: held.map { examples($0, encoder) },
      until: end)
    return (network, run)
  }

  private func examples(
    _ applicants: [Applicant], _ encoder: Encoder
  ) -> OutcomeExamples<CreditNetwork> {
    let encoded = EncodedApplications(applicants.map(\.input), encoder: encoder)
    return OutcomeExamples(targets: applicants.map { $0.defaulted ? 1 : 0 }) {
      network, positions, tape in
      try network.logits(
        try positions.map { try encoded.batch($0, on: tape) } ?? encoded.all(on: tape))
    }
  }

  /// Trains one configuration to a plateau of its validation loss.
  func toPlateau(
    _ setting: NetworkSetting, _ training: [Applicant], _ validation: [Applicant]
  ) throws -> Tuning<NetworkSetting>.Trial {
    trial(try fit(setting, training, held: validation, until: .plateau), validation)
  }

  /// Trains one configuration to a plateau of its training loss, and for as many epochs as its
  /// regularised twin at least: a network that stopped sooner would be regularised by that.
  func toPlateauOfTraining(
    _ setting: NetworkSetting, _ training: [Applicant], _ validation: [Applicant]
  ) throws -> Tuning<NetworkSetting>.Trial {
    let twin = try fit(setting.regularised(true), training, held: validation, until: .plateau).1
    var fitted = try fit(setting, training, held: nil, until: .plateau)
    let missing = Int(twin.epochs) - fitted.1.plan.count
    if missing > 0 {
      let longer = fitted.1.plan + Array(repeating: fitted.1.plan.last ?? 1, count: missing)
      let isPlateau = fitted.1.reachedPlateau
      fitted = try fit(setting, training, held: nil, until: .plan(longer))
      fitted.1.reachedPlateau = isPlateau
    }
    return trial(fitted, validation)
  }

  private func trial(
    _ fitted: (network: CreditNetwork, run: NetworkRun), _ validation: [Applicant]
  ) -> Tuning<NetworkSetting>.Trial {
    let held = EncodedApplications(validation.map(\.input), encoder: fitted.network.encoder)
    let logits = (try? fitted.network.logits(held.all(on: Tape(.inference))).value.values) ?? []
    return .init(
      logits: logits.map(Double.init), steps: fitted.run.steps, epochs: fitted.run.epochs,
      reachedPlateau: fitted.run.reachedPlateau, plans: [fitted.run.plan],
      course: { fitted.run.course })
  }
}

extension Application {
  /// The median numbers, most frequent levels and median ledger of those who repaid.
  static func typical(of applicants: [Applicant], form: ApplicationForm) -> Application {
    let repaid = applicants.filter { !$0.defaulted }.map(\.input)
    func median(_ values: [Double]) -> Double {
      let sorted = values.filter { !$0.isNaN }.sorted()
      return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
    let levels = form.categories.indices.map { category in
      let counts = Dictionary(grouping: repaid.map { $0.categories[category] }) { $0 }
        .mapValues(\.count)
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? -1
    }
    return Application(
      id: "typical",
      numbers: form.numbers.indices.map { n in median(repaid.map { $0.numbers[n] }) },
      categories: levels,
      series: form.series.indices.map { channel in
        (0..<form.months).map { month in median(repaid.map { $0.series[channel][month] }) }
      })
  }
}
