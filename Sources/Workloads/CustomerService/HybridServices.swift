import ModelFiles
import WorkloadKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A stage behind bytes: JSON of its input in, JSON of its output out.
struct JSONService<Input: Codable & Sendable, Output: Codable & Sendable>: StageService {
  let name: String
  let stage: any Stage<Input, Output>

  init(_ name: HybridStage, _ stage: any Stage<Input, Output>) {
    self.name = name.rawValue
    self.stage = stage
  }

  func answer(_ request: [UInt8]) throws(WorkloadError) -> [UInt8] {
    try JSONMessage.encode(try stage.run(try JSONMessage.decode(request, by: name)), by: name)
  }
}

/// What the services say to each other; numbers keep every bit.
enum JSONMessage {
  /// - Throws: `WorkloadError` for a value with a number that is not finite.
  static func encode(_ value: some Encodable, by name: String) throws(WorkloadError) -> [UInt8] {
    do {
      return [UInt8](try JSONEncoder().encode(value))
    } catch {
      throw WorkloadError(
        "the answer has no form in JSON", at: name, remedy: "report this as a fault of assay")
    }
  }

  /// - Throws: `WorkloadError` for bytes that are no such value.
  static func decode<Value: Decodable>(
    _ bytes: [UInt8], by name: String
  ) throws(WorkloadError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch {
      throw WorkloadError(
        "\(bytes.count) bytes are no request to this stage", at: name,
        remedy: "send what the stage before it answered")
    }
  }
}

extension Hybrid {
  static let codec = ServiceCodec<ServiceRequest, ServiceAnswer>(
    encode: { request throws(WorkloadError) in try JSONMessage.encode(request, by: "customer") },
    decode: { bytes throws(WorkloadError) in try JSONMessage.decode(bytes, by: "customer") })

  /// One stage as a service, from a model file that holds this stage, if nothing else.
  ///
  /// - Throws: `WorkloadError` for a stage that there is not, or that the file does not hold.
  static func service(_ name: String, from file: ModelFile) throws -> any StageService {
    try file.expect(kind: kind)
    guard let stage = try HybridStage.named([name]).first else { throw WorkloadError.noStage(name) }
    return switch stage {
    case .normaliser: JSONService(stage, try Normaliser(from: file))
    case .tokeniser: JSONService(stage, try Tokeniser(from: file))
    case .intentClassifier:
      file.holds(LearnedIntents.prefix)
        ? JSONService(stage, try LearnedIntents(from: file))
        : JSONService(stage, try IntentClassifier(from: file))
    case .slotTagger:
      file.holds(LearnedSlots.prefix)
        ? JSONService(stage, try LearnedSlots(from: file))
        : JSONService(stage, try SlotTagger(from: file))
    case .policy: JSONService(stage, try Policy(from: file))
    case .reply: JSONService(stage, try Reply(from: file))
    }
  }
}

extension WorkloadError {
  static func noStage(_ name: String) -> WorkloadError {
    WorkloadError(
      "there is no stage '\(name)'", at: "customer-service",
      remedy: "name one of: " + HybridStage.allCases.map(\.rawValue).joined(separator: ", "))
  }
}
