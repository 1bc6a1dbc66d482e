import NumericCore
import Synchronization
import WorkloadKit

/// What the embedded corpus knows of its own applicants: the complete application and the process.
///
/// Training applicants are those that it was made with. Test applicants are those of the run's
/// stream, drawn as far as they are asked for. An applicant is known by its id; of an application
/// that someone changed, the fields that are there count, and only what is empty is filled in.
final class CorpusTruth: Sendable {
  /// The test stream as far as it has been drawn.
  private struct Drawn {
    var generator: SeededGenerator
    var complete: [Application] = []
  }

  /// The prefix of a test applicant's id; the number in the stream follows.
  static let testPrefix = "T"
  /// More than any plan tests: an id beyond it is not the corpus's own.
  private static let longestStream = 1_000_000

  let corpus: EmbeddedCorpus
  private let training: [String: Application]
  private let test: Mutex<Drawn>

  init(_ corpus: EmbeddedCorpus, seed: UInt64, training: [Applicant] = []) {
    self.corpus = corpus
    self.training = Dictionary(
      training.compactMap { item in item.truth.map { (item.id, $0.application) } },
      uniquingKeysWith: { first, _ in first })
    test = Mutex(Drawn(generator: EmbeddedCorpus.testGenerator(seed: seed)))
  }

  /// The application with what its applicant left empty filled in.
  ///
  /// - Throws: `WorkloadError` for an application that is malformed or not the corpus's own.
  func completed(_ application: Application) throws(WorkloadError) -> Application {
    try application.check(against: EmbeddedCorpus.form)
    guard let truth = known(application.id) else {
      throw WorkloadError(
        "the corpus has no truth for this input", at: "application '\(application.id)'",
        remedy: "ask an oracle about its own items only")
    }
    var complete = application
    for index in complete.numbers.indices where complete.numbers[index].isNaN {
      complete.numbers[index] = truth.numbers[index]
    }
    for index in complete.categories.indices where complete.categories[index] < 0 {
      complete.categories[index] = truth.categories[index]
    }
    return complete
  }

  private func known(_ id: String) -> Application? {
    if let trained = training[id] { return trained }
    guard id.hasPrefix(Self.testPrefix), let index = Int(id.dropFirst(Self.testPrefix.count)),
      (0..<Self.longestStream).contains(index)
    else { return nil }
    return test.withLock { drawn in
      while drawn.complete.count <= index {
        let next = corpus.applicant(id: "", &drawn.generator)
        if let truth = next.truth { drawn.complete.append(truth.application) }
      }
      return drawn.complete[index]
    }
  }
}

/// The truth of cleaning: the complete application.
struct TrueCleaning: Stage {
  let truth: CorpusTruth

  var parameters: Int { 0 }

  func run(_ application: Application) throws(WorkloadError) -> Application {
    try truth.completed(application)
  }
}
