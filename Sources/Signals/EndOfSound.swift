extension Waveform {
  /// Where the sound ends and only its background goes on, in seconds: an estimate.
  ///
  /// The end of the last stretch of 20 ms with a power above a level: 10 dB above the background's, or
  /// half way in decibels to the loudest stretch's where that is less, but at most 40 dB below the
  /// loudest. The background is the power that a tenth of the stretches do not exceed.
  package var estimatedEndOfSound: Double {
    let length = max(1, rate / 50)
    let powers = stride(from: 0, to: samples.count, by: length).map { start in
      let stretch = samples[start..<min(start + length, samples.count)]
      let sum = stretch.reduce(0.0) { $0 + Double($1) * Double($1) }
      return sum / Double(stretch.count)
    }
    guard let loudest = powers.max(), loudest > 0 else { return seconds }
    let background = powers.sorted()[powers.count / 10]
    let least = max(min(10 * background, (background * loudest).squareRoot()), loudest * 1e-4)
    let last = powers.lastIndex { $0 > least } ?? powers.count - 1
    return min(Double((last + 1) * length) / Double(max(rate, 1)), seconds)
  }
}
