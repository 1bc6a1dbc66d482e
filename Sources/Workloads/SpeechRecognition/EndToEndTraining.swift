import Classics
import Networks
import NumericCore
import Records
import Scores
import Signals
import Tensors
import WorkloadKit

extension EndToEnd {
  /// The hypotheses of the search that is tried beside the greedy one.
  private static let beam = 4

  /// Trains every configuration to a plateau, and takes the one with the least loss on recordings
  /// held back.
  ///
  /// The chosen network is the one that is kept: what was held back then serves its calibration.
  /// Where it is not to be regularised, the networks have no dropout, weight decay, varied
  /// recordings and early stopping.
  ///
  /// - Throws: `WorkloadError` for too few recordings, or of different rates.
  static func train(
    _ items: [Utterance], isRegularised: Bool = true, configurations: Int, seed: UInt64
  ) throws -> Trained<Waveform, Transcript> {
    let settings = EndToEndSetting.grid.prefix(max(1, configurations)).map {
      $0.regularised(isRegularised)
    }
    let fittings = try settings.map {
      try TransducerFitting(items, bands: $0.bands, seed: seed)
    }
    let runs = try zip(settings, fittings).map { try $1.fit($0) }
    let chosen = runs.indices.min { runs[$0].loss < runs[$1].loss } ?? 0
    let fitting = fittings[chosen]
    let candidate = fitting.candidate(runs[chosen], beam: Self.beam)
    return Trained(
      candidate: candidate,
      summary: TrainingSummary(
        configurations: zip(settings, runs).map { setting, run in
          .init(
            settings: setting.numbers, validationLoss: run.loss, steps: run.outcome.steps,
            epochs: Double(run.outcome.epochs), reachedPlateau: run.outcome.reachedPlateau)
        },
        chosen: chosen, steps: runs[chosen].outcome.steps,
        trainingExamples: fitting.division.training.count,
        validationExamples: fitting.division.validation.count,
        course: runs[chosen].course),
      courseSeconds: runs[chosen].seconds)
  }
}

/// How the transducer is trained on one division of recordings, heard in so many bands.
struct TransducerFitting {
  /// What the training of one configuration came to.
  struct Run {
    let network: TransducerNetwork
    let outcome: TrainingOutcome
    /// The mean loss of the recordings held back, in nats each.
    let loss: Double
    /// The word error rate over recordings held back.
    let course: TrainingCourse
    let seconds: [Double]
  }

  /// What the training data's mean weighs against a recording's own, in frames of 10 ms.
  static let memory = 30.0

  /// The most recordings that the course of a training is judged on.
  static let judged = 100

  let division: SpeakerDivision
  /// The words of the recordings held back.
  let heldWords: [[String]]
  let bank: MelFilterbank.Settings
  let labels: SpokenLabels
  let training: SpokenExamples
  let validation: SpokenExamples
  let seed: UInt64

  init(_ items: [Utterance], bands: Int, seed: UInt64) throws(WorkloadError) {
    division = try SpeakerDivision(items, seed: seed)
    let rate = items[0].input.rate
    for item in items { try CepstralFeatures.check(item.input, rate: rate) }
    self.seed = seed
    var settings = MelFilterbank.Settings(rate: rate, bands: bands)
    settings.floor = 1e-6
    bank = settings
    let labels = SpokenLabels(of: items.map(\.words))
    self.labels = labels
    let filters = MelFilterbank(bank)
    let frames = division.training.map { filters(items[$0].input) }
    let scale = SpokenScale(of: frames, memory: Self.memory)
    training = SpokenExamples(
      frames: frames, targets: division.training.map { labels.labels(of: items[$0].words) },
      scale: scale)
    validation = SpokenExamples(
      frames: division.validation.map { filters(items[$0].input) },
      targets: division.validation.map { labels.labels(of: items[$0].words) }, scale: scale)
    heldWords = division.validation.map { items[$0].words }
  }

  /// Trains one configuration to a plateau of the loss held back, or of the training's own where
  /// nothing is to regularise.
  func fit(_ setting: EndToEndSetting) throws -> Run {
    try fit(setting, by: setting.trainer(seed: seed))
  }

  /// Trains one configuration by a trainer whose examples are batches.
  func fit(_ setting: EndToEndSetting, by trainer: Trainer) throws -> Run {
    var generator = SeededGenerator(seed: seed, "speech-recognition", "weights")
    var network = TransducerNetwork(
      setting.sizes(labels: labels.count), from: &generator)
    let variation =
      setting.isRegularised
      ? SpectrogramAugmentation(strength: setting.variation, bands: bank) : nil
    let watch = TransducerWatch(self)
    let batches = SpokenBatches(training, seed: seed)
    // What the trainer takes for an example is a batch of its own.
    let outcome = try trainer.train(
      &network, examples: batches.count,
      batchLoss: { network, chosen, tape in
        let positions = chosen.flatMap { batches.positions($0) }
        let batch = training.batch(positions, on: tape, varied: variation)
        return try network.loss(batch, withAlignment: true)
      },
      validationLoss: { network in
        watch.observe(network)
        return try (setting.isRegularised ? validation : training).loss(network)
      })
    return Run(
      network: network, outcome: outcome, loss: try validation.loss(network),
      course: watch.course(of: outcome),
      seconds: watch.seconds)
  }

  /// The candidate of a trained network, its search and its doubts fitted to the recordings held
  /// back.
  func candidate(_ run: Run, beam: Int) -> EndToEnd {
    let greedy = heard(run.network, beam: 1)
    let wide = heard(run.network, beam: beam)
    let errors = (greedy.reduce(0) { $0 + $1.errors }, wide.reduce(0) { $0 + $1.errors })
    // A search that decides at the end must save what its delay costs.
    let usesBeam = 10 * errors.1 < 9 * errors.0 && errors.1 + 1 < errors.0
    let chosen = usesBeam ? wide : greedy
    let right = chosen.map { $0.errors == 0 }
    let fitted = try? PlattCalibration.fit(scores: chosen.map(\.logOdds), outcomes: right)
    // Of a few recordings held back the odds may seem to say the opposite of what they do.
    let calibration = fitted.flatMap { $0.slope < 0 ? $0 : nil } ?? .none
    let threshold = ConfidenceStage.threshold(
      chosen.map { min(max(calibration.logOdds($0.logOdds), -20), 20) },
      wrong: right.count { !$0 })
    return EndToEnd(
      EndToEnd.Fitted(
        bank: bank, scale: training.scale, labels: labels, sizes: run.network.sizes,
        beam: usesBeam ? beam : 1, calibration: calibration, threshold: threshold),
      network: run.network)
  }

  /// What a network makes of the recordings held back, up to a number of them.
  func heard(
    _ network: TransducerNetwork, beam: Int, limit: Int = .max
  ) -> [(logOdds: Double, errors: Int)] {
    let search = TransducerSearch(network: network, beam: beam)
    let tape = Tape(.inference)
    var results: [(logOdds: Double, errors: Int)] = []
    for range in validation.hearingBatches(first: limit) {
      let frames = range.map { training.scale(validation.frames[$0]) }
      let heard = try? search.hear(frames, on: tape)
      for (offset, position) in range.enumerated() {
        let words = heldWords[position]
        guard let heard else {
          results.append((-20, words.count))
          continue
        }
        let errors = EditDistance.errors(words, labels.words(of: heard[offset].labels))
        results.append((heard[offset].logOdds, errors))
      }
    }
    return results
  }
}

/// Watches the word error rate of a network on its way, at the first of every few epochs.
final class TransducerWatch {
  private static let epochs = 3

  private let fitting: TransducerFitting
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var epoch = 0
  private var rates: [Double] = []
  /// Seconds from the start of the fit to each point of the course.
  private(set) var seconds: [Double] = []

  init(_ fitting: TransducerFitting) {
    self.fitting = fitting
    start = clock.now
  }

  /// Looks at a network after an epoch.
  func observe(_ network: TransducerNetwork) {
    defer { epoch += 1 }
    guard epoch.isMultiple(of: Self.epochs) else { return }
    let heard = fitting.heard(network, beam: 1, limit: TransducerFitting.judged)
    let words = fitting.heldWords.prefix(heard.count).reduce(0) { $0 + $1.count }
    rates.append(Double(heard.reduce(0) { $0 + $1.errors }) / Double(max(1, words)))
    seconds.append((clock.now - start) / .seconds(1))
  }

  func course(of outcome: TrainingOutcome) -> TrainingCourse {
    let examples = fitting.training
    return TrainingCourse(
      step: "an optimiser step on a batch of up to \(SpokenExamples.trainingBatch) recordings",
      points: rates.enumerated().map { point, rate in
        let epoch = point * Self.epochs
        return .init(
          step: outcome.validationSteps[epoch], examples: (epoch + 1) * examples.targets.count,
          loss: rate)
      },
      // The last one before the best epoch, or at it.
      kept: (outcome.bestEpoch - 1) / Self.epochs)
  }
}
