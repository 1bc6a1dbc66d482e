import NumericCore
import Signals
import WorkloadKit

/// A recording with what the later stages read of it.
package struct DescribedSound: Sendable, Hashable {
  let sound: Waveform
  /// Cepstra with their slopes, every 10 ms.
  let frames: FeatureFrames
}

/// Cepstra, their slopes and the slopes of these, normalised as they come.
///
/// 13 MFCC of 23 mel bands every 10 ms. From each goes its running mean, in which the mean of the
/// training data counts as `memory` frames, and from each slope the training data's mean; so no frame
/// waits for a later one, but for the slopes, which look four frames ahead.
struct CepstralFeatures: Stage {
  static let coefficients = 13
  static let width = 39
  static let bands = 23
  static let secondsPerFrame = 0.010
  static let secondsOfFrame = 0.025
  /// Frames after the present one that a frame's numbers depend on.
  static let lookahead = 4

  let rate: Int
  /// The weight of the training data's mean against the recording's own, in frames.
  var memory: Double
  /// Of each number over the training data.
  private(set) var means: [Float]
  private(set) var deviations: [Float]
  /// The filters of the vocal tract as it comes.
  let bank: MelBank

  var parameters: Int { means.count + deviations.count }

  /// Features that are not scaled yet.
  init(rate: Int, memory: Double) {
    self.rate = rate
    bank = MelBank(rate: rate, warp: 1)
    self.memory = memory
    means = Array(repeating: 0, count: Self.width)
    deviations = Array(repeating: 1, count: Self.width)
  }

  func run(_ sound: Waveform) throws(WorkloadError) -> DescribedSound {
    try Self.check(sound, rate: rate)
    return DescribedSound(sound: sound, frames: describe(sound, bank))
  }

  /// Well above what a converter gives, and well below where a power is no number any more.
  static let largestSample: Float = 1000

  /// Refuses what is no recording of this rate.
  static func check(_ sound: Waveform, rate: Int) throws(WorkloadError) {
    guard sound.rate == rate else {
      throw WorkloadError(
        "the recording has \(sound.rate) samples a second", at: "recording",
        remedy: "record at \(rate) samples a second, as the model was trained")
    }
    guard sound.seconds >= 0.05 else {
      throw WorkloadError(
        "the recording has \(sound.samples.count) samples", at: "recording",
        remedy: "send at least 50 ms of sound")
    }
    guard sound.samples.allSatisfy({ abs($0) <= largestSample }) else {
      throw WorkloadError(
        "the recording holds a sample that is no number or far too large", at: "recording",
        remedy: "send samples in −1 … 1")
    }
  }

  /// The filters of one size of vocal tract.
  struct MelBank: Sendable {
    let filters: MelFilterbank
    let cosine = CepstralCoefficients(bands: bands, coefficients: coefficients)

    init(rate: Int, warp: Double) {
      var settings = MelFilterbank.Settings(rate: rate, bands: bands)
      settings.warp = warp
      filters = MelFilterbank(settings)
    }
  }

  /// Cepstra with slopes, not scaled.
  static func cepstra(_ sound: Waveform, _ bank: MelBank) -> FeatureFrames {
    bank.cosine(bank.filters(sound)).withDeltas()
  }

  func describe(_ sound: Waveform, _ bank: MelBank) -> FeatureFrames {
    scaled(Self.cepstra(sound, bank))
  }

  /// Cepstra as the acoustic model reads them.
  ///
  /// # Shapes
  /// - cepstra, result: `[count, 39]`
  func scaled(_ cepstra: FeatureFrames) -> FeatureFrames {
    var frames = cepstra
    var sums = [Double](repeating: 0, count: Self.coefficients)
    for frame in 0..<frames.count {
      let row = frame * Self.width
      for column in 0..<Self.width {
        let value = cepstra.values[row + column]
        var mean = means[column]
        // Slopes have no level that a microphone could shift.
        if column < Self.coefficients {
          sums[column] += Double(value)
          mean = Float(
            (memory * Double(mean) + sums[column]) / (memory + Double(frame + 1)))
        }
        frames.values[row + column] = (value - mean) / deviations[column]
      }
    }
    return frames
  }

  /// Fits means and deviations to cepstra.
  mutating func fit(_ recordings: [FeatureFrames]) {
    var count = 0.0
    var sums = [Double](repeating: 0, count: Self.width)
    for frames in recordings {
      count += Double(frames.count)
      for place in frames.values.indices {
        sums[place % Self.width] += Double(frames.values[place])
      }
    }
    means = sums.map { Float($0 / max(count, 1)) }
    deviations = Array(repeating: 1, count: Self.width)
    var squares = [Double](repeating: 0, count: Self.width)
    for frames in recordings {
      let centred = scaled(frames)
      for place in centred.values.indices {
        squares[place % Self.width] += Double(centred.values[place] * centred.values[place])
      }
    }
    deviations = squares.map { Float(max(($0 / max(count, 1)).squareRoot(), 1e-3)) }
  }
}

extension CepstralFeatures: Codable {
  private enum CodingKeys: CodingKey { case rate, memory, means, deviations }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rate: try values.decode(Int.self, forKey: .rate),
      memory: try values.decode(Double.self, forKey: .memory))
    means = try values.decode([Float].self, forKey: .means)
    deviations = try values.decode([Float].self, forKey: .deviations)
  }
}
