import NumericCore
import Signals
import Testing

@Suite("Resampling")
struct ResamplingTests {
  static func tone(_ hertz: Double, seconds: Double = 0.2, rate: Int) -> Waveform {
    let count = Int(seconds * Double(rate))
    return Waveform(
      samples: (0..<count).map { sample in
        Float(0.5 * Double.sin(2 * Double.pi * hertz * Double(sample) / Double(rate)))
      }, rate: rate)
  }

  /// The expected value is the same tone, sampled at the other rate; at the ends the sinc is cut
  /// off.
  @Test(
    "A tone stays itself at another rate",
    arguments: [(16_000, 8000), (44_100, 8000), (48_000, 8000), (11_025, 8000), (8000, 16_000)])
  func tone(from: Int, to: Int) {
    let found = Self.tone(700, rate: from).resampled(to: to)
    let expected = Self.tone(700, rate: to)
    #expect(found.rate == to)
    #expect(abs(found.samples.count - expected.samples.count) <= 1)
    let inside = 200..<expected.samples.count - 200
    #expect(distance(Array(found.samples[inside]), Array(expected.samples[inside])) < 2e-3)
  }

  @Test("A tone above half the new rate is gone")
  func aliasing() {
    let found = Self.tone(6000, rate: 16_000).resampled(to: 8000)
    #expect(found.samples[100..<found.samples.count - 100].allSatisfy { abs($0) < 2e-3 })
  }

  @Test("A sound keeps its samples at its own rate, and an empty one stays empty")
  func identity() throws {
    let sound = try References.sound()
    #expect(sound.resampled(to: 8000) == sound)
    #expect(Waveform(samples: [], rate: 16_000).resampled(to: 8000).samples == [])
  }
}
