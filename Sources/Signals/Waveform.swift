/// Sound as samples of one channel, at a fixed number of samples a second.
package struct Waveform: Sendable, Hashable {
  /// The samples, in −1 … 1.
  package var samples: [Float]
  /// Samples a second, in hertz.
  package var rate: Int

  package init(samples: [Float], rate: Int) {
    self.samples = samples
    self.rate = rate
  }

  /// How long the sound is, in seconds.
  package var seconds: Double { Double(samples.count) / Double(rate) }
}
