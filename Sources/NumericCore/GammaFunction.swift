/// The logarithm of the gamma function, and what is left of it beside Stirling's formula.
///
/// The C library's `lgamma` writes a global sign, so that no two threads may call it; this is pure.
package enum GammaFunction {
  /// ln Γ(x) for positive x, to about 1e−15 of the larger of 1 and the result; NaN elsewhere.
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    guard x < .infinity else { return .infinity }
    // Γ(x + n) = x·(x + 1)…(x + n − 1)·Γ(x) carries a small x to where Stirling's series is exact.
    var shifted = x
    var product = 1.0
    while shifted < 10 {
      product *= shifted
      shifted += 1
    }
    let stirling = (shifted - 0.5) * Double.log(shifted) - shifted + halfLogOfTwoPi
    return stirling + stirlingRest(shifted) - Double.log(product)
  }

  /// ln Γ(x) − [(x − ½)·ln x − x + ½·ln 2π] for positive x.
  ///
  /// Stirling's series Σ B₂ₖ / (2k·(2k − 1)·x²ᵏ⁻¹) (DLMF 5.11.1). Its error is below the first term
  /// left out: with k up to 8 and x ≥ 10 that is 0.18 / 10¹⁷, beneath a double's rounding.
  package static func stirlingCorrection(_ x: Double) -> Double {
    if x >= 10 { return stirlingRest(x) }
    return log(x) - ((x - 0.5) * Double.log(x) - x + halfLogOfTwoPi)
  }

  private static let halfLogOfTwoPi = 0.918_938_533_204_672_742

  private static func stirlingRest(_ x: Double) -> Double {
    let coefficients: [Double] = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
      -3617.0 / 122_400,
    ]
    let square = 1 / (x * x)
    return coefficients.reversed().reduce(0) { $0 * square + $1 } / x
  }
}
