import NumericCore

/// The learning rate of each step, counted from 0.
package typealias Schedule = @Sendable (_ step: Int) -> Double

/// Learning-rate schedules.
package enum Schedules {
  /// The same rate at every step.
  package static func constant(_ rate: Double) -> Schedule { { _ in rate } }

  /// Rises in equal parts over `warmUp` steps, then stays.
  package static func warmUp(to peak: Double, over warmUp: Int) -> Schedule {
    { step in step < warmUp ? peak * Double(step + 1) / Double(warmUp) : peak }
  }

  /// Rises over `warmUp` steps, then falls along half a cosine to `floor` at step `total`, and stays
  /// (Loshchilov & Hutter 2017, without restarts).
  package static func cosine(
    peak: Double, warmUp: Int, total: Int, floor: Double = 0
  ) -> Schedule {
    let rise = Schedules.warmUp(to: peak, over: warmUp)
    return { step in
      if step < warmUp { return rise(step) }
      let done = min(1, Double(step - warmUp) / Double(max(1, total - warmUp)))
      // cos(πx) as sin(π(½ − x)).
      return floor + (peak - floor) * 0.5 * (1 + Double.sin(Double.pi * (0.5 - done)))
    }
  }
}
