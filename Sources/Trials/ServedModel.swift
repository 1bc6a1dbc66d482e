import Measuring
import ModelFiles
import Records
import WorkloadKit

/// A trial's saved model behind the serve loop: the very model that is reported.
struct ServedModel<W: Workload>: ServedSubject {
  private let workload: W
  private let architecture: Architecture
  private let path: String
  private let items: [W.Input]
  private var candidate: (any Candidate<W.Input, W.Answer>)?

  init(_ workload: W, specification: TrialSpecification, path: String) throws {
    self.workload = workload
    architecture = specification.architecture
    self.path = path
    items = try workload.queries(of: specification, trainingItems: 1).test.map(\.input)
  }

  mutating func load() throws {
    candidate = try workload.load(architecture, from: ModelFile.read(path))
  }

  mutating func answer(_ query: Int) -> Bool {
    (try? candidate?.answer(items[query % items.count])) != nil
  }

  mutating func answer(_ query: Int, markingStages mark: () -> Void) -> Bool {
    (try? candidate?.answer(items[query % items.count], markingStages: mark)) != nil
  }

  mutating func answerAll(_ count: Int) -> Int {
    let batch = (0..<count).map { items[$0 % items.count] }
    return candidate?.answer(all: batch).count { $0 != nil } ?? 0
  }

  mutating func explain(_ query: Int) -> Bool {
    (try? candidate?.explain(items[query % items.count])) != nil
  }
}

extension Workload {
  /// Items to ask a served model, and few to train on.
  func queries(
    of specification: TrialSpecification, trainingItems: Int
  ) throws(WorkloadError) -> Division<Item> {
    var sample = specification
    // Enough distinct items that no cache holds them all by accident, few enough to be generated at once.
    sample.testItems = min(specification.testItems, 512)
    sample.size = min(specification.size, trainingItems)
    var division = try division(sample)
    division.test = Array(division.test.prefix(512))
    return division
  }
}

/// Answers nothing, at once: what a session measures of it is the harness itself.
struct NullSubject: ServedSubject {
  mutating func load() {}
  mutating func answer(_ query: Int) -> Bool { true }
  mutating func answerAll(_ items: Int) -> Int { items }
  mutating func explain(_ query: Int) -> Bool { true }
}
