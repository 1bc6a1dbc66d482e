import CustomerService
import Foundation
import NumericCore
import Records
import WorkloadKit

/// What several suites start from.
enum Samples {
  static func workload(knowledge: Double = 0.75, seed: UInt64 = 1) throws -> CustomerService {
    try CustomerService(
      WorkloadReference(name: "customer-service", options: ["knowledge": knowledge]), seed: seed)
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

  /// Items of the embedded corpus, from a stream of the tests' own.
  static func items(_ count: Int, isTest: Bool = false) -> [ServiceItem] {
    EmbeddedCorpus().items(
      count, prefix: "S", isTest: isTest, generator: SeededGenerator(seed: 77, "samples"))
  }

  /// The share of items whose action is the true one.
  static func success(
    _ candidate: any Candidate<ServiceRequest, ServiceAnswer>, _ items: [ServiceItem]
  ) -> Double {
    let answers = candidate.answer(all: items.map(\.input))
    return Double(zip(answers, items).count { $0?.action == $1.outcome }) / Double(items.count)
  }

  /// A file of rows beside a temporary folder, removed by the caller.
  static func write(_ text: String, as name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-service-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}

/// A stage made of a closure.
struct Stub<Input: Sendable, Output: Sendable>: Stage {
  let body: @Sendable (Input) throws(WorkloadError) -> Output

  init(_ body: @escaping @Sendable (Input) throws(WorkloadError) -> Output) { self.body = body }

  var parameters: Int { 0 }

  func run(_ input: Input) throws(WorkloadError) -> Output { try body(input) }
}
