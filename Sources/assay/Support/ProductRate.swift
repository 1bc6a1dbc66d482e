import Measuring
import Tensors

/// How fast this machine multiplies matrices, for the check-up.
enum ProductRate {
  private static let side = 512
  private static let rounds = 15

  /// Floating-point operations per nanosecond (GFLOP/s) of the fastest of a few products.
  ///
  /// The fastest, since all that disturbs a product makes it slower.
  static func measure() -> Double {
    let ramp = Tensor(Shape(side, side)) { numbers in
      for place in numbers.indices { numbers[place] = Float(place % 7) - 3 }
    }
    let space = Workspace(.warmest)
    let clock = MonotonicClock()
    var shortest = Int.max
    for _ in 0..<rounds {
      let start = clock.now()
      _ = ramp.product(ramp, in: space)
      shortest = min(shortest, clock.now() - start)
    }
    return Double(2 * side * side * side) / Double(max(shortest, 1))
  }
}
