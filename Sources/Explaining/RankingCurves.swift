/// What a score does while units are taken away or put in, in the order of their importance:
/// deletion and insertion (Petsiuk, Das & Saenko 2018, "RISE", §4.2).
///
/// The score is put on the scale on which the whole input has 1 and nothing of it 0. An area is that
/// under the curve over the share of units, by the trapezoid rule: a good order has a small one of
/// deletion and a large one of insertion. What this does not see: orders among units that only count
/// together.
package enum RankingCurves {
  /// The two areas of one order.
  package struct Areas: Sendable, Equatable {
    package var deletion: Double
    package var insertion: Double
  }

  /// The areas of each order.
  ///
  /// - Parameters:
  ///   - orders: orders of all units, the most important first.
  ///   - units: the number of units.
  ///   - value: the score of each coalition.
  /// - Returns: one pair of areas an order; nil where the whole input scores no more than nothing of it.
  package static func areas(
    of orders: [[Int]], units: Int, _ value: ([Coalition]) -> [Double]
  ) -> [Areas]? {
    var coalitions = [Coalition(units: units), .whole(units: units)]
    for order in orders {
      precondition(order.count == units, "an order holds every unit")
      var inserted = Coalition(units: units)
      for unit in order.dropLast() {
        inserted[unit] = true
        coalitions += [inserted, inserted.complement]
      }
    }
    let scores = value(coalitions)
    let (nothing, whole) = (scores[0], scores[1])
    guard whole > nothing else { return nil }
    let steps = max(0, units - 1)
    return orders.indices.map { index in
      // The ends of both curves are 0 and 1; the trapezoid rule counts each half.
      var areas = Areas(deletion: 0.5, insertion: 0.5)
      for step in 0..<steps {
        let place = 2 + 2 * (index * steps + step)
        areas.insertion += (scores[place] - nothing) / (whole - nothing)
        areas.deletion += (scores[place + 1] - nothing) / (whole - nothing)
      }
      return Areas(
        deletion: areas.deletion / Double(max(1, units)),
        insertion: areas.insertion / Double(max(1, units)))
    }
  }
}

/// How well contributions that add up stand for a score.
package enum AdditiveFit {
  /// R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)² of ŷ = c + Σᵢ φᵢ·zᵢ, with the constant c that fits best.
  ///
  /// - Parameters:
  ///   - contributions: φ, one a unit.
  ///   - coalitions: those that are held against; others than the contributions were found with.
  ///   - scores: y, one a coalition.
  /// - Returns: 1 where the sum is exact; below 0 where a constant alone would do better; nil where
  ///   the scores do not vary.
  package static func fidelity(
    of contributions: [Double], coalitions: [Coalition], scores: [Double]
  ) -> Double? {
    precondition(coalitions.count == scores.count, "every coalition has one score")
    let sums = coalitions.map { $0.members.reduce(0) { $0 + contributions[$1] } }
    let count = Double(max(1, scores.count))
    let shift = (scores.reduce(0, +) - sums.reduce(0, +)) / count
    let mean = scores.reduce(0, +) / count
    var (rest, spread) = (0.0, 0.0)
    for (score, sum) in zip(scores, sums) {
      rest += (score - sum - shift) * (score - sum - shift)
      spread += (score - mean) * (score - mean)
    }
    return spread > 0 ? 1 - rest / spread : nil
  }

  /// Coalitions to hold contributions against: every unit present with probability ½.
  package static func coalitions(_ count: Int, units: Int, seed: UInt64) -> [Coalition] {
    LocalSurrogate(units: units, samples: count + 1).perturbations(seed: seed).suffix(count)
  }
}
