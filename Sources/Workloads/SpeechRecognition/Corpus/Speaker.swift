import NumericCore

/// Who speaks: the size of the vocal tract, the voice, the pace, and habits of pronunciation.
struct Speaker: Sendable {
  let name: String
  /// By how much every formant lies above those of an ordinary man.
  let scale: Double
  /// What is left of each formant's position when the tract's length is taken out, as factors.
  let formantShifts: [Double]
  /// The middle of the pitch range, in hertz.
  let pitch: Double
  /// How far the pitch moves, in semitones.
  let liveliness: Double
  /// Durations as a factor.
  let slowness: Double
  /// Noise in the voice, relative to it.
  let breathiness: Double
  /// The pole of the low-pass filter that tilts the voice's spectrum.
  let tilt: Double
  /// The share of a pitch period in which the glottis is open.
  let openQuotient: Double
  let jitter: Double
  let shimmer: Double
  /// How far formants reach their targets at one step of the smoothing, in seconds.
  let sluggishness: Double
  /// By word: how the speaker says it.
  let pronunciations: [String: [String]]

  /// Draws a speaker.
  ///
  /// With knowledge 1 speakers say only what the lexicon lists; with 0 they say four of five words
  /// as no lexicon lists them.
  init(name: String, knowledge: Double, _ generator: inout SeededGenerator) {
    self.name = name
    let isHigh = generator.bernoulli(0.5)
    scale = isHigh ? generator.uniform(1.06, 1.24) : generator.uniform(0.93, 1.07)
    formantShifts = (0..<4).map { _ in 1 + 0.025 * generator.normal() }
    pitch = isHigh ? generator.uniform(165, 255) : generator.uniform(85, 150)
    liveliness = generator.uniform(1, 4)
    slowness = Double.exp(0.14 * generator.normal())
    breathiness = generator.uniform(0.02, 0.14)
    tilt = generator.uniform(0.2, 0.75)
    openQuotient = generator.uniform(0.45, 0.75)
    jitter = generator.uniform(0.004, 0.015)
    shimmer = generator.uniform(0.02, 0.08)
    sluggishness = generator.uniform(0.011, 0.022)
    var pronunciations: [String: [String]] = [:]
    for entry in Pronunciations.entries {
      let forms =
        generator.bernoulli(0.8 * (1 - knowledge)) ? entry.unlisted : entry.listed
      pronunciations[entry.word] = forms[generator.index(below: forms.count)]
    }
    self.pronunciations = pronunciations
  }
}
