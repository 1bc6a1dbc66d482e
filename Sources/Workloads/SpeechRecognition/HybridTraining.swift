import Classics
import Networks
import NumericCore
import Records
import Scores
import Signals
import Tensors
import WorkloadKit

extension Hybrid {
  /// Aligns, trains an acoustic model by each configuration, chooses by word errors on recordings held
  /// back, then weighs language against sound and calibrates the confidence on these.
  ///
  /// - Throws: `WorkloadError` for too few recordings or several rates; `TrainingError`.
  static func train(
    _ items: [Utterance], recipe: HybridRecipe = HybridRecipe(), configurations: Int,
    seed: UInt64
  ) throws -> Trained<Waveform, Transcript> {
    var fitting = try HybridFitting(items, recipe: recipe, seed: seed)
    var records: [TrainingSummary.Configuration] = []
    var best: (index: Int, draft: HybridFitting.Draft, loss: Double)?
    for (index, setting) in HybridSetting.grid.prefix(configurations).enumerated() {
      let draft = try fitting.fit(setting)
      records.append(
        .init(
          settings: setting.numbers, validationLoss: draft.loss, steps: draft.steps,
          epochs: draft.epochs, reachedPlateau: draft.reachedPlateau))
      if best.map({ draft.loss < $0.loss }) ?? true { best = (index, draft, draft.loss) }
    }
    guard let best else {
      throw WorkloadError("no configuration was tried", remedy: "plan at least one")
    }
    let hybrid = try fitting.finish(best.draft)
    return Trained(
      candidate: hybrid,
      summary: TrainingSummary(
        configurations: records, chosen: best.index, steps: best.draft.steps,
        trainingExamples: fitting.trainingCount, validationExamples: fitting.validationCount,
        course: try fitting.course(best.draft)),
      courseSeconds: best.draft.epochsPassed.isEmpty
        ? nil : best.draft.epochsPassed.map(\.seconds))
  }
}

/// What all configurations share: the division, features, alignment, lexicon and language model.
struct HybridFitting {
  /// An acoustic model in its pipeline, not weighed and calibrated yet.
  struct Draft {
    var network: AcousticNetwork
    var fitted: Hybrid.Fitted
    /// Word error rate on recordings held back, and a thousandth of the cross-entropy for ties.
    var loss = 0.0
    var steps = 0
    var epochs = 0.0
    var reachedPlateau = true
    /// The network after each epoch, the optimiser steps and the seconds till then.
    var epochsPassed: [(network: AcousticNetwork, steps: Int, seconds: Double)] = []
    /// The place among these of the network that is kept.
    var kept = 0
  }

  private let recipe: HybridRecipe
  private let seed: UInt64
  private let division: SpeakerDivision
  private let features: CepstralFeatures
  let inventory: StateInventory
  private let search: WordSearchStage.Fitted
  private var training: AlignedRecordings
  private var held: AlignedRecordings
  private let heldSounds: [Waveform]
  private let priors: [Float]

  var trainingCount: Int { division.training.count }
  var validationCount: Int { division.validation.count }

  /// Moments that the plateau is looked for on, at most.
  private static let heldMoments = 4000
  /// Recordings held back that a training's course is told by, at most.
  private static let courseRecordings = 100
  /// Half a second: the weight of the training data's mean against the recording's own, in frames.
  private static let memory = 50.0
  /// Recordings, as from other vocal tracts, that are trained on besides; one of each at least.
  private static let mostCopies = 6000
  /// So many speakers differ enough in size by themselves.
  private static let manySpeakers = 12

  /// Words that the search can hold at once.
  private static let mostWords = 400
  /// Words up to which trigrams are counted, beyond which bigrams.
  private static let trigramWords = 60

  /// Divides, describes and aligns the recordings.
  ///
  /// - Throws: `WorkloadError` for too few recordings, several rates, or too many words.
  init(_ items: [Utterance], recipe: HybridRecipe, seed: UInt64) throws {
    self.recipe = recipe
    self.seed = seed
    division = try SpeakerDivision(items, seed: seed)
    let words = Set(items.flatMap(\.words)).sorted()
    guard words.count <= Self.mostWords else {
      throw WorkloadError(
        "the transcripts have \(words.count) different words", at: "training data",
        remedy: "the hybrid's search holds \(Self.mostWords) at most: bring commands, not dictation"
      )
    }
    inventory = StateInventory(words: words, knowsLexicon: !recipe.learned.contains(.decoder))
    let described = try Self.describe(items, division)
    features = described.features
    var training = AlignedRecordings(
      division.training, items, described.frames, inventory: inventory)
    var held = AlignedRecordings(
      division.validation, items, described.frames, inventory: inventory)
    if recipe.learned.isEmpty, items.allSatisfy({ $0.truth != nil }) {
      training.startAnnotated(division.training.map { items[$0] })
      held.startAnnotated(division.validation.map { items[$0] })
    } else {
      training.startFlat()
      held.align(as: training)
    }
    priors = training.shares.map { Float(Double.log($0)) }
    self.training = training
    self.held = held
    heldSounds = division.validation.map { items[$0].input }
    search = WordSearchStage.Fitted(
      inventory: inventory,
      language: try KneserNeyModel(
        words: words, order: words.count <= Self.trigramWords ? 3 : 2,
        sentences: training.recordings.map(\.words)),
      weights: WordDecoder.Weights(), staying: training.staying)
    if division.speakers < Self.manySpeakers {
      self.training.recordings += warped(items, division.training)
    }
  }

  /// Features fitted to the training recordings, and what they make of all of them.
  private static func describe(
    _ items: [Utterance], _ division: SpeakerDivision
  ) throws(WorkloadError) -> (features: CepstralFeatures, frames: [FeatureFrames]) {
    let rate = items.first?.input.rate ?? 8000
    var features = CepstralFeatures(rate: rate, memory: Self.memory)
    for item in items { try CepstralFeatures.check(item.input, rate: rate) }
    let cepstra = items.map { CepstralFeatures.cepstra($0.input, features.bank) }
    features.fit(division.training.map { cepstra[$0] })
    return (features, cepstra.map(features.scaled))
  }

  /// Copies of the training recordings as speakers of other sizes would give them.
  ///
  /// Vocal tract length perturbation (Jaitly & Hinton 2013).
  private func warped(
    _ items: [Utterance], _ places: [Int]
  ) -> [AlignedRecordings.Recording] {
    // As many copies as keep the training short where there are many recordings.
    let warps = [0.88, 1.12, 0.94, 1.06].prefix(max(Self.mostCopies / max(places.count, 1), 1))
    let banks = warps.map { CepstralFeatures.MelBank(rate: features.rate, warp: $0) }
    return places.indices.flatMap { place in
      warps.indices.map { copy in
        var recording = training.recordings[place]
        recording.frames = features.describe(
          items[places[place]].input, banks[copy])
        return recording
      }
    }
  }

  /// The pipeline without weights, weighing and calibration.
  func unfitted(width: Int) -> Hybrid.Fitted {
    Hybrid.Fitted(
      features: features, search: search, confidence: ConfidenceStage(), priors: priors,
      width: width, hasOracle: recipe.oracle != nil)
  }

  /// Trains an acoustic model and asks it about the recordings held back.
  mutating func fit(_ setting: HybridSetting) throws -> Draft {
    var generator = SeededGenerator(seed: seed, "acoustic model")
    var draft = Draft(
      network: AcousticNetwork(
        width: setting.width, classes: inventory.classes, dropout: setting.dropout,
        from: &generator),
      fitted: unfitted(width: setting.width))
    if !(recipe.oracle?.isRefitted ?? false) { try train(&draft, setting) }
    let search = WordSearchStage(search)
    let errors = try scores(draft.network).enumerated().reduce(0) { sum, item in
      sum + self.errors(search.words(item.element), item.offset)
    }
    draft.loss += Double(errors) / Double(heldWords)
    return draft
  }

  private func train(_ draft: inout Draft, _ setting: HybridSetting) throws {
    var examples = FrameExamples(training.recordings)
    var held = FrameExamples(held.recordings, atMost: Self.heldMoments)
    let tape = Tape(.inference)
    let trainer = setting.trainer(seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    var passed: [(network: AcousticNetwork, seconds: Double)] = []
    let outcome = try trainer.train(
      &draft.network, examples: examples.count,
      batchLoss: { network, positions, tape in
        try examples.loss(network, at: positions, on: tape)
      },
      validationLoss: { network in
        let loss = try held.loss(network, at: 0..<held.count, on: tape).value.scalar
        passed.append((network, (clock.now - start) / .seconds(1)))
        return Double(loss)
      })
    draft.steps = outcome.steps
    draft.epochs = Double(outcome.epochs)
    draft.reachedPlateau = outcome.reachedPlateau
    draft.loss = 1e-3 * outcome.bestValidationLoss
    draft.epochsPassed = zip(passed, outcome.validationSteps).map {
      ($0.network, $1, $0.seconds)
    }
    draft.kept = outcome.bestEpoch - 1
  }
}

extension HybridFitting {
  /// What an acoustic model says of the recordings held back.
  private func scores(
    _ network: AcousticNetwork, atMost limit: Int = .max
  ) throws -> [StateScores] {
    if let oracle = recipe.oracle, oracle.isRefitted {
      let truth = TrueStates(truth: oracle.truth, inventory: inventory, priors: priors)
      return try zip(heldSounds, held.recordings).prefix(limit).map { sound, recording in
        try truth.run(DescribedSound(sound: sound, frames: recording.frames))
      }
    }
    let model = AcousticModel(network: network, priors: priors)
    return try held.recordings.prefix(limit).map { recording in
      try model.run(
        DescribedSound(sound: Waveform(samples: [], rate: 1), frames: recording.frames))
    }
  }

  private var heldWords: Int { max(held.recordings.reduce(0) { $0 + $1.words.count }, 1) }

  private func errors(_ words: [String], _ place: Int) -> Int {
    EditDistance.errors(held.recordings[place].words.map { inventory.words[$0] }, words)
  }

  /// The word error rate on some recordings held back, epoch by epoch; nil where nothing was trained.
  func course(_ draft: Draft) throws -> TrainingCourse? {
    guard !draft.epochsPassed.isEmpty else { return nil }
    let search = WordSearchStage(search)
    let words = held.recordings.prefix(Self.courseRecordings).reduce(0) { $0 + $1.words.count }
    let points = try draft.epochsPassed.enumerated().map { epoch, passed in
      let scores = try scores(passed.network, atMost: Self.courseRecordings)
      let errors = scores.enumerated().reduce(0) {
        $0 + self.errors(search.words($1.element), $1.offset)
      }
      return TrainingCourse.Point(
        step: passed.steps, examples: (epoch + 1) * training.recordings.count,
        loss: Double(errors) / Double(max(words, 1)))
    }
    return TrainingCourse(
      step: "an optimiser step on 256 moments of 20 ms", points: points, kept: draft.kept)
  }

  /// Weighs language against sound, and calibrates, on the recordings held back.
  func finish(_ draft: Draft) throws -> Hybrid {
    let scores = try scores(draft.network)
    let stage = WordSearchStage(search)
    var best: (errors: Int, weights: WordDecoder.Weights)?
    for weights in Self.weights {
      let stage = stage.weighted(weights)
      let errors = scores.enumerated().reduce(0) {
        $0 + self.errors(stage.words($1.element), $1.offset)
      }
      if best.map({ errors < $0.errors }) ?? true { best = (errors, weights) }
    }
    var fitted = draft.fitted
    fitted.search.weights = best?.weights ?? search.weights
    let weighed = stage.weighted(fitted.search.weights)
    let hypotheses = try scores.map { try weighed.run($0) }
    let right = hypotheses.enumerated().map { errors($1.words.map(\.text), $0) == 0 }
    fitted.confidence = try ConfidenceStage(hypotheses, right: right)
    return try Hybrid(fitted, network: draft.network, truth: recipe.oracle?.truth)
  }

  /// The weights that are tried: the ordinary ones first, so that they win a tie.
  private static var weights: [WordDecoder.Weights] {
    [
      (0.5, 1, 0), (0.5, 1.5, 0), (0.5, 0.6, 0), (0.5, 1, -2), (0.35, 1, 0), (0.7, 1, 0),
      (0.5, 1, 2), (0.25, 1, 0),
    ].map { WordDecoder.Weights(acoustic: $0.0, language: $0.1, insertion: $0.2) }
  }
}
