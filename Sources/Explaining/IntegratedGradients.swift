import NumericCore

/// The gradients of a score, integrated along the straight path from a baseline to the input
/// (Sundararajan, Taly & Yan 2017, "Axiomatic Attribution for Deep Networks").
///
/// aᵢ = (xᵢ − x′ᵢ)·∫₀¹ ∂F/∂xᵢ(x′ + t·(x − x′)) dt, by Gauss–Legendre quadrature with the given number
/// of points, which is exact where the gradient along the path is a polynomial of degree 2·points − 1.
package struct IntegratedGradients: Sendable {
  /// The contributions and how far they are from adding up.
  package struct Attribution: Sendable, Equatable {
    /// One for each number of the input, on the scale of the score.
    package var contributions: [Double]
    /// The sum of the contributions less the difference of the scores at input and baseline: what
    /// the quadrature misses.
    package var completenessError: Double
  }

  private let nodes: [Double]
  private let weights: [Double]

  /// The method with so many points of the path, at least 1.
  package init(points: Int = 32) {
    precondition(points > 0, "a path needs a point")
    (nodes, weights) = Self.gaussLegendre(points)
  }

  package var name: String { "integrated gradients, \(nodes.count) points" }

  /// Attributes the difference of the score between an input and a baseline of the same length.
  ///
  /// - Parameters:
  ///   - input: where the path ends.
  ///   - baseline: where it starts.
  ///   - score: the score at a point.
  ///   - gradient: its derivatives there, one for each number.
  /// - Returns: the contributions, and what the quadrature misses.
  package func attribute(
    input: [Float], baseline: [Float], score: ([Float]) -> Double, gradient: ([Float]) -> [Float]
  ) -> Attribution {
    let contributions = contributions(input: input, baseline: baseline) { points in
      stride(from: 0, to: points.count, by: max(1, input.count)).flatMap { start in
        gradient(Array(points[start..<start + input.count]))
      }
    }
    return Attribution(
      contributions: contributions,
      completenessError: contributions.reduce(0, +) - (score(input) - score(baseline)))
  }

  /// Attributes as ``attribute(input:baseline:score:gradient:)`` does, all points in one batch.
  ///
  /// - Parameters:
  ///   - input: where the path ends.
  ///   - baseline: where it starts.
  ///   - gradients: the score's derivatives at points that follow one another, in the same order.
  /// - Returns: one contribution for each number.
  package func contributions(
    input: [Float], baseline: [Float], gradients: (_ points: [Float]) -> [Float]
  ) -> [Double] {
    precondition(input.count == baseline.count, "a baseline is as long as its input")
    let slopes = gradients(
      nodes.flatMap { node in zip(input, baseline).map { $1 + Float(node) * ($0 - $1) } })
    precondition(slopes.count == nodes.count * input.count, "every number of a point has a slope")
    return input.indices.map { index in
      var integral = 0.0
      for (point, weight) in weights.enumerated() {
        integral += weight * Double(slopes[point * input.count + index])
      }
      return (Double(input[index]) - Double(baseline[index])) * integral
    }
  }

  /// The nodes and weights of Gauss–Legendre quadrature on 0…1.
  ///
  /// The nodes are the roots of the Legendre polynomial Pₙ, found by Newton's method from
  /// cos(π·(i + ¾)/(n + ½)); the weights on −1…1 are 2/((1 − x²)·Pₙ′(x)²) (Abramowitz & Stegun 25.4.29).
  static func gaussLegendre(_ points: Int) -> (nodes: [Double], weights: [Double]) {
    var nodes: [Double] = []
    var weights: [Double] = []
    for index in 0..<points {
      // The cosine of θ is the sine of π/2 − θ.
      var x = Double.sin(.pi / 2 - .pi * (Double(index) + 0.75) / (Double(points) + 0.5))
      // It converges quadratically from starts this close: five steps are more than enough.
      for _ in 0..<8 {
        let (value, slope) = legendre(points, x)
        x -= value / slope
      }
      let slope = legendre(points, x).slope
      nodes.append((1 - x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    return (nodes, weights)
  }

  /// Pₙ(x) and its derivative, by Bonnet's recursion k·Pₖ = (2k − 1)·x·Pₖ₋₁ − (k − 1)·Pₖ₋₂.
  private static func legendre(_ degree: Int, _ x: Double) -> (value: Double, slope: Double) {
    var (before, value) = (1.0, x)
    for k in stride(from: 2, through: degree, by: 1) {
      (before, value) = (
        value, (Double(2 * k - 1) * x * value - Double(k - 1) * before) / Double(k)
      )
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}
