import NumericCore

/// The logarithm of a sound's energy in bands that are equally wide to the ear, frame by frame.
///
/// A frame of 25 ms every 10 ms, after a pre-emphasis of the high frequencies and under a Hamming
/// window; triangular bands whose corners are equally spaced in mel, 2595 · log₁₀(1 + f / 700),
/// weighted at each bin of the spectrum (Young et al. 2006, "The HTK Book", §5.4 and §5.6). The
/// last frame is filled up with zeros, as python_speech_features does.
package struct MelFilterbank: Sendable {
  /// How frames and bands are laid out.
  package struct Settings: Sendable, Hashable, Codable {
    /// Samples a second.
    package var rate: Int
    package var bands: Int
    /// Where the lowest band begins and the highest ends, in hertz.
    package var lowest: Double
    package var highest: Double
    /// Seconds of sound in a frame, and from one frame to the next.
    package var window = 0.025
    package var step = 0.010
    /// What share of each sample is taken off the next; 0 for no pre-emphasis.
    package var preEmphasis = 0.97
    /// The energy below which a band counts as having this, so that silence has a logarithm; of
    /// samples in −1 … 1.
    package var floor: Float = 1e-7
    /// By what the corners' frequencies are multiplied: see ``MelFilterbank``.
    package var warp = 1.0

    package init(rate: Int, bands: Int, lowest: Double = 60, highest: Double? = nil) {
      self.rate = rate
      self.bands = bands
      self.lowest = lowest
      self.highest = highest ?? Double(rate) / 2
    }

    /// Samples in a frame.
    package var frameSamples: Int { max(1, Int((window * Double(rate)).rounded())) }

    /// Samples from one frame to the next.
    package var stepSamples: Int { max(1, Int((step * Double(rate)).rounded())) }
  }

  /// What a bin of the spectrum gives to one band.
  private struct Band: Sendable {
    var first: Int
    var weights: [Float]
  }

  package let settings: Settings
  private let transform: FourierTransform
  private let window: [Float]
  private let bands: [Band]

  /// A filterbank of these settings.
  ///
  /// With a warp other than 1 every corner's frequency is multiplied by it up to 7/8 of the upper
  /// limit over the larger of 1 and the warp, and beyond that brought to the limit in a straight
  /// line: the sound then seems to come from a vocal tract of another length (Lee & Rose 1998;
  /// piecewise linear as in Kaldi's and HTK's VTLN).
  package init(_ settings: Settings) {
    self.settings = settings
    let samples = settings.frameSamples
    transform = FourierTransform(atLeast: samples)
    window = (0..<samples).map { sample in
      samples == 1
        ? 1
        : Float(
          0.54 - 0.46 * Double.cos(2 * Double.pi * Double(sample) / Double(samples - 1)))
    }
    bands = Self.bands(settings, transform)
  }

  /// A frequency in mel.
  package static func mel(_ hertz: Double) -> Double {
    2595 / Double.log(10) * Double.log1p(hertz / 700)
  }

  /// The frequency of a number of mel, in hertz.
  package static func hertz(_ mel: Double) -> Double {
    700 * Double.expm1(mel * Double.log(10) / 2595)
  }

  private static func bands(_ settings: Settings, _ transform: FourierTransform) -> [Band] {
    let low = mel(settings.lowest)
    let step = (mel(settings.highest) - low) / Double(settings.bands + 1)
    let corners = (0..<settings.bands + 2).map { corner in
      mel(warped(hertz(low + Double(corner) * step), settings))
    }
    let bins = (0..<transform.bins).map { bin in
      mel(Double(bin) * Double(settings.rate) / Double(transform.size))
    }
    return (0..<settings.bands).map { band in
      let (left, centre, right) = (corners[band], corners[band + 1], corners[band + 2])
      let inside = bins.indices.filter { bins[$0] > left && bins[$0] < right }
      let weights = inside.map { bin in
        let mel = bins[bin]
        return Float(
          mel <= centre ? (mel - left) / (centre - left) : (right - mel) / (right - centre))
      }
      return Band(first: inside.first ?? 0, weights: weights)
    }
  }

  private static func warped(_ frequency: Double, _ settings: Settings) -> Double {
    let warp = settings.warp
    let bend = settings.highest * 0.875 / max(1, warp)
    if warp == 1 || frequency <= bend { return frequency * warp }
    let slope = (settings.highest - warp * bend) / (settings.highest - bend)
    return warp * bend + slope * (frequency - bend)
  }

  /// The number of frames of a sound of this many samples: none of none, else one at least.
  package func frames(ofSamples samples: Int) -> Int {
    guard samples > 0 else { return 0 }
    let beyond = max(0, samples - settings.frameSamples)
    return 1 + (beyond + settings.stepSamples - 1) / settings.stepSamples
  }

  /// The natural logarithm of each band's energy in each frame.
  ///
  /// The sound is taken to have the settings' rate; bring it there by ``Waveform/resampled(to:)``
  /// first.
  ///
  /// # Shapes
  /// - result: `[frames, bands]`
  package func callAsFunction(_ sound: Waveform) -> FeatureFrames {
    let emphasised = emphasised(sound.samples)
    let count = frames(ofSamples: emphasised.count)
    var values = [Float](repeating: 0, count: count * settings.bands)
    var scratch = FourierTransform.Scratch()
    var frame = [Float](repeating: 0, count: settings.frameSamples)
    var power: [Float] = []
    for index in 0..<count {
      let start = index * settings.stepSamples
      let present = min(settings.frameSamples, emphasised.count - start)
      for sample in 0..<frame.count {
        frame[sample] = sample < present ? emphasised[start + sample] * window[sample] : 0
      }
      transform.power(of: frame[...], into: &power, scratch: &scratch)
      for (band, filter) in bands.enumerated() {
        var energy: Float = 0
        for (offset, weight) in filter.weights.enumerated() {
          energy += weight * power[filter.first + offset]
        }
        values[index * settings.bands + band] = Float(
          Double.log(Double(max(energy, settings.floor))))
      }
    }
    return FeatureFrames(width: settings.bands, values: values)
  }

  private func emphasised(_ samples: [Float]) -> [Float] {
    let share = Float(settings.preEmphasis)
    guard share != 0, let first = samples.first else { return samples }
    var emphasised = samples
    emphasised[0] = first
    for sample in 1..<max(1, samples.count) {
      emphasised[sample] = samples[sample] - share * samples[sample - 1]
    }
    return emphasised
  }
}
