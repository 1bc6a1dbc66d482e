import NumericCore

/// What a design could have told apart, before its outcome is looked at.
package enum DetectableEffect {
  /// The power by which detectable effects are quoted.
  package static let usualPower = 0.8

  /// The least true difference that a two-sided t-test finds with the given power.
  ///
  /// With δ the difference over its standard error, T has the noncentral t distribution, and
  /// P(|T| > t_{1 − α/2}) rises with δ: found by halving (Bloom 1995, "Minimum detectable effects", with
  /// the noncentral distribution in place of his sum of two quantiles). The standard error is that of
  /// the run, so the effect is an estimate too. Nil where a number is out of its range.
  package static func least(
    standardError: Double, degreesOfFreedom: Double, level: Double = 0.95,
    power: Double = usualPower
  ) -> Double? {
    guard standardError >= 0, standardError.isFinite, degreesOfFreedom > 0, 0 < level, level < 1,
      1 - level < power, power < 1
    else { return nil }
    let critical = TInterval.multiplier(degreesOfFreedom, level: level)
    var (low, high) = (0.0, 1.0)
    while chance(high, critical, degreesOfFreedom) < power { high *= 2 }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if chance(middle, critical, degreesOfFreedom) < power { low = middle } else { high = middle }
    }
    return (low + high) / 2 * standardError
  }

  /// P(|T| > `critical`) for T = (Z + δ)/s with s² ~ χ²_f / f.
  ///
  /// Given s it is Φ(δ − c·s) + Φ(−δ − c·s). With x = ln s the density is
  /// 2·(f/2)^(f/2)/Γ(f/2)·exp(f·x − f·e²ˣ/2), analytic and without bounds, on which the trapezoid rule
  /// converges geometrically.
  private static func chance(_ delta: Double, _ critical: Double, _ freedom: Double) -> Double {
    func beyond(_ bound: Double) -> Double {
      NormalDistribution.cumulative(delta - bound) + NormalDistribution.cumulative(-delta - bound)
    }
    guard freedom < 1e7 else { return beyond(critical) }
    let half = freedom / 2
    let constant = Double.log(2) + half * Double.log(half) - GammaFunction.log(half)
    let (from, to) = (-8 / freedom.squareRoot() - 40 / freedom, 8 / freedom.squareRoot())
    let steps = 800
    let step = (to - from) / Double(steps)
    var sum = 0.0
    for index in 0...steps {
      let x = from + Double(index) * step
      let density = Double.exp(constant + freedom * x - half * Double.exp(2 * x))
      if density > 0 { sum += density * beyond(critical * Double.exp(x)) }
    }
    return sum * step
  }
}
