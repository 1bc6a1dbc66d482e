import Figures
import NumericCore
import Records

/// The distribution that an estimate is drawn from: normal, or t with its degrees of freedom.
struct Uncertain {
  let centre: Double
  /// Zero where the run supports no interval: such a figure is drawn as it stands.
  let spread: Double
  let degreesOfFreedom: Double?

  /// On the scale of the figure.
  init(_ estimate: Estimate) {
    centre = estimate.value
    degreesOfFreedom = estimate.degreesOfFreedom
    if let error = estimate.standardError {
      spread = error
    } else if let interval = estimate.interval {
      spread =
        (interval.upper - interval.lower) / (2 * Uncertain.reach(interval.level, degreesOfFreedom))
    } else {
      spread = 0
    }
  }

  /// On the scale of its logarithm, for times, sizes and ratios, which are positive and skewed.
  init(logarithmOf estimate: Estimate) {
    let floor = Double.leastNormalMagnitude
    centre = Double.log(max(estimate.value, floor))
    degreesOfFreedom = estimate.degreesOfFreedom
    if let interval = estimate.interval, interval.upper > 0, estimate.value > 0 {
      // A bound at or below zero says nothing on this scale; the other one then speaks alone.
      let upper = Double.log(interval.upper) - centre
      let lower = interval.lower > 0 ? centre - Double.log(interval.lower) : upper
      spread = max(0, upper + lower) / (2 * Uncertain.reach(interval.level, degreesOfFreedom))
    } else if let error = estimate.standardError, estimate.value > 0 {
      // The delta method: the standard error of ln x is that of x over x.
      spread = error / estimate.value
    } else {
      spread = 0
    }
  }

  func draw(_ generator: inout SeededGenerator) -> Double {
    guard spread > 0 else { return centre }
    let normal = generator.normal()
    guard let freedom = degreesOfFreedom, freedom > 0, freedom < 1000 else {
      return centre + spread * normal
    }
    let chiSquared = 2 * generator.gamma(shape: freedom / 2)
    return centre + spread * normal / (chiSquared / freedom).squareRoot()
  }

  /// How many spreads a central interval at `level` reaches to each side.
  private static func reach(_ level: Double, _ degreesOfFreedom: Double?) -> Double {
    let upper = (1 + min(max(level, 0.01), 0.9999)) / 2
    return degreesOfFreedom.map { StudentT.quantile(upper, degreesOfFreedom: $0) }
      ?? NormalDistribution.quantile(upper)
  }
}

extension ComparedFigure {
  /// Draws of both architectures' values that respect their pairing; nil where one has no estimate.
  ///
  /// Hybrid is drawn from its own estimate and end-to-end from hybrid plus the drawn difference,
  /// or times the drawn ratio: the items' and the machine's luck is then common to both.
  func draws(_ count: Int, _ generator: inout SeededGenerator) -> [Pair]? {
    guard let hybrid = estimates[.hybrid], let endToEnd = estimates[.endToEnd] else { return nil }
    let onLogarithm = contrast.map { $0.scale == .ratio } ?? (kind.unit != .dimensionless)
    let first = onLogarithm ? Uncertain(logarithmOf: hybrid) : Uncertain(hybrid)
    let second: Uncertain
    if let contrast {
      second =
        onLogarithm ? Uncertain(logarithmOf: contrast.estimate) : Uncertain(contrast.estimate)
    } else {
      second = onLogarithm ? Uncertain(logarithmOf: endToEnd) : Uncertain(endToEnd)
    }
    let base = contrast == nil ? 0.0 : 1.0
    return (0..<count).map { _ in
      let one = first.draw(&generator)
      let other = base * one + second.draw(&generator)
      let pair = Pair(endToEnd: other, hybrid: one)
      return onLogarithm ? pair.map(Double.exp) : pair
    }
  }
}
