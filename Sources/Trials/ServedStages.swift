import Measuring
import ModelFiles
import Records
import WorkloadKit

/// One stage of a trial's saved model behind the service loop: it holds its own part and no other, and
/// opens no data.
struct StageSubject<W: Workload>: ServedStage {
  private let architecture: Architecture
  private let stage: String
  private let path: String
  private var service: (any StageService)?

  init(architecture: Architecture, stage: String, path: String) {
    self.architecture = architecture
    self.stage = stage
    self.path = path
  }

  mutating func load() throws {
    let whole = try ModelFile.read(path)
    guard let part = W.stageFile(stage, of: whole) else {
      throw WorkloadError(
        "the model holds no stage '\(stage)' that can be served alone", at: path,
        remedy: "serve the candidate in one process")
    }
    service = try W.loadStage(stage, of: architecture, from: part)
  }

  mutating func answer(_ request: [UInt8]) throws -> [UInt8] {
    guard let service else {
      throw WorkloadError("the stage is not loaded", at: stage, remedy: "send 'load' first")
    }
    return try service.answer(request)
  }
}

/// A trial's model whose stages are services: it holds no parameter, and asks one after the other.
struct ServiceFront<W: Workload>: ServedSubject {
  private let codec: ServiceCodec<W.Input, W.Answer>
  private let items: [W.Input]
  /// Held as ``ServedModel`` holds it, so that the user's data count once in every deployment.
  private let workload: W
  private var chain: ServiceChain

  /// - Throws: `WorkloadError` where the workload's stages cannot run apart.
  init(_ workload: W, specification: TrialSpecification, sockets: [String]) throws {
    guard let codec = workload.codec(of: specification.architecture) else {
      throw WorkloadError(
        "the stages of \(W.descriptor.name)'s \(specification.architecture.rawValue) cannot run apart",
        remedy: "serve the candidate in one process")
    }
    self.codec = codec
    self.workload = workload
    items = try workload.queries(of: specification, trainingItems: 1).test.map(\.input)
    chain = ServiceChain(sockets)
  }

  mutating func load() throws { try chain.connect() }

  mutating func answer(_ query: Int) -> Bool { answer(query, markingStages: {}) }

  mutating func answer(_ query: Int, markingStages mark: () -> Void) -> Bool {
    guard let request = try? codec.encode(items[query % items.count]),
      let reply = try? chain.answer(request, mark: mark)
    else { return false }
    return (try? codec.decode(reply)) != nil
  }

  mutating func answerAll(_ count: Int) -> Int {
    let requests = (0..<count).compactMap { try? codec.encode(items[$0 % items.count]) }
    return chain.answer(all: requests).count { reply in
      reply.flatMap { try? codec.decode($0) } != nil
    }
  }

  /// Reasons take the whole candidate: a front has none.
  mutating func explain(_ query: Int) -> Bool { false }
}
