import NumericCore
import Signals
import Synchronization
import WorkloadKit

/// What the embedded corpus knows of its own recordings: which phone is spoken when.
///
/// A recording is known by its samples. Training recordings are those that it was made with, test
/// recordings those of the run's stream, spoken as far as they are asked for.
final class SpokenCorpusTruth: Sendable {
  private struct Spoken {
    var count = 0
    var truths: [Waveform: SpokenTruth] = [:]
  }

  /// Recordings of the test stream that are looked through before a sound counts as unknown.
  private static let longestStream = 4096
  private static let portion = 256

  private let corpus: SpokenCorpus
  private let training: [Waveform: SpokenTruth]
  private let test = Mutex(Spoken())

  init(_ corpus: SpokenCorpus, training: [Utterance] = []) {
    self.corpus = corpus
    self.training = Dictionary(
      training.compactMap { item in item.truth.map { (item.input, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// What is spoken in a recording.
  ///
  /// - Throws: `WorkloadError` for a sound that is not the corpus's own.
  func truth(of sound: Waveform) throws(WorkloadError) -> SpokenTruth {
    if let known = training[sound] { return known }
    let found = test.withLock { spoken -> SpokenTruth? in
      while spoken.truths[sound] == nil, spoken.count < Self.longestStream {
        let count = spoken.count + Self.portion
        for item in corpus.utterances(count, stream: SpokenCorpus.testStream, from: spoken.count) {
          spoken.truths[item.input] = item.truth
        }
        spoken.count = count
      }
      return spoken.truths[sound]
    }
    guard let found else {
      throw WorkloadError(
        "the corpus has no truth for this input", at: "recording",
        remedy: "ask an oracle about its own items only")
    }
    return found
  }
}

/// The truth of the acoustic model: the state of the phone that is spoken is nearly certain.
struct TrueStates: Stage {
  let truth: SpokenCorpusTruth
  let inventory: StateInventory
  let priors: [Float]

  var parameters: Int { 0 }

  func run(_ described: DescribedSound) throws(WorkloadError) -> StateScores {
    let truth = try truth.truth(of: described.sound)
    let moments = AcousticNetwork.moments(described.frames.count)
    let states = inventory.states(truth, moments: moments, rate: described.sound.rate)
    // Nine tenths for the true state, the rest among the others.
    let rest = Float(Double.log(0.1 / Double(max(priors.count - 1, 1))))
    var posteriors = [Float](repeating: rest, count: moments * priors.count)
    for (moment, state) in states.enumerated() {
      posteriors[moment * priors.count + state] = Float(Double.log(0.9))
    }
    return StateScores(posteriors: posteriors, priors: priors)
  }
}

extension StateInventory {
  /// The state of each moment as the phones that were spoken have it.
  func states(_ truth: SpokenTruth, moments: Int, rate: Int) -> [Int] {
    var place = 0
    return (0..<moments).map { moment in
      // The middle of the frame's window of 25 ms.
      let seconds = Double(moment) * StateScores.secondsPerMoment + 0.0125
      let sample = Int(seconds * Double(rate))
      while place + 1 < truth.phones.count, truth.phones[place].samples.upperBound <= sample {
        place += 1
      }
      guard truth.phones.indices.contains(place) else { return Self.silence }
      let span = truth.phones[place]
      let along =
        Double(sample - span.samples.lowerBound) / Double(max(span.samples.count, 1))
      return phoneClass(span.phone, along: min(max(along, 0), 0.999))
    }
  }
}
