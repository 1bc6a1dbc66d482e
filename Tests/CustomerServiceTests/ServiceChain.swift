import CustomerService
import ModelFiles
import Records
import Testing
import WorkloadKit

/// The services of a hybrid, each loaded from its own part of the model file as a process of its own does.
struct ServiceChain {
  static let names = [
    "normaliser", "tokeniser", "intent classifier", "slot tagger", "policy", "reply",
  ]

  let stages: [any StageService]
  private let codec: ServiceCodec<ServiceRequest, ServiceAnswer>

  init(_ file: ModelFile) throws {
    let workload = try Samples.workload()
    stages = try Self.names.map { name in
      let part = try #require(CustomerService.stageFile(name, of: file))
      // Through the bytes of a file, as another process reads it.
      return try CustomerService.loadStage(
        name, of: .hybrid, from: try ModelFile(bytes: part.encoded(), path: name))
    }
    codec = try #require(workload.codec(of: .hybrid))
  }

  /// Sends one request through all services.
  func answer(_ request: ServiceRequest) throws -> ServiceAnswer {
    var bytes = try codec.encode(request)
    for stage in stages { bytes = try stage.answer(bytes) }
    return try codec.decode(bytes)
  }
}
