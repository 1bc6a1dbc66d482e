import NumericCore
import Records
import Scores
import Signals
import SpeechRecognition
import WorkloadKit

/// What several suites start from.
enum Samples {
  static func workload(knowledge: Double = 0.75, seed: UInt64 = 1) throws -> SpeechRecognition {
    try SpeechRecognition(
      WorkloadReference(name: "speech-recognition", options: ["knowledge": knowledge]),
      seed: seed)
  }

  static func trial(
    _ architecture: Architecture, size: Int, testItems: Int = 0, repetition: Int = 1,
    configurations: Int = 1, variation: Variation? = nil
  ) -> TrialSpecification {
    TrialSpecification(
      number: 1, architecture: architecture, size: size, repetition: repetition, fold: 0,
      folds: 1, testItems: testItems, configurations: configurations, explanations: 0,
      keepsModel: false, timeout: 600, variation: variation)
  }

  /// The word error rate of a candidate.
  static func errorRate(
    _ candidate: any Candidate<Waveform, Transcript>, _ items: [Utterance]
  ) -> Double {
    let answers = candidate.answer(all: items.map(\.input))
    let errors = zip(items, answers).reduce(0) { sum, item in
      sum + EditDistance.errors(item.0.words, item.1?.words ?? [])
    }
    return Double(errors) / Double(items.reduce(0) { $0 + $1.words.count })
  }
}
