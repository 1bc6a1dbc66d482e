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
    if let exact = try? ShapleyEnumeration(units: units), exact.coalitions <= evaluations {
      return exact.values(value)
    }
    var sampler = CoalitionSampler(
      units: units, budget: evaluations - 2,
      generator: SeededGenerator(seed: seed, "coalitions"))
    sampler.fill()
    let ends = [
      [Bool](repeating: false, count: units), [Bool](repeating: true, count: units),
    ]
    let values = value(ends + sampler.coalitions)
    do {
      return try fit(
        sampler.coalitions, weights: sampler.weights, values: Array(values[2...]),
        total: values[1] - values[0])
    } catch {
      preconditionFailure("the coalitions of one unit determine a fit: \(error)")
    }
  }

  /// Fits Σᵢ φᵢ·zᵢ and a constant for each size of coalition to the values, under Σᵢ φᵢ = total.
  ///
  /// Over all coalitions the constants change nothing: within a size every unit is present equally
  /// often, so what depends on the size alone has no part in φᵢ − φⱼ. Over a sample they take out
  /// the error that it would make. They also take up a common part of all φᵢ, which is therefore
  /// total/n; the rest, dᵢ with dₙ = −Σ_{i<n} dᵢ, is the free fit of the values by zᵢ − zₙ, both less
  /// their mean within the size.
  private func fit(
    _ coalitions: [[Bool]], weights: [Double], values: [Double], total: Double
  ) throws(LinearSolveError) -> [Double] {
    let free = units - 1
    let width = free + 1
    var rows: [Double] = []
    rows.reserveCapacity(coalitions.count * width)
    for (coalition, value) in zip(coalitions, values) {
      let last = coalition[free] ? 1.0 : 0.0
      for unit in 0..<free { rows.append((coalition[unit] ? 1 : 0) - last) }
      rows.append(value)
    }
    let sizes = coalitions.map { $0.count(where: \.self) }
    Self.centre(&rows, width: width, within: sizes, weights: weights)
    let table = try Matrix(rows: coalitions.count, columns: width, elements: rows)
    let common = total / Double(units)
    let differences = try LeastSquares.solve(
      design: table.selectingColumns(Array(0..<free)),
      targets: coalitions.indices.map { table[$0, free] }, weights: weights)
    return (differences + [-differences.reduce(0, +)]).map { common + $0 }
  }

  /// Takes from every row the weighted mean of the rows of its group.
  private static func centre(
    _ rows: inout [Double], width: Int, within groups: [Int], weights: [Double]
  ) {
    let count = (groups.max() ?? 0) + 1
    var means = [Double](repeating: 0, count: count * width)
    var whole = [Double](repeating: 0, count: count)
    for (row, group) in groups.enumerated() {
      whole[group] += weights[row]
      for column in 0..<width {
        means[group * width + column] += weights[row] * rows[row * width + column]
      }
    }
    for group in 0..<count where whole[group] > 0 {
      for column in 0..<width { means[group * width + column] /= whole[group] }
    }
    for (row, group) in groups.enumerated() {
      for column in 0..<width { rows[row * width + column] -= means[group * width + column] }
    }
  }
}
