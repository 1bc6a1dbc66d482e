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
package import Signals
import Tensors
package import WorkloadKit

/// The end-to-end candidate: one transducer from the recording to the words.
///
/// It learns from transcripts only. It listens as the recording goes on: nothing in it waits for
/// more than `lookAhead` seconds of what follows, unless its search keeps several hypotheses, which
/// are decided at the end.
package struct EndToEnd: Candidate {
  /// All that is learned but the weights.
  struct Fitted: Codable, Sendable {
    var bank: MelFilterbank.Settings
    var scale: SpokenScale
    var labels: SpokenLabels
    var sizes: TransducerNetwork.Sizes
    /// The hypotheses that the search keeps; 1 for the greedy one.
    var beam: Int
    /// From the logarithm of the transcript's odds to the odds that it is right.
    var calibration: PlattCalibration
    /// The log-odds below which the speaker is asked to repeat.
    var threshold: Double
  }

  static let kind = "speech-recognition/end-to-end"
  /// Recordings that are answered in one pass.
  static let batch = 32

  let fitted: Fitted
  let network: TransducerNetwork
  let bank: MelFilterbank
  let tapes = InferencePool()

  init(_ fitted: Fitted, network: TransducerNetwork) {
    self.fitted = fitted
    self.network = network
    bank = MelFilterbank(fitted.bank)
  }

  package var stageParameters: [NamedCount] {
    [NamedCount(name: "network", count: network.parameterCount)]
  }

  package func answer(_ sound: Waveform) throws(WorkloadError) -> Transcript {
    try check(sound)
    guard let transcript = transcripts([frames(of: sound)])?.first else {
      throw WorkloadError(
        "the network cannot hear it", at: "recording", remedy: "send sound in −1 … 1")
    }
    return transcript
  }

  package func answer(all sounds: [Waveform]) -> [Transcript?] {
    let isSound = sounds.map { (try? check($0)) != nil }
    let sound = zip(sounds, isSound).filter(\.1).map(\.0)
    var answers: [Transcript?] = []
    for start in stride(from: 0, to: sound.count, by: Self.batch) {
      let part = sound[start..<min(start + Self.batch, sound.count)].map(frames)
      answers += transcripts(part) ?? part.map { transcripts([$0])?.first }
    }
    var next = answers.makeIterator()
    return isSound.map { $0 ? next.next() ?? nil : nil }
  }

  /// Log-mel frames at the scale of the network.
  func frames(of sound: Waveform) -> FeatureFrames { fitted.scale(bank(sound)) }

  /// What the network hears in several recordings; nil where it cannot hear one.
  func transcripts(_ frames: [FeatureFrames]) -> [Transcript]? {
    let search = TransducerSearch(network: network, beam: fitted.beam)
    return tapes.withTape { tape in
      guard let heard = try? search.hear(frames, on: tape) else { return nil }
      return zip(heard, frames).map { transcript($0, frames: $1.count) }
    }
  }

  private func transcript(_ heard: HeardLabels, frames: Int) -> Transcript {
    let confidence = min(max(fitted.calibration.logOdds(heard.logOdds), -20), 20)
    let words = fitted.labels.words(of: heard.labels)
    let end = Double(frames - 1) * fitted.bank.step + fitted.bank.window
    let known = heard.lastFrame.map { frame in
      min(end, Double(frame) * Self.secondsPerState(fitted.bank) + Self.lookAhead(fitted.bank))
    }
    return Transcript(
      words: words, confidence: confidence, isRejected: confidence < fitted.threshold,
      lastWordAt: words.isEmpty ? nil : known ?? end)
  }

  static func secondsPerState(_ bank: MelFilterbank.Settings) -> Double {
    Double(TransducerNetwork.reduction) * bank.step
  }

  /// How much sound after the start of a state the encoder has heard when it gives the state, in
  /// seconds.
  static func lookAhead(_ bank: MelFilterbank.Settings) -> Double {
    Double(TransducerNetwork.framesAhead) * bank.step + bank.window
  }

  func check(_ sound: Waveform) throws(WorkloadError) {
    try CepstralFeatures.check(sound, rate: fitted.bank.rate)
  }

  package func randomised(seed: UInt64) -> any Candidate<Waveform, Transcript> {
    var generator = SeededGenerator(seed: seed, "speech-recognition", "randomised network")
    return EndToEnd(fitted, network: TransducerNetwork(fitted.sizes, from: &generator))
  }

  package func file() -> ModelFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Every number in it is finite, so encoding cannot fail.
    let json = (try? encoder.encode(fitted)) ?? Data()
    return ModelFile(
      kind: Self.kind, metadata: ["network": String(decoding: json, as: UTF8.self)],
      arrays: network.parameterArrays())
  }

  init(file: ModelFile) throws {
    try file.expect(kind: Self.kind)
    let json = Data((file.metadata["network"] ?? "").utf8)
    guard let fitted = try? JSONDecoder().decode(Fitted.self, from: json) else {
      throw WorkloadError(
        "the model file describes no network", at: Self.kind,
        remedy: "train the model again with this version of assay")
    }
    var generator = SeededGenerator(seed: 0)
    var network = TransducerNetwork(fitted.sizes, from: &generator)
    try network.loadParameters(from: file)
    self.init(fitted, network: network)
  }
}
