import NumericCore
import Signals
import Testing

@Suite("Where a sound ends")
struct EndOfSoundTests {
  /// A tone of 0.4 s in a second of noise at a level below it, in decibels.
  static func tone(noise level: Double) -> Waveform {
    var generator = SeededGenerator(seed: 3, "end of sound")
    let amplitude = Double.pow(10, level / 20)
    return Waveform(
      samples: (0..<8000).map { sample in
        let isTone = (1600..<4800).contains(sample)
        let tone = isTone ? 0.2 * Double.sin(2 * .pi * 300 * Double(sample) / 8000) : 0
        // A uniform draw has the power of a third of its largest square; a sine, of a half.
        return Float(tone + 0.2 * amplitude * 1.22 * generator.uniform(-1, 1))
      }, rate: 8000)
  }

  @Test("It is found under noise of any ordinary level", arguments: [-60.0, -40, -30, -20, -14])
  func noise(level: Double) {
    // The tone ends after 0.6 s; a stretch is 20 ms.
    #expect(abs(Self.tone(noise: level).estimatedEndOfSound - 0.6) <= 0.021)
  }

  @Test("Digital silence behind a sound is not part of it; silence alone ends at its end")
  func silence() {
    let quiet = [Float](repeating: 0, count: 4000)
    let loud = (0..<4000).map { Float($0 % 2 == 0 ? 0.3 : -0.3) }
    #expect(Waveform(samples: loud + quiet, rate: 8000).estimatedEndOfSound == 0.5)
    #expect(Waveform(samples: loud, rate: 8000).estimatedEndOfSound == 0.5)
    #expect(Waveform(samples: quiet, rate: 8000).estimatedEndOfSound == 0.5)
    #expect(Waveform(samples: [], rate: 8000).estimatedEndOfSound == 0)
  }
}
