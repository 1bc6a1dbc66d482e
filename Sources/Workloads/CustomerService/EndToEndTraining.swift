import Networks
import NumericCore
import Records
import Tensors
import WorkloadKit

extension EndToEnd {
  /// Chooses a configuration, and trains it on all items for as long as the choice took.
  ///
  /// Where it is not to be regularised, the networks have no dropout, blanks, weight decay,
  /// normalisation and early stopping.
  static func train(
    _ items: [ServiceItem], isRegularised: Bool = true, configurations: Int, seed: UInt64
  ) throws -> Trained<ServiceRequest, ServiceAnswer> {
    let settings = NetworkSetting.grid.prefix(configurations)
      .map { $0.regularised(isRegularised) }.map { (setting: $0, numbers: $0.numbers) }
    let fitting = NetworkFitting(
      seed: seed, batchSize: NetworkSetting.batchSize(examples: items.count))
    let choice = try ServiceTuning(settings: settings, seed: seed).choose(items) {
      setting, training, held in
      try fitting.toPlateau(setting, training, held).trial
    }
    let setting = settings[choice.index].setting
    var draft = NetworkFitting.Draft(items, sizes: setting.sizes, seed: seed)
    let examples = NetworkExamples(items, draft)
    let steps = try setting.trainer(batchSize: fitting.batchSize, seed: seed).train(
      &draft.network, examples: items.count, plan: choice.trial.plans[0], batchLoss: examples.loss)
    let rejection = choice.rejection(among: items)
    let course = isRegularised ? try choice.trial.course() : nil
    return Trained(
      candidate: draft.candidate(rejection: rejection),
      summary: TrainingSummary(
        configurations: choice.records, chosen: choice.index, steps: steps,
        trainingExamples: choice.training.count, validationExamples: choice.held.count,
        course: course?.course), courseSeconds: course?.seconds)
  }
}

/// Examples as the network reads them, encoded once.
struct NetworkExamples {
  private let encoded: [RequestEncoder.Encoded]
  private let targets: [OutcomeCode.Target]
  private let blanks: Double
  /// The positions, shortest text first: batches of alike lengths for answers.
  private let byLength: [Int]

  init(_ items: [ServiceItem], _ draft: NetworkFitting.Draft) {
    let encoded = items.map { draft.encoder.encode($0.input.text) }
    self.encoded = encoded
    targets = zip(items, encoded).map(draft.code.target)
    blanks = draft.network.sizes.blanks
    byLength = encoded.indices.sorted {
      (encoded[$0].tokens.count, $0) < (encoded[$1].tokens.count, $1)
    }
  }

  /// The mean loss of some examples, those of alike lengths computed together: less is filled up.
  func loss(_ network: ServiceNetwork, at positions: [Int], on tape: Tape) throws -> Variable {
    let sorted = positions.sorted {
      (encoded[$0].tokens.count, $0) < (encoded[$1].tokens.count, $1)
    }
    let half = sorted.count >= 16 ? sorted.count * 5 / 8 : sorted.count
    let parts = [sorted[..<half], sorted[half...]].filter { !$0.isEmpty }
    var sum: Variable?
    for part in parts {
      let loss = try network.loss(
        try RequestBatch(part.map { encoded[$0] }, blanks: blanks, on: tape),
        part.map { targets[$0] })
      let share = loss * (Float(part.count) / Float(sorted.count))
      sum = sum.map { $0 + share } ?? share
    }
    guard let sum else { throw TrainingError(.noExamples, step: 0, "") }
    return sum
  }

  /// The mean loss of all examples, and what the network says of each.
  func readings(
    _ network: ServiceNetwork, _ decoder: ActionDecoder, on tape: Tape
  ) throws -> (loss: Double, readings: [ActionDecoder.Reading]) {
    var sum = 0.0
    var readings: [Int: ActionDecoder.Reading] = [:]
    for positions in parts {
      let requests = positions.map { encoded[$0] }
      let output = try network(try RequestBatch(requests, on: tape))
      let loss = try ServiceNetwork.loss(output, positions.map { targets[$0] }).value.scalar
      sum += Double(loss) * Double(positions.count)
      for (position, reading) in zip(positions, decoder.readings(output, requests: requests)) {
        readings[position] = reading
      }
    }
    return (
      sum / Double(max(encoded.count, 1)), encoded.indices.compactMap { readings[$0] }
    )
  }

  private var parts: [[Int]] {
    stride(from: 0, to: byLength.count, by: 64).map {
      Array(byLength[$0..<min($0 + 64, byLength.count)])
    }
  }
}

/// How one configuration of the network is trained.
struct NetworkFitting {
  let seed: UInt64
  let batchSize: Int

  /// A network with what it reads and writes by.
  struct Draft {
    let encoder: RequestEncoder
    let code: OutcomeCode
    var network: ServiceNetwork

    /// A network with weights drawn at random, for the items' words and outcomes.
    init(_ items: [ServiceItem], sizes: ServiceNetwork.Sizes, seed: UInt64) {
      encoder = RequestEncoder(items.map(\.input.text))
      code = OutcomeCode(items)
      var generator = SeededGenerator(seed: seed, "customer-service", "weights")
      network = ServiceNetwork(rows: encoder.rows, code: code, sizes: sizes, from: &generator)
    }

    func candidate(rejection: Rejection) -> EndToEnd {
      EndToEnd(
        .init(code: code, sizes: network.sizes, rejection: rejection), encoder: encoder,
        network: network)
    }
  }

  /// Trains one configuration to a plateau of its loss on the examples held back; without
  /// regularisation to a plateau of its loss on the examples themselves.
  func toPlateau(
    _ setting: NetworkSetting, _ training: [ServiceItem], _ held: [ServiceItem]
  ) throws -> (draft: Draft, trial: ServiceTuning<NetworkSetting>.Trial) {
    var draft = Draft(training, sizes: setting.sizes, seed: seed)
    let examples = NetworkExamples(training, draft)
    let heldExamples = NetworkExamples(held, draft)
    let tape = Tape(.inference)
    let start = ContinuousClock.now
    let labels = ServiceLabels(training)
    let decoder = ActionDecoder(code: draft.code)
    func asked(_ network: ServiceNetwork) throws -> Asked {
      let (loss, readings) = try heldExamples.readings(network, decoder, on: tape)
      let scores = readings.map(\.scores)
      let rejection = Rejection.fit(
        scores, classes: labels.classes(of: held), foreign: labels.foreign)
      let actions = readings.map { decoder.answer($0, rejection).action }
      return Asked(loss: loss, scores: scores, failures: held.shareMissed(by: actions))
    }
    var course = RecordedCourse(
      course: TrainingCourse(
        step: "an optimiser step on a batch of \(batchSize)", points: [], kept: 0), seconds: [])
    let outcome = try setting.trainer(batchSize: batchSize, seed: seed).train(
      &draft.network, examples: training.count, batchLoss: examples.loss,
      validationLoss: { network in
        course.seconds.append((ContinuousClock.now - start) / .seconds(1))
        let asked = try asked(network)
        course.course.points.append(.init(step: 0, examples: 0, loss: asked.failures))
        guard !setting.isRegularised else { return asked.loss }
        return try examples.readings(network, decoder, on: tape).loss
      })
    let last = try asked(draft.network)
    let recorded = course.placed(by: outcome, examples: training.count)
    return (
      draft,
      .init(
        scores: last.scores, failures: last.failures, steps: outcome.steps,
        epochs: Double(outcome.epochs), reachedPlateau: outcome.reachedPlateau,
        plans: [outcome.plan],
        course: { recorded })
    )
  }

  /// What a network says of the examples held back.
  private struct Asked {
    var loss: Double
    var scores: [[Double]]
    var failures: Double
  }
}

extension RecordedCourse {
  /// The course with the steps and examples that lie before each of its points.
  fileprivate func placed(by outcome: TrainingOutcome, examples: Int) -> RecordedCourse {
    var placed = self
    for (index, step) in outcome.validationSteps.enumerated() {
      placed.course.points[index].step = step
      // An epoch looks at every example once.
      placed.course.points[index].examples = (index + 1) * examples
    }
    placed.course.kept = outcome.bestEpoch - 1
    return placed
  }
}
