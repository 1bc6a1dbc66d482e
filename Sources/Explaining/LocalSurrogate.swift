import NumericCore

/// A weighted linear model of the score around one input: LIME (Ribeiro, Singh & Guestrin 2016, "Why
/// Should I Trust You?").
///
/// Units are present or absent with equal odds. A coalition that lacks a units of n weighs
/// exp(−a / 2w²) with the width w = ¾·√n, and the fit is a ridge regression with a free constant: all
/// as the `lime` package does it.
package struct LocalSurrogate: AttributionMethod {
  /// A surrogate and how well it fits.
  package struct Fit: Sendable, Equatable {
    /// The surrogate's score of nothing.
    package var constant: Double
    /// What each unit adds when it is present.
    package var contributions: [Double]
    /// The weighted R² over the coalitions it was fitted to; 1 where it is exact.
    package var fidelity: Double
  }

  private let units: Int
  private let samples: Int
  private let ridge: Double

  /// The surrogate over so many units.
  ///
  /// - Parameters:
  ///   - units: the parts of the input.
  ///   - samples: coalitions to evaluate, the whole input among them; at least 1.
  ///   - ridge: the penalty on the squared contributions; it is positive, so that any coalitions
  ///     determine a fit.
  package init(units: Int, samples: Int = 5_000, ridge: Double = 1) {
    precondition(units >= 0 && samples > 0 && ridge > 0, "a surrogate needs a sample and a ridge")
    self.units = units
    self.samples = samples
    self.ridge = ridge
  }

  package var name: String { "local surrogate (LIME), \(samples) coalitions" }

  package func values(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> [Double] {
    explain(seed: seed, value).contributions
  }

  /// Draws coalitions, asks for their scores and fits the surrogate.
  package func explain(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> Fit {
    let coalitions = perturbations(seed: seed)
    let scores = value(coalitions)
    precondition(scores.count == coalitions.count, "every coalition has one score")
    return fit(coalitions, scores: scores)
  }

  /// The whole input, then coalitions in which every unit is present with probability ½.
  package func perturbations(seed: UInt64) -> [Coalition] {
    var generator = SeededGenerator(seed: seed, "perturbations")
    var coalitions = [Coalition.whole(units: units)]
    coalitions.reserveCapacity(samples)
    for _ in 1..<samples { coalitions.append(.drawn(units: units, &generator)) }
    return coalitions
  }

  /// Fits the surrogate to the scores of coalitions, one each.
  package func fit(_ coalitions: [Coalition], scores: [Double]) -> Fit {
    let weights = (0...units).map(weight)
    // About one of the scores, so that scores which do not vary are exactly level.
    let base = scores.first ?? 0
    var moments = CoalitionMoments(units: units)
    for (coalition, score) in zip(coalitions, scores) {
      moments.add(coalition, weight: weights[units - coalition.count], value: score - base)
    }
    let sums = moments.centred
    var gram = sums.gram
    for unit in 0..<units { gram[unit, unit] += ridge }
    do {
      let contributions = try CholeskyFactor(of: gram).solve(sums.moment)
      let offset = zip(sums.means, contributions).reduce(0) { $0 + $1.0 * $1.1 }
      return Fit(
        constant: base + sums.meanValue - offset, contributions: contributions,
        fidelity: Self.fidelity(contributions, sums))
    } catch {
      preconditionFailure("a ridge determines a fit: \(error)")
    }
  }

  /// exp(−a / 2w²) for a absent units: the root of the kernel exp(−d²/w²) of their distance d = √a.
  private func weight(absent: Int) -> Double {
    let squaredWidth = 0.5625 * Double(max(units, 1))
    return Double.exp(-Double(absent) / (2 * squaredWidth))
  }

  /// R² = 1 − Σ w·(y − ŷ)² / Σ w·(y − ȳ)², where Σ w·(y − ŷ)² = Σ w·(y − ȳ)² − 2·β·m + β·G·β.
  private static func fidelity(
    _ contributions: [Double], _ sums: CoalitionMoments.Centred
  ) -> Double {
    guard sums.spread > 0 else { return 1 }
    var explained = 0.0
    for (i, own) in contributions.enumerated() {
      explained += own * (2 * sums.moment[i] - own * sums.gram[i, i])
      for j in 0..<i { explained -= 2 * own * contributions[j] * sums.gram[i, j] }
    }
    return explained / sums.spread
  }
}
