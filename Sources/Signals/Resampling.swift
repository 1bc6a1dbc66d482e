import NumericCore

extension Waveform {
  /// The same sound at another number of samples a second.
  ///
  /// Each new sample is a sum of old ones under a sinc that passes what both rates can hold,
  /// windowed by a raised cosine over ten of its zeros on either side (Smith & Gossett 1984). The
  /// rates' ratio has few phases, whose weights are computed once. A sound already at the rate, or
  /// of a rate below 1, is returned as it is.
  package func resampled(to target: Int) -> Waveform {
    guard target != rate, target > 0, rate > 0 else { return self }
    let divisor = Self.greatestCommonDivisor(rate, target)
    let (up, down) = (target / divisor, rate / divisor)
    let (count, overflows) = samples.count.multipliedReportingOverflow(by: up)
    guard !overflows, up <= Self.mostPhases else {
      return Waveform(samples: stretched(by: Double(target) / Double(rate)), rate: target)
    }
    // The pass band ends at half the lower rate.
    let cutOff = min(1, Double(up) / Double(down))
    let phases = (0..<up).map { Self.weights(phase: Double($0) / Double(up), cutOff: cutOff) }
    let made = (count + down - 1) / down
    let resampled = (0..<made).map { index in
      let place = index * down
      return Self.sum(samples, around: place / up, phases[place % up])
    }
    return Waveform(samples: resampled, rate: target)
  }

  private static let mostPhases = 1024
  private static let zeros = 10.0

  private func stretched(by factor: Double) -> [Float] {
    let made = Int((Double(samples.count) * factor).rounded())
    return (0..<max(0, made)).map { index in
      let place = min(Double(index) / factor, Double(samples.count - 1))
      let left = Int(place)
      let along = Float(place - Double(left))
      return samples[left] + along * (samples[min(left + 1, samples.count - 1)] - samples[left])
    }
  }

  /// The weights of the samples around a place between two of them, and the first one's distance.
  private static func weights(
    phase: Double, cutOff: Double
  ) -> (first: Int, values: [Float]) {
    let reach = Int((zeros / cutOff).rounded(.up))
    let values = (-reach...reach + 1).map { offset -> Double in
      let distance = (Double(offset) - phase) * cutOff
      guard abs(distance) < zeros else { return 0 }
      let angle = Double.pi * distance
      let sinc = angle == 0 ? 1 : Double.sin(angle) / angle
      return cutOff * sinc * (0.5 + 0.5 * Double.cos(angle / zeros))
    }
    // Their sum is 1 but for the window's cut: a constant stays the constant it was.
    let sum = values.reduce(0, +)
    return (-reach, values.map { Float($0 / sum) })
  }

  private static func sum(
    _ samples: [Float], around place: Int, _ weights: (first: Int, values: [Float])
  ) -> Float {
    var sum: Float = 0
    let start = place + weights.first
    for offset in max(
      0, -start)..<max(max(0, -start), min(weights.values.count, samples.count - start))
    {
      sum += weights.values[offset] * samples[start + offset]
    }
    return sum
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
