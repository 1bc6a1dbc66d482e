package import NumericCore
package import Signals

/// Recordings that might have been: each look at an example is at another speaker, pace, channel
/// and noise.
///
/// Everything is done to log-mel frames, which is as good as to the sound and much faster: the pace
/// by interpolation in time (Ko et al. 2015, speed perturbation, without its shift of pitch), the
/// length of the vocal tract by interpolation along the bands (Jaitly & Hinton 2013), the channel
/// by a smooth curve over the bands, noise and bursts of it by adding energies, and SpecAugment's
/// masks (Park et al. 2019).
package struct SpectrogramAugmentation: Sendable, Equatable {
  /// How strong the variations are, 1 for the usual ones; 0 for none.
  package var strength: Double
  package let bands: MelFilterbank.Settings

  package init(strength: Double, bands: MelFilterbank.Settings) {
    self.strength = strength
    self.bands = bands
  }

  /// One variation of a recording's log-mel frames, before they are normalised.
  package func callAsFunction(
    _ frames: FeatureFrames, _ generator: inout SeededGenerator
  ) -> FeatureFrames {
    let pace = Double.exp(generator.uniform(-0.2, 0.2) * strength)
    let warp = Double.exp(generator.uniform(-0.16, 0.16) * strength)
    var varied = stretched(frames, pace: pace, warp: warp)
    colour(&varied, &generator)
    if generator.bernoulli(0.6) {
      addNoise(&varied, in: 0..<varied.count, below: generator.uniform(6, 11), &generator)
    }
    if generator.bernoulli(0.3 * min(1, strength)) {
      let length = min(varied.count, 6 + generator.index(below: 25))
      let start = generator.index(below: varied.count - length + 1)
      addNoise(&varied, in: start..<start + length, below: generator.uniform(0, 4), &generator)
    }
    return varied
  }

  /// Interpolates in time and along the bands.
  private func stretched(_ frames: FeatureFrames, pace: Double, warp: Double) -> FeatureFrames {
    let width = frames.width
    let count = max(1, Int((Double(frames.count) / pace).rounded()))
    let places = self.places(warp: warp)
    var values = [Float](repeating: 0, count: count * width)
    for frame in 0..<count {
      let time = min(Double(frame) * pace, Double(frames.count - 1))
      let before = Int(time) * width
      let after = min(Int(time) + 1, frames.count - 1) * width
      let along = Float(time - Double(Int(time)))
      for band in 0..<width {
        let (left, right, share) = places[band]
        let early =
          frames.values[before + left]
          + share * (frames.values[before + right] - frames.values[before + left])
        let late =
          frames.values[after + left]
          + share * (frames.values[after + right] - frames.values[after + left])
        values[frame * width + band] = early + along * (late - early)
      }
    }
    return FeatureFrames(width: width, values: values)
  }

  /// The bands between which each one is read.
  private func places(warp: Double) -> [(left: Int, right: Int, share: Float)] {
    let low = MelFilterbank.mel(bands.lowest)
    let step = (MelFilterbank.mel(bands.highest) - low) / Double(bands.bands + 1)
    return (0..<bands.bands).map { band in
      let centre = MelFilterbank.hertz(low + Double(band + 1) * step)
      let place = (MelFilterbank.mel(centre * warp) - low) / step - 1
      let inside = max(0, min(Double(bands.bands - 1), place))
      let left = Int(inside)
      return (left, min(left + 1, bands.bands - 1), Float(inside - Double(left)))
    }
  }

  /// Adds a gain and the colour of a microphone, and varies how far quiet and loud lie apart.
  private func colour(_ frames: inout FeatureFrames, _ generator: inout SeededGenerator) {
    let width = frames.width
    let offsets = curve(width, &generator).map { $0 + generator.uniform(-1, 1) * strength }
    let contrast = Float(Double.exp(generator.uniform(-0.15, 0.15) * strength))
    let loudest = frames.values.max() ?? 0
    for place in frames.values.indices {
      frames.values[place] =
        loudest + contrast * (frames.values[place] - loudest) + Float(offsets[place % width])
    }
  }

  /// Adds the energy of a noise of some colour to some frames, so many nats below the loudest.
  private func addNoise(
    _ frames: inout FeatureFrames, in range: Range<Int>, below distance: Double,
    _ generator: inout SeededGenerator
  ) {
    let width = frames.width
    let level = Double(frames.values.max() ?? 0) - distance
    let energies = curve(width, &generator).map { Double.exp(level + $0) }
    for place in range.lowerBound * width..<range.upperBound * width {
      frames.values[place] = Float(
        Double.log(Double.exp(Double(frames.values[place])) + energies[place % width]))
    }
  }

  /// A smooth random curve over the bands: four cosines, in nats.
  private func curve(_ width: Int, _ generator: inout SeededGenerator) -> [Double] {
    let amplitudes = (1...4).map {
      Double.pow(Double($0), -0.5) * 0.6 * strength * generator.normal()
    }
    return (0..<width).map { band in
      let place = Double.pi * (Double(band) + 0.5) / Double(width)
      return amplitudes.enumerated().reduce(0) { sum, wave in
        sum + wave.element * Double.cos(Double(wave.offset + 1) * place)
      }
    }
  }

  /// Sets a few bands and a stretch of time of normalised frames to their mean, which is 0.
  package func mask(_ frames: inout FeatureFrames, _ generator: inout SeededGenerator) {
    let (width, count) = (frames.width, frames.count)
    for _ in 0..<2 {
      let masked = generator.index(below: max(1, Int(Double(width) * 0.15 * min(1, strength))) + 1)
      let start = generator.index(below: width - masked + 1)
      for frame in 0..<count {
        for band in start..<start + masked { frames.values[frame * width + band] = 0 }
      }
    }
    let masked = generator.index(below: max(0, min(12, count / 12)) + 1)
    let start = generator.index(below: count - masked + 1)
    for place in start * width..<(start + masked) * width { frames.values[place] = 0 }
  }
}
