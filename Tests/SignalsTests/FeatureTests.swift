import NumericCore
import Signals
import Testing

/// Expected values: `Tests/References/signals.py` (NumPy, SciPy), in double precision.
///
/// The tolerances are some ten roundings of a Float32 at the size of the numbers.
@Suite("The description of sound")
struct FeatureTests {
  static let settings = MelFilterbank.Settings(rate: 8000, bands: 20)

  @Test("The Fourier transform of 64 random samples is NumPy's")
  func spectrum() throws {
    let found = FourierTransform(atLeast: 64).spectrum(of: try References.numbers("noise"))
    #expect(distance(found.real, try References.numbers("spectrumReal")) < 1e-5)
    #expect(distance(found.imaginary, try References.numbers("spectrumImaginary")) < 1e-5)
  }

  @Test("The power of a spectrum holds the signal's energy", arguments: [2, 4, 8, 128, 512])
  func parseval(size: Int) {
    var generator = SeededGenerator(seed: 7, "parseval", size)
    let signal = (0..<size).map { _ in Float(generator.uniform(-1, 1)) }
    let transform = FourierTransform(atLeast: size - size / 2 + 1)
    #expect(transform.size == size)
    var power: [Float] = []
    var scratch = FourierTransform.Scratch()
    transform.power(of: signal[...], into: &power, scratch: &scratch)
    // Parseval's theorem; all bins but the first and last stand for two.
    let doubled = power.dropFirst().dropLast().reduce(0, +) * 2 + (power.first ?? 0)
    let total = (doubled + (power.last ?? 0)) / Float(size)
    let energy = signal.reduce(0) { $0 + $1 * $1 }
    #expect(abs(total - energy) < 1e-5 * max(1, energy))
  }

  @Test("Log-mel energies are those of the plain formula, with a warped axis too")
  func logMel() throws {
    let sound = try References.sound()
    let found = MelFilterbank(Self.settings)(sound)
    #expect(found.count == 8)
    #expect(distance(found.values, try References.numbers("logMel")) < 1e-4)
    var warped = Self.settings
    warped.warp = 1.15
    #expect(
      distance(MelFilterbank(warped)(sound).values, try References.numbers("warpedLogMel")) < 1e-4)
  }

  @Test("Cepstra and their slopes are those of the plain formulas")
  func cepstra() throws {
    let logMel = FeatureFrames(width: 20, values: try References.numbers("logMel"))
    let cepstra = CepstralCoefficients(bands: 20)(logMel)
    #expect(distance(cepstra.values, try References.numbers("cepstra")) < 1e-4)
    #expect(distance(cepstra.deltas().values, try References.numbers("deltas")) < 1e-4)
    let all = cepstra.withDeltas()
    #expect(all.width == 39 && all.count == 8)
    let second = (0..<all.count).flatMap { all[$0].suffix(13) }
    #expect(distance(second, try References.numbers("doubleDeltas")) < 1e-4)
  }

  @Test("A frame stands every 10 ms, and short sounds have one frame, empty ones none")
  func frameCount() {
    let bank = MelFilterbank(Self.settings)
    let counts = [0, 1, 200, 201, 280, 281, 8000].map { samples in
      let sound = Waveform(samples: [Float](repeating: 0.5, count: samples), rate: 8000)
      return (bank.frames(ofSamples: samples), bank(sound).count)
    }
    // 1 + ⌈(samples − 200) / 80⌉ by the definition.
    #expect(counts.map(\.0) == [0, 1, 1, 2, 2, 3, 99])
    #expect(counts.map(\.1) == counts.map(\.0))
  }

  @Test("Silence has the floor's logarithm, and nothing of it varies")
  func silence() {
    let silent = MelFilterbank(Self.settings)(
      Waveform(samples: [Float](repeating: 0, count: 400), rate: 8000))
    #expect(silent.values.allSatisfy { $0 == Float(Double.log(1e-7)) })
  }

  @Test("Mel and hertz are each other's inverse, and 1000 Hz are 1000 mel")
  func mel() {
    // Young et al. 2006, eq. 5.13, at 1000 Hz: 999.99 mel.
    #expect(abs(MelFilterbank.mel(1000) - 1000) < 0.02)
    for hertz in [0.0, 60, 440, 4000] {
      #expect(abs(MelFilterbank.hertz(MelFilterbank.mel(hertz)) - hertz) < 1e-9)
    }
  }
}
