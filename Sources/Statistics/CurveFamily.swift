import NumericCore

/// A way to continue a learning curve beyond its points.
package enum CurveFamily: String, Codable, Sendable, Hashable, CaseIterable {
  /// a − b·(x + d)^−c, a power law with offset.
  case power = "pow4"
  /// (a·b + c·x^d) / (b + x^d), after Morgan, Mercer & Flodin.
  case mmf = "mmf4"
  /// Isotonic between the sizes and the last value beyond: the baseline to beat.
  case lastPoint = "last-point"

  /// The families that are fitted; of the last point there is nothing to fit.
  static let fitted: [CurveFamily] = [.power, .mmf]
}

/// The two numbers that give a curve its shape, whatever its limit and height.
///
/// Both families are limit − gap·h(x) with h(x) ≥ 0 descending to 0 and h = 1 at the largest size:
/// - power: h(x) = ((x + shift) / (x₁ + shift))^−exponent;
/// - MMF: h(x) = (1 + (x₁ / scale)^exponent) / (1 + (x / scale)^exponent), with scale = b^(1/d) in the
///   field's form, the size at which half is learned.
package struct CurveShape: Codable, Sendable, Hashable {
  package let family: CurveFamily
  package let exponent: Double
  /// The shift d of the power law, or the scale of MMF; in examples.
  package let scale: Double

  /// h at a size; `largest` is where it is 1.
  func value(_ size: Double, largest: Double) -> Double {
    switch family {
    case .power:
      return Double.exp(-exponent * Double.log((size + scale) / (largest + scale)))
    case .mmf:
      let numerator = 1 + Double.exp(exponent * Double.log(largest / scale))
      return numerator / (1 + Double.exp(exponent * Double.log(size / scale)))
    case .lastPoint:
      return 0
    }
  }
}

/// The box in which a shape is sought, and its image on all of the plane.
///
/// Both numbers are taken on their logarithm and squeezed into the box by the logistic function, so
/// the search has no bounds and every shape that it meets descends to a limit. The box is wide: an
/// exponent of 0.02 gains 1.4 % of the gap with every doubling.
struct ShapeBox {
  let family: CurveFamily
  let exponents: (Double, Double)
  let scales: (Double, Double)

  init(_ family: CurveFamily, smallest: Double, largest: Double) {
    self.family = family
    exponents = (Double.log(0.02), Double.log(family == .power ? 4 : 8))
    scales =
      family == .power
      ? (Double.log(smallest / 1000), Double.log(largest * 10))
      : (Double.log(smallest / 1000), Double.log(largest * 1000))
  }

  func shape(_ place: (Double, Double)) -> CurveShape {
    CurveShape(
      family: family, exponent: Double.exp(Self.squeeze(place.0, exponents)),
      scale: Double.exp(Self.squeeze(place.1, scales)))
  }

  func place(_ shape: CurveShape) -> (Double, Double) {
    (
      Self.stretch(Double.log(shape.exponent), exponents),
      Self.stretch(Double.log(shape.scale), scales)
    )
  }

  private static func squeeze(_ place: Double, _ range: (Double, Double)) -> Double {
    range.0 + (range.1 - range.0) * Double.logistic(place)
  }

  /// The inverse of `squeeze`, kept a little away from the edges, where it has no value.
  private static func stretch(_ value: Double, _ range: (Double, Double)) -> Double {
    let share = min(max((value - range.0) / (range.1 - range.0), 1e-6), 1 - 1e-6)
    return Double.log(share / (1 - share))
  }
}
