import NumericCore

/// A digital resonator: y[n] = a·x[n] + b·y[n−1] + c·y[n−2].
///
/// Klatt 1980, equations 1 and 2.
private struct Resonator {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  private var y1 = 0.0
  private var y2 = 0.0

  /// Sets frequency and bandwidth in hertz at 8 kHz; the gain at 0 Hz is 1.
  mutating func tune(_ frequency: Double, _ bandwidth: Double) {
    let radius = Double.exp(-.pi * bandwidth / Double(FormantSynthesiser.rate))
    c = -radius * radius
    b = 2 * radius * Double.cos(2 * .pi * frequency / Double(FormantSynthesiser.rate))
    a = 1 - b - c
  }

  /// Sets it so that the gain at the peak is about `gain`.
  mutating func tunePeak(_ frequency: Double, _ bandwidth: Double, gain: Double) {
    tune(frequency, bandwidth)
    a = gain * (1 + c) * 0.5
  }

  @inline(__always)
  mutating func filter(_ x: Double) -> Double {
    let y = a * x + b * y1 + c * y2
    y2 = y1
    y1 = y
    return y
  }
}

/// A digital anti-resonator: the resonator's inverse.
///
/// Klatt 1980, equation 4.
private struct AntiResonator {
  private var resonator = Resonator()
  private var x1 = 0.0
  private var x2 = 0.0

  mutating func tune(_ frequency: Double, _ bandwidth: Double) {
    resonator.tune(frequency, bandwidth)
  }

  @inline(__always)
  mutating func filter(_ x: Double) -> Double {
    let y = (x - resonator.b * x1 - resonator.c * x2) / resonator.a
    x2 = x1
    x1 = x
    return y
  }
}

/// A cascade/parallel formant synthesiser at 8 kHz, after Klatt 1980.
///
///     pulses ─► tilt ─┬─► nasal zero ─► nasal pole ─► F1 ─► F2 ─► F3 ─► F4 ─┬─► sound
///     breath noise  ──┘                                                     │
///     noise ─► two parallel resonances and a bypass ────────────────────────┘
///
/// The pulses are those of KLGLOTT88 (Klatt & Klatt 1990): the derivative of a flow that rises with
/// the square and falls with the cube of time while the glottis is open.
struct FormantSynthesiser {
  static let rate = 8000

  private var formants = (Resonator(), Resonator(), Resonator(), Resonator())
  private var nasalPole = Resonator()
  private var nasalZero = AntiResonator()
  private var constriction = (Resonator(), Resonator())
  private let speaker: Speaker
  private var generator: SeededGenerator
  /// Where in its period the glottis is, 0…1.
  private var phase = 1.0
  private var period = 1.0
  private var loudness = 1.0
  private var tilted = 0.0

  private init(_ speaker: Speaker, _ generator: SeededGenerator) {
    self.speaker = speaker
    self.generator = generator
    nasalPole.tune(270, 100)
  }

  /// Speaks what the articulators do.
  ///
  /// - Returns: samples at 8 kHz, `Articulation.samplesPerStep` a step, of no set loudness.
  static func speak(
    _ articulation: Articulation, _ speaker: Speaker, _ generator: inout SeededGenerator
  ) -> [Double] {
    var synthesiser = FormantSynthesiser(speaker, generator)
    var sound: [Double] = []
    sound.reserveCapacity(articulation.steps * Articulation.samplesPerStep)
    for step in 0..<articulation.steps {
      synthesiser.tune(articulation, step)
      synthesiser.run(articulation, step, into: &sound)
    }
    generator = synthesiser.generator
    return sound
  }

  private mutating func tune(_ articulation: Articulation, _ step: Int) {
    let nasality = articulation.nasality[step]
    let f = articulation.formants
    // The tract loses more while the glottis is open for breath or the nose is coupled.
    let losses = 1 + 1.5 * nasality + 0.8 * min(articulation.breath[step], 1)
    formants.0.tune(f[0][step], 60 * losses)
    formants.1.tune(min(f[1][step], 3600), 90 * losses)
    formants.2.tune(min(f[2][step], 3700), 140 * losses)
    // A formant beyond the band leaves it: its resonance flattens.
    formants.3.tune(min(f[3][step], 3800), (220 + max(f[3][step] - 3500, 0)) * losses)
    nasalZero.tune(270 + 230 * nasality, 100)
    let noise = articulation.frication[step]
    constriction.0.tunePeak(noise.frequencies.0, noise.bandwidths.0, gain: noise.gains.0)
    constriction.1.tunePeak(noise.frequencies.1, noise.bandwidths.1, gain: noise.gains.1)
  }

  private mutating func run(
    _ articulation: Articulation, _ step: Int, into sound: inout [Double]
  ) {
    let voice = articulation.voice[step]
    let breath = articulation.breath[step] + speaker.breathiness * voice
    let noise = articulation.noise[step]
    let bypass = articulation.frication[step].bypass
    let pitch = articulation.pitch[step]
    for _ in 0..<Articulation.samplesPerStep {
      let draw = 3.4 * (generator.uniform() - 0.5)
      let pulse = glottis(pitch)
      tilted = speaker.tilt * tilted + (1 - speaker.tilt) * pulse
      // Breath is loudest while the glottis is open.
      let aspiration = breath * draw * (phase < speaker.openQuotient ? 1 : 0.5)
      var tract = voice * tilted + 0.6 * aspiration
      tract = nasalPole.filter(nasalZero.filter(tract))
      tract = formants.3.filter(formants.2.filter(formants.1.filter(formants.0.filter(tract))))
      let friction = noise * draw
      sound.append(
        tract + 2 * (constriction.0.filter(friction) + constriction.1.filter(friction))
          + bypass * friction)
    }
  }

  /// The next sample of the glottal flow's derivative, of about unit power.
  private mutating func glottis(_ pitch: Double) -> Double {
    phase += 1 / period
    if phase >= 1 {
      phase -= 1
      period = max(
        Double(Self.rate) / pitch * (1 + speaker.jitter * generator.normal()), 8)
      loudness = 1 + speaker.shimmer * generator.normal()
      if phase >= 1 { phase = 0 }
    }
    let open = speaker.openQuotient
    guard phase < open else { return 0 }
    let along = phase / open
    return loudness * 3 * (2 * along - 3 * along * along)
  }
}
