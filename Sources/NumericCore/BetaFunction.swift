/// The regularised incomplete beta function, on which the binomial, beta and t distributions stand.
package enum BetaFunction {
  /// I(x; a, b) = ∫₀ˣ tᵃ⁻¹(1 − t)ᵇ⁻¹ dt / B(a, b) for x in 0…1 and positive a, b; NaN elsewhere.
  ///
  /// Relative error about 1e−13 for a and b up to 10⁶, growing with their square root beyond.
  package static func regularizedIncomplete(_ x: Double, _ a: Double, _ b: Double) -> Double {
    regularizedIncomplete(x, complement: 1 - x, a, b)
  }

  /// The same with 1 − x given apart, for x so near to 1 that the subtraction would lose it.
  ///
  /// I(x; a, b) = xᵃ(1 − x)ᵇ / (a·B(a, b)) / (1 + d₁/(1 + d₂/(1 + …))) (DLMF 8.17.22), which converges fast
  /// for x < (a + 1)/(a + b + 2); beyond, I(x; a, b) = 1 − I(1 − x; b, a).
  package static func regularizedIncomplete(
    _ x: Double, complement: Double, _ a: Double, _ b: Double
  ) -> Double {
    guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, complement >= 0 else { return .nan }
    if x == 0 { return 0 }
    if complement == 0 { return 1 }
    if x <= (a + 1) / (a + b + 2) {
      return power(x, complement, a, b) / a / continuedFraction(x, a, b)
    }
    return 1 - power(complement, x, b, a) / b / continuedFraction(complement, b, a)
  }

  /// xᵃ·yᵇ / B(a, b) with y = 1 − x.
  ///
  /// With Stirling's formula, δ its correction and x₀ = a / (a + b) the peak,
  /// ln = a·ln(x / x₀) + b·ln(y / y₀) + ½·ln(a·b / (2π·(a + b))) + δ(a + b) − δ(a) − δ(b): no difference
  /// of huge log-gammas is left (the idea of Loader 2000 for binomial probabilities).
  private static func power(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let total = a + b
    // x − x₀ = (x·b − y·a) / (a + b), small near the peak, where its log1p is exact.
    let distance = (x * b - y * a) / total
    let towardsX = logRatio(x, distance, peak: a / total)
    let towardsY = logRatio(y, -distance, peak: b / total)
    let correction =
      GammaFunction.stirlingCorrection(total) - GammaFunction.stirlingCorrection(a)
      - GammaFunction.stirlingCorrection(b)
    return (a * b / (2 * Double.pi * total)).squareRoot()
      * Double.exp(a * towardsX + b * towardsY + correction)
  }

  /// ln(x / peak), by log1p where x is near the peak.
  private static func logRatio(_ x: Double, _ distance: Double, peak: Double) -> Double {
    abs(distance) < peak / 2 ? Double.log1p(distance / peak) : Double.log(x / peak)
  }

  /// 1 + d₁/(1 + d₂/(1 + …)) by Lentz's method as Thompson & Barnett (1986) mended it.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var fraction = 1.0
    var c = 1.0
    var d = 0.0
    // About √max(a, b) terms are needed; the bound serves parameters up to 10¹⁰.
    for index in 1...200_000 {
      let m = Double(index / 2)
      let term =
        index % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + term * d
      if abs(d) < tiny { d = tiny }
      d = 1 / d
      c = 1 + term / c
      if abs(c) < tiny { c = tiny }
      let factor = c * d
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return fraction
  }
}
