/// The standard normal distribution.
package enum NormalDistribution {
  /// P(Z ≤ x), to full relative precision in the lower tail too.
  package static func cumulative(_ x: Double) -> Double {
    0.5 * Double.erfc(-x / 2.0.squareRoot())
  }

  /// The x with P(Z ≤ x) = p, for p in 0…1; NaN elsewhere.
  ///
  /// Wichura 1988, "Algorithm AS 241: the percentage points of the normal distribution", PPND16:
  /// relative error about 1e−16.
  package static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(centre.numerator, r) / polynomial(centre.denominator, r)
    }
    let r = (-Double.log(min(p, 1 - p))).squareRoot()
    let value =
      r <= 5
      ? polynomial(shoulder.numerator, r - 1.6) / polynomial(shoulder.denominator, r - 1.6)
      : polynomial(tail.numerator, r - 5) / polynomial(tail.denominator, r - 5)
    return q < 0 ? -value : value
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private static let centre: (numerator: [Double], denominator: [Double]) = (
    [
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    [
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3,
    ]
  )

  private static let shoulder: (numerator: [Double], denominator: [Double]) = (
    [
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    [
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9,
    ]
  )

  private static let tail: (numerator: [Double], denominator: [Double]) = (
    [
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15,
    ]
  )
}

/// Student's t distribution; `degreesOfFreedom` is positive, need be no whole number, may be infinite.
package enum StudentT {
  /// P(T ≤ t); NaN where the degrees of freedom are not positive.
  package static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
    if degreesOfFreedom == .infinity { return NormalDistribution.cumulative(t) }
    let tail = upperTail(abs(t), degreesOfFreedom)
    return t > 0 ? 1 - tail : tail
  }

  /// The t with P(T ≤ t) = p, for p in 0…1; NaN elsewhere.
  ///
  /// Newton's method on the tail, kept within a bracket that bisection narrows; it stops at rounding.
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    guard p >= 0, p <= 1, degreesOfFreedom > 0 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if degreesOfFreedom == .infinity { return NormalDistribution.quantile(p) }
    if p == 0.5 { return 0 }
    let target = min(p, 1 - p)
    var low = 0.0
    var high = 1.0
    while upperTail(high, degreesOfFreedom) > target, high < 1e300 {
      low = high
      high *= 2
    }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = upperTail(t, degreesOfFreedom) - target
      if excess > 0 { low = t } else { high = t }
      let newton = t + excess / density(t, degreesOfFreedom)
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - t) <= 4 * t.ulp { break }
      t = next
    }
    return p < 0.5 ? -t : t
  }

  /// P(T > t) for t ≥ 0: half of I(ν / (ν + t²); ν/2, ½) (DLMF 8.17 with x = ν / (ν + t²)).
  private static func upperTail(_ t: Double, _ degreesOfFreedom: Double) -> Double {
    if t == .infinity { return 0 }
    let square = t * t
    guard square < .infinity else { return 0 }
    let sum = degreesOfFreedom + square
    return 0.5
      * BetaFunction.regularizedIncomplete(
        degreesOfFreedom / sum, complement: square / sum, degreesOfFreedom / 2, 0.5)
  }

  private static func density(_ t: Double, _ degreesOfFreedom: Double) -> Double {
    let half = degreesOfFreedom / 2
    let logConstant =
      GammaFunction.log(half + 0.5) - GammaFunction.log(half)
      - 0.5 * Double.log(degreesOfFreedom * Double.pi)
    return Double.exp(logConstant - (half + 0.5) * Double.log1p(t * t / degreesOfFreedom))
  }
}

/// The binomial distribution.
package enum BinomialDistribution {
  /// P(X ≤ `successes`) in `trials` independent trials of the given probability.
  ///
  /// Σ_{j ≤ k} C(n, j)·pʲ·(1 − p)ⁿ⁻ʲ = I(1 − p; n − k, k + 1) (DLMF 8.17.5). NaN where `trials` is
  /// negative or the probability is outside 0…1.
  package static func cumulative(
    _ successes: Int, trials: Int, probability: Double
  ) -> Double {
    guard trials >= 0, probability >= 0, probability <= 1 else { return .nan }
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return BetaFunction.regularizedIncomplete(
      1 - probability, complement: probability, Double(trials - successes), Double(successes + 1))
  }
}
