package import Signals

/// How log-mel frames are brought to the scale of a network, as they come.
///
/// From each band goes its running mean, in which the mean of the training data counts as `memory`
/// frames, and which no later frame has a part in: a microphone's or a room's colour goes, and
/// nothing is waited for. Then each band is divided by the training data's standard deviation.
package struct SpokenScale: Codable, Sendable, Equatable {
  /// The weight of the training data's mean against the recording's own, in frames.
  package let memory: Double
  /// Of each band over the training data.
  private let means: [Float]
  private let factors: [Float]

  /// Fits to the frames of the training data.
  package init(of recordings: [FeatureFrames], memory: Double) {
    self.memory = memory
    let width = recordings.first?.width ?? 0
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    for (place, value) in recordings.lazy.flatMap({ $0.values.enumerated() }) {
      sums[place % width] += Double(value)
      squares[place % width] += Double(value) * Double(value)
    }
    let count = Double(max(1, recordings.reduce(0) { $0 + $1.count }))
    means = sums.map { Float($0 / count) }
    factors = zip(sums, squares).map { sum, square in
      let mean = sum / count
      return Float(1 / max(1e-3, (square / count - mean * mean).squareRoot()))
    }
  }

  /// The frames as a network reads them.
  ///
  /// # Shapes
  /// - frames, result: `[count, bands]`; bands beyond those of the training data are zeros
  package func callAsFunction(_ frames: FeatureFrames) -> FeatureFrames {
    var scaled = frames
    let width = frames.width
    var sums = means.map { memory * Double($0) }
    for frame in 0..<frames.count {
      let weight = 1 / (memory + Double(frame + 1))
      for band in 0..<width {
        let place = frame * width + band
        guard band < sums.count else {
          scaled.values[place] = 0
          continue
        }
        sums[band] += Double(frames.values[place])
        scaled.values[place] =
          (frames.values[place] - Float(sums[band] * weight)) * factors[band]
      }
    }
    return scaled
  }
}
