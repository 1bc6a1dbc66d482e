import NumericCore
import Synchronization
import WorkloadKit

/// What the embedded corpus knows of its own requests.
///
/// A request is known by its text: a training item's where it was made with it, a test item's from the
/// run's stream, drawn as far as it is asked for.
final class CorpusTruth: Sendable {
  /// The test stream as far as it has been drawn.
  private struct Drawn {
    var generator: SeededGenerator
    var count = 0
    var items: [String: ServiceItem] = [:]
  }

  /// Items that are drawn at a time, and after which a text counts as no item's.
  private static let portion = 500
  private static let longestStream = 20_000

  private let training: [String: ServiceItem]
  private let test: Mutex<Drawn>

  init(seed: UInt64, training: [ServiceItem] = []) {
    self.training = Dictionary(
      training.map { ($0.input.text, $0) }, uniquingKeysWith: { first, _ in first })
    test = Mutex(Drawn(generator: EmbeddedCorpus.testGenerator(seed: seed)))
  }

  /// The item with a text.
  ///
  /// - Throws: `WorkloadError` for a text that is not the corpus's own.
  func item(_ text: String) throws(WorkloadError) -> ServiceItem {
    if let known = training[text] ?? drawn(text) { return known }
    throw WorkloadError(
      "the corpus has no truth for this input", at: "request '\(text)'",
      remedy: "ask an oracle about its own items only")
  }

  private func drawn(_ text: String) -> ServiceItem? {
    test.withLock { drawn in
      while drawn.items[text] == nil && drawn.count < Self.longestStream {
        for _ in 0..<Self.portion {
          let item = EmbeddedCorpus().item(id: "", isTest: true, &drawn.generator)
          if drawn.items[item.input.text] == nil { drawn.items[item.input.text] = item }
        }
        drawn.count += Self.portion
      }
      return drawn.items[text]
    }
  }
}
