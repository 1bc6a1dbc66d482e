import NumericCore

/// Shapley values of the units of an input (Lundberg & Lee 2017, "A Unified Approach to
/// Interpreting Model Predictions").
///
/// Where all 2ⁿ coalitions fit the budget, the values are those of ``ShapleyEnumeration``. Else they
/// are the weighted least-squares fit under the efficiency constraint, over coalitions in pairs with
/// their complement (Covert & Lee 2021, §3): whole sizes from the outside in as far as the budget
/// goes, then draws. The fit has a constant for each size, which halves the error of games that
/// depend on the size, such as a score that saturates.
package struct KernelSHAP: Sendable {
  private let units: Int
  let evaluations: Int

  /// Shapley values of so many units.
  ///
  /// - Parameters:
  ///   - units: the parts of the input.
  ///   - evaluations: coalitions to evaluate at most; below 2·n + 2 it counts as that, the least
  ///     that determines a fit.
  package init(units: Int, evaluations: Int = 2_048) {
    self.units = units
    self.evaluations = max(evaluations, 2 * units + 2)
  }

  /// The contribution of each unit to the value of the whole input.
  ///
  /// The contributions add up to the value of the whole less the value of nothing (efficiency).
  ///
  /// - Parameters:
  ///   - seed: draws the coalitions, where they are drawn.
  ///   - value: the value of each coalition.
  /// - Returns: one contribution a unit, on the scale of the value.
  package func values(seed: UInt64, _ value: ([Coalition]) -> [Double]) -> [Double] {
    guard units > 0 else { return [] }
    if let exact = try? ShapleyEnumeration(units: units), exact.coalitions <= evaluations {
      return exact.values(value)
    }
    var sampler = CoalitionSampler(
      units: units, budget: evaluations - 2,
      generator: SeededGenerator(seed: seed, "coalitions"))
    sampler.fill()
    let ends = [Coalition(units: units), .whole(units: units)]
    let values = value(ends + sampler.coalitions)
    let base = values[0]
    do {
      return try fit(
        sampler.coalitions, weights: sampler.weights, values: values[2...].map { $0 - base },
        total: values[1] - base)
    } catch {
      preconditionFailure("the coalitions of one unit determine a fit: \(error)")
    }
  }

  /// Fits Σᵢ φᵢ·zᵢ and a constant for each size of coalition to the values, under Σᵢ φᵢ = total.
  ///
  /// Over all coalitions the constants change nothing: within a size every unit is present equally
  /// often, so what depends on the size alone has no part in φᵢ − φⱼ. Over a sample they take out
  /// the error that it would make. They also take up a common part of all φᵢ, which is therefore
  /// total/n; the rest, with the sum 0, is the free fit of the values by z, both less their mean
  /// within the size.
  private func fit(
    _ coalitions: [Coalition], weights: [Double], values: [Double], total: Double
  ) throws(LinearSolveError) -> [Double] {
    var bySize = [CoalitionMoments](repeating: CoalitionMoments(units: units), count: units)
    for (index, coalition) in coalitions.enumerated() {
      bySize[coalition.count].add(coalition, weight: weights[index], value: values[index])
    }
    var gram = Matrix(rows: units, columns: units)
    var moment = [Double](repeating: 0, count: units)
    for centred in bySize.lazy.filter({ $0.weight > 0 }).map(\.centred) {
      for i in 0..<units {
        moment[i] += centred.moment[i]
        for j in 0...i { gram[i, j] += centred.gram[i, j] }
      }
    }
    // Within a size Σᵢ zᵢ does not vary, so the matrix leaves the sum of the solution open. Any
    // multiple of 1·1ᵀ sets it to 0; the mean of the diagonal is of the right size.
    let scale = (0..<units).reduce(0) { $0 + gram[$1, $1] } / Double(units)
    for i in 0..<units {
      for j in 0...i { gram[i, j] += scale }
    }
    let common = total / Double(units)
    return try CholeskyFactor(of: gram).solve(moment).map { common + $0 }
  }
}
