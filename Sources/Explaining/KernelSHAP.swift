import NumericCore

/// Shapley values of the units of an input (Lundberg & Lee 2017, "A Unified Approach to
/// Interpreting Model Predictions").
///
/// Where all 2ⁿ coalitions fit the budget, the values are exact by Shapley's formula. Else they
/// are the weighted least-squares fit under the efficiency constraint, over coalitions in pairs with
/// their complement (Covert & Lee 2021, §3): whole sizes from the outside in as far as the budget
/// goes, then draws.
package struct KernelSHAP: Sendable {
  private let units: Int
  private let evaluations: Int

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
  ///   - value: the value of each coalition; a coalition tells of each unit whether it is present.
  /// - Returns: one contribution a unit, on the scale of the value.
  package func values(seed: UInt64, _ value: ([[Bool]]) -> [Double]) -> [Double] {
    guard units > 0 else { return [] }
    if units < Int.bitWidth - 2 && 1 << units <= evaluations {
      return ExactShapley.values(units: units, value)
    }
    var sampler = CoalitionSampler(
      units: units, budget: evaluations - 2,
      generator: SeededGenerator(seed: seed, "coalitions"))
    sampler.fill()
    let ends = [
      [Bool](repeating: false, count: units), [Bool](repeating: true, count: units),
    ]
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

  /// Fits Σᵢ φᵢ·zᵢ to the values under Σᵢ φᵢ = total.
  ///
  /// The constraint takes out the last unit, φₙ = total − Σ φᵢ: what is left is the free fit of
  /// v(z) − zₙ·total by Σ_{i<n} φᵢ·(zᵢ − zₙ).
  private func fit(
    _ coalitions: [[Bool]], weights: [Double], values: [Double], total: Double
  ) throws(LinearSolveError) -> [Double] {
    let free = units - 1
    var design: [Double] = []
    design.reserveCapacity(coalitions.count * free)
    var targets: [Double] = []
    targets.reserveCapacity(coalitions.count)
    for (coalition, value) in zip(coalitions, values) {
      let last = coalition[free] ? 1.0 : 0.0
      for unit in 0..<free { design.append((coalition[unit] ? 1 : 0) - last) }
      targets.append(value - last * total)
    }
    let solution = try LeastSquares.solve(
      design: Matrix(rows: coalitions.count, columns: free, elements: design), targets: targets,
      weights: weights)
    return solution + [total - solution.reduce(0, +)]
  }
}

/// Shapley's formula over all coalitions.
private enum ExactShapley {
  /// φᵢ = Σ over S without i of |S|!·(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)) (Shapley 1953).
  static func values(units: Int, _ value: ([[Bool]]) -> [Double]) -> [Double] {
    let values = value(
      (0..<1 << units).map { mask in (0..<units).map { mask >> $0 & 1 == 1 } })
    // The weight for |S| = s is 1/(n·C(n−1, s)), and C(n−1, s+1) = C(n−1, s)·(n−1−s)/(s+1).
    var weights: [Double] = []
    var weight = 1 / Double(units)
    for size in 0..<units {
      weights.append(weight)
      weight *= Double(size + 1) / Double(max(units - 1 - size, 1))
    }
    return (0..<units).map { unit in
      var sum = 0.0
      for mask in 0..<1 << units where mask >> unit & 1 == 0 {
        sum += weights[mask.nonzeroBitCount] * (values[mask | 1 << unit] - values[mask])
      }
      return sum
    }
  }
}
