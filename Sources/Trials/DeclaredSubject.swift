import Measuring
import Records
import WorkloadKit

/// A model of a declared size behind the serve loop: built here with random weights, read from no file.
struct DeclaredSubject<W: Workload>: ServedSubject {
  private let workload: W
  private let architecture: Architecture
  private let parameters: Int
  private let seed: UInt64
  private let division: Division<W.Item>
  private let items: [W.Input]
  private var built: Declared<W.Input, W.Answer>?

  /// The examples that scales, levels and bins are learned from.
  private static var examples: Int { 256 }

  init(
    _ workload: W, specification: TrialSpecification, parameters: Int, seed: UInt64
  ) throws {
    self.workload = workload
    architecture = specification.architecture
    self.parameters = parameters
    self.seed = seed
    division = try workload.queries(of: specification, trainingItems: Self.examples)
    items = division.test.map(\.input)
  }

  mutating func load() throws {
    try MemoryRoom.check(parameters: [architecture: parameters], room: .available)
    built = try workload.declared(
      architecture, parameters: parameters, on: division.training, seed: seed)
  }

  var declared: DeclaredModel? { built?.model }

  mutating func answer(_ query: Int) -> Bool {
    (try? built?.candidate.answer(items[query % items.count])) != nil
  }

  mutating func answerAll(_ count: Int) -> Int {
    let batch = (0..<count).map { items[$0 % items.count] }
    return built?.candidate.answer(all: batch).count { $0 != nil } ?? 0
  }

  mutating func explain(_ query: Int) -> Bool {
    (try? built?.candidate.explain(items[query % items.count])) != nil
  }
}
