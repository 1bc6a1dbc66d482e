import Classics
package import ModelFiles
import Networks
import NumericCore
package import Records
import Tensors
package import WorkloadKit

/// The end-to-end candidate: one network from the text to the final action.
///
/// It learns from requests and final actions only: neither normalised words nor tagged tokens. When it
/// turns a customer away is decided by the same rule as the hybrid's, on the same held-back answers.
package struct EndToEnd: Candidate {
  /// All that is learned but the weights.
  struct Fitted: Codable, Sendable {
    var code: OutcomeCode
    var sizes: ServiceNetwork.Sizes
    var rejection: Rejection
  }

  static let kind = "customer-service/end-to-end"
  private static let fittedKey = "network"
  private static let subwordsKey = "subwords"
  private static let weightsPrefix = "network."

  var fitted: Fitted
  let encoder: RequestEncoder
  let network: ServiceNetwork
  let tapes = InferencePool()

  init(_ fitted: Fitted, encoder: RequestEncoder, network: ServiceNetwork) {
    self.fitted = fitted
    self.encoder = encoder
    self.network = network
  }

  package var stageParameters: [NamedCount] {
    [NamedCount(name: "network", count: network.parameterCount)]
  }

  package func answer(_ request: ServiceRequest) throws(WorkloadError) -> ServiceAnswer {
    try request.check()
    return ActionDecoder(code: fitted.code)
      .answer(try reading(request.text), fitted.rejection)
  }

  package func answer(all requests: [ServiceRequest]) -> [ServiceAnswer?] {
    var answers = [ServiceAnswer?](repeating: nil, count: requests.count)
    // Requests of one length at a time: nothing is filled up, so an answer is the same bits alone.
    var lengths: [Int: [(place: Int, encoded: RequestEncoder.Encoded)]] = [:]
    for (place, request) in requests.enumerated() where (try? request.check()) != nil {
      let encoded = encoder.encode(request.text)
      lengths[encoded.tokens.count, default: []].append((place, encoded))
    }
    for (_, group) in lengths.sorted(by: { $0.key < $1.key }) {
      for start in stride(from: 0, to: group.count, by: 64) {
        let part = Array(group[start..<min(start + 64, group.count)])
        guard let given = self.answers(part.map(\.encoded)) else { continue }
        for (member, answer) in zip(part, given) { answers[member.place] = answer }
      }
    }
    return answers
  }

  /// The answers to requests of one length; nil where the network cannot read them.
  private func answers(_ requests: [RequestEncoder.Encoded]) -> [ServiceAnswer]? {
    let decoder = ActionDecoder(code: fitted.code)
    return readings(requests)?.map { decoder.answer($0, fitted.rejection) }
  }

  private func readings(_ requests: [RequestEncoder.Encoded]) -> [ActionDecoder.Reading]? {
    guard requests.allSatisfy({ !$0.tokens.isEmpty }) else { return nil }
    return tapes.withTape { tape in
      guard let batch = try? RequestBatch(requests, on: tape), let output = try? network(batch)
      else { return nil }
      return ActionDecoder(code: fitted.code).readings(output, requests: requests)
    }
  }

  /// What the network says of one text.
  ///
  /// - Throws: `WorkloadError` for a text that it cannot read.
  func reading(_ text: String) throws(WorkloadError) -> ActionDecoder.Reading {
    guard let reading = readings([encoder.encode(text)])?.first else { throw Self.unreadable }
    return reading
  }

  private static let unreadable = WorkloadError(
    "the network cannot read it", at: "request", remedy: "send a text with a word")

  package func randomised(seed: UInt64) -> any Candidate<ServiceRequest, ServiceAnswer> {
    var generator = SeededGenerator(seed: seed, "customer-service", "randomised network")
    return randomised(&generator)
  }

  /// The same network with weights drawn anew.
  func randomised(_ generator: inout SeededGenerator) -> EndToEnd {
    EndToEnd(
      fitted, encoder: encoder,
      network: ServiceNetwork(
        rows: encoder.rows, code: fitted.code, sizes: fitted.sizes, from: &generator))
  }

  package func file() -> ModelFile {
    var file = ModelFile(kind: Self.kind)
    store(in: &file, as: "")
    return file
  }

  /// Puts the network into a file, all names after a prefix.
  func store(in file: inout ModelFile, as prefix: String) {
    let arrays = network.parameterArrays(prefix: prefix + Self.weightsPrefix)
    file.arrays.merge(arrays) { first, _ in first }
    file.write(fitted, as: prefix + Self.fittedKey)
    file.write(encoder, as: prefix + Self.subwordsKey)
  }

  init(file: ModelFile) throws {
    try file.expect(kind: Self.kind)
    try self.init(from: file, as: "")
  }

  /// Takes the network out of a file.
  ///
  /// - Throws: `WorkloadError` or `ModelFileError` where the file holds none after the prefix.
  init(from file: ModelFile, as prefix: String) throws {
    let fitted = try file.read(Fitted.self, prefix + Self.fittedKey)
    let encoder = try file.read(RequestEncoder.self, prefix + Self.subwordsKey)
    var generator = SeededGenerator(seed: 0)
    var network = ServiceNetwork(
      rows: encoder.rows, code: fitted.code, sizes: fitted.sizes, from: &generator)
    try network.loadParameters(from: file, prefix: prefix + Self.weightsPrefix)
    self.init(fitted, encoder: encoder, network: network)
  }
}
