package import Records
import SpeechRecognition
import WorkloadKit

/// Trains a recogniser on the training part of a table of recordings, and tests it on the rest.
package enum DigitTrial {
  /// Carries out one trial.
  ///
  /// - Throws: what reading and training throw; an answer that fails counts as no words.
  package static func run(
    _ architecture: Architecture, on source: DataSource, configurations: Int, seed: UInt64 = 1
  ) throws -> DigitResult {
    let workload = try SpeechRecognition(
      WorkloadReference(name: SpeechRecognition.descriptor.name, data: source), seed: seed)
    let division = try workload.division(
      TrialSpecification(
        number: 1, architecture: architecture, size: .max, repetition: 1, fold: 0, folds: 1,
        testItems: 0, configurations: configurations, explanations: 0, keepsModel: false,
        timeout: 0))
    let clock = ContinuousClock()
    let start = clock.now
    let trained = try workload.train(
      architecture, on: division.training, configurations: configurations, seed: seed)
    let seconds = (clock.now - start) / .seconds(1)
    let answers = trained.candidate.answer(all: division.test.map(\.input))
    var (right, words, errors) = (0, 0, 0)
    for (answer, item) in zip(answers, division.test) {
      let values = workload.values(
        of: answer ?? workload.constantAnswer(learnedFrom: []), to: item)
      let wrong = Int(values["word-errors"] ?? 0)
      right += wrong == 0 ? 1 : 0
      errors += wrong
      words += Int(values["words"] ?? 0)
    }
    return DigitResult(
      architecture: architecture, recordings: division.test.count, right: right, words: words,
      wordErrors: errors, trainingSeconds: seconds,
      reachedPlateau: !trained.summary.undertrained)
  }
}
