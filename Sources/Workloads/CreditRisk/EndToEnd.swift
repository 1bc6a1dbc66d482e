#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Classics
package import ModelFiles
import Networks
import NumericCore
package import Records
import Tensors
package import WorkloadKit

/// The end-to-end candidate: one network from the raw application and ledger to the probability.
///
/// It learns from outcomes only. Its log-odds are calibrated like the hybrid's, on the same
/// held-back answers. It names reasons after the fact, by KernelSHAP against the typical approved
/// applicant (median numbers, most frequent levels, median ledger of the approved).
package struct EndToEnd: Candidate {
  /// All that is learned but the weights.
  struct Fitted: Codable, Sendable {
    var encoder: Encoder
    var sizes: CreditNetwork.Sizes
    var calibration: PlattCalibration
    var cutOff: Double
    /// The typical approved applicant; an aggregate, no one's own application.
    var typicalNumbers: [Double]
    var typicalCategories: [Int]
    var typicalSeries: [[Double]]
  }

  static let kind = "credit-risk/end-to-end"

  let fitted: Fitted
  let network: CreditNetwork
  let typical: Application
  let tapes = InferencePool()

  init(_ fitted: Fitted, network: CreditNetwork) {
    self.fitted = fitted
    self.network = network
    typical = Application(
      id: "typical", numbers: fitted.typicalNumbers, categories: fitted.typicalCategories,
      series: fitted.typicalSeries)
  }

  package var stageParameters: [NamedCount] {
    [NamedCount(name: "network", count: network.parameterCount)]
  }

  package func answer(_ application: Application) throws(WorkloadError) -> CreditAnswer {
    try application.check(against: fitted.encoder.form)
    guard let logit = logits([application])?.first else { throw Self.malformed(application) }
    return answer(logit)
  }

  package func answer(all applications: [Application]) -> [CreditAnswer?] {
    let isSound = applications.map { (try? $0.check(against: fitted.encoder.form)) != nil }
    let sound = zip(applications, isSound).filter(\.1).map(\.0)
    var answers: [CreditAnswer?] = []
    // In parts, so that a large question does not take memory in proportion.
    for start in stride(from: 0, to: sound.count, by: 256) {
      let part = Array(sound[start..<min(start + 256, sound.count)])
      answers += logits(part)?.map { answer($0) } ?? part.map { _ in nil }
    }
    var next = answers.makeIterator()
    return isSound.map { $0 ? next.next() ?? nil : nil }
  }

  private func answer(_ logit: Double) -> CreditAnswer {
    let probability = fitted.calibration.probability(logit)
    return CreditAnswer(probability: probability, refused: probability > fitted.cutOff)
  }

  private func logits(_ applications: [Application]) -> [Double]? {
    tapes.withTape { tape in
      let batch = EncodedBatch(applications, encoder: fitted.encoder, on: tape)
      return try? network.logits(batch).value.values.map(Double.init)
    }
  }

  static func malformed(_ application: Application) -> WorkloadError {
    WorkloadError(
      "the network cannot read it", at: "application '\(application.id)'",
      remedy: "send every field of the form")
  }

  package func randomised(seed: UInt64) -> any Candidate<Application, CreditAnswer> {
    var generator = SeededGenerator(seed: seed, "credit-risk", "randomised network")
    return EndToEnd(
      fitted,
      network: CreditNetwork(encoder: fitted.encoder, sizes: fitted.sizes, from: &generator))
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = Self.nonFinite
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["network": String(decoding: json, as: UTF8.self)],
      arrays: network.parameterArrays())
  }

  init(file: ModelFile) throws {
    try file.expect(kind: Self.kind)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let fitted: Fitted
    do {
      fitted = try decoder.decode(Fitted.self, from: Data((file.metadata["network"] ?? "").utf8))
    } catch {
      throw WorkloadError(
        "the model file describes no network: \(error.localizedReason)", at: Self.kind,
        remedy: "train the model again with this version of assay")
    }
    var generator = SeededGenerator(seed: 0)
    var network = CreditNetwork(
      encoder: fitted.encoder, sizes: fitted.sizes, from: &generator)
    try network.loadParameters(from: file)
    self.init(fitted, network: network)
  }

  private static var nonFinite: JSONEncoder.NonConformingFloatEncodingStrategy {
    .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}
