import NumericCore
package import Tensors

/// How far back a network's answer at one time depends on its input: the gradient's norm by distance.
///
/// A recurrent network whose norm falls by a factor per step learns nothing about what lies many such
/// steps away (Bengio, Simard & Frasconi 1994).
package struct GradientByDistance: Hashable, Sendable {
  /// The times that are looked at, seen from the one that the loss reads.
  package enum Side: String, Sendable {
    case before
    case after
    /// Where a distance has two times, the root of the mean of their squares.
    case both
  }

  /// Where the loss reads.
  package let time: Int
  /// By the distance |t − time| from 0: the norm at one time, over batch and channels.
  package let norms: [Double]

  /// Measures the gradient at a sequence.
  ///
  /// # Shapes
  /// - gradient: `[batch, time, channels]`, at the input, of a loss that reads one time step
  ///
  /// - Parameters:
  ///   - gradient: From `Gradients.of(_:)` at the tape's input.
  ///   - time: Where the loss reads, from 0.
  ///   - side: A causal network has a gradient of zero after the time, which `both` would mix in.
  /// - Throws: `TensorError` for another number of axes, or a time outside the sequence.
  package init(
    _ gradient: Tensor, readAt time: Int, side: Side = .both
  ) throws(TensorError) {
    let shape = gradient.shape
    guard shape.rank == 3 else {
      throw TensorError(
        operation: "gradient by distance", detail: "\(shape), not [batch, time, channels]")
    }
    guard time >= 0 && time < shape[1] else {
      throw TensorError(
        operation: "gradient by distance",
        detail: "time \(time) of \(shape), not in 0 ..< \(shape[1])")
    }
    let squares = Self.squaresByTime(gradient)
    let before = side == .after ? 0 : time
    let after = side == .before ? 0 : shape[1] - 1 - time
    self.time = time
    norms = (0...max(before, after)).map { distance in
      if distance == 0 { return squares[time].squareRoot() }
      var found: [Double] = []
      if distance <= before { found.append(squares[time - distance]) }
      if distance <= after { found.append(squares[time + distance]) }
      return (found.reduce(0, +) / Double(found.count)).squareRoot()
    }
  }

  private static func squaresByTime(_ gradient: Tensor) -> [Double] {
    let (steps, channels) = (gradient.shape[1], gradient.shape[2])
    var squares = [Double](repeating: 0, count: steps)
    for (index, value) in gradient.values.enumerated() {
      squares[index / channels % steps] += Double(value) * Double(value)
    }
    return squares
  }

  /// An exponential fall: norm ≈ norm₀ · e^(−rate · distance).
  package struct Decay: Hashable, Sendable {
    /// The fall of the norm's logarithm per step; negative where the gradient grows.
    package let rate: Double
    /// The standard error of the rate, by least squares.
    ///
    /// Neighbouring distances share their path back, so that it is a lower bound.
    package let standardError: Double
    /// The distances that the line was fitted to.
    package let points: Int
    /// The distances left out because the norm is zero or too small for Float32's precision.
    package let vanished: Int
  }

  /// Fits the logarithm of the norm as a line over the distance.
  ///
  /// - Parameter first: The first distance taken, such as 1 where the time itself has a direct way.
  /// - Returns: The fit; nil with fewer than three points.
  package func decay(from first: Int = 0) -> Decay? {
    let usable = norms.indices.filter {
      $0 >= first && norms[$0] >= Double(Float.leastNormalMagnitude)
    }
    guard usable.count >= 3 else { return nil }
    let count = Double(usable.count)
    let logarithms = usable.map { Double.log(norms[$0]) }
    let meanX = usable.reduce(0) { $0 + Double($1) } / count
    let meanY = logarithms.reduce(0, +) / count
    var (xx, xy) = (0.0, 0.0)
    for (distance, logarithm) in zip(usable, logarithms) {
      xx += (Double(distance) - meanX) * (Double(distance) - meanX)
      xy += (Double(distance) - meanX) * (logarithm - meanY)
    }
    let slope = xy / xx
    let residual = zip(usable, logarithms).reduce(0) { sum, point in
      let error = point.1 - meanY - slope * (Double(point.0) - meanX)
      return sum + error * error
    }
    return Decay(
      rate: -slope, standardError: (residual / (count - 2) / xx).squareRoot(),
      points: usable.count, vanished: max(0, norms.count - first) - usable.count)
  }
}
