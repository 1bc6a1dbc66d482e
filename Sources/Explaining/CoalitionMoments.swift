import NumericCore

/// The weighted sums that a linear fit of values by coalitions needs.
///
/// A coalition is read as numbers zᵢ, 1 for a present unit and 0 for an absent one.
struct CoalitionMoments {
  let units: Int
  /// Σ w.
  private(set) var weight = 0.0
  /// Σ w·y.
  private var sum = 0.0
  /// Σ w·y².
  private var squares = 0.0
  /// Σ w·zᵢ·zⱼ for j ≤ i, row after row of a square matrix.
  private var together: [Double]
  /// Σ w·zᵢ·y.
  private var valued: [Double]
  /// The present units of the coalition at hand; its memory is kept.
  private var members: [Int] = []

  init(units: Int) {
    self.units = units
    together = [Double](repeating: 0, count: units * units)
    valued = [Double](repeating: 0, count: units)
  }

  mutating func add(_ coalition: Coalition, weight: Double, value: Double) {
    self.weight += weight
    sum += weight * value
    squares += weight * value * value
    coalition.list(into: &members)
    for place in members.indices {
      let unit = members[place]
      valued[unit] += weight * value
      for other in 0...place { together[unit * units + members[other]] += weight }
    }
  }

  /// The sums about the weighted means of units and values; zeros where no weight was added.
  var centred: Centred {
    var centred = Centred(units: units)
    guard weight > 0 else { return centred }
    centred.meanValue = sum / weight
    centred.spread = max(0, squares - sum * sum / weight)
    for i in 0..<units {
      let present = together[i * units + i]
      centred.means[i] = present / weight
      centred.moment[i] = valued[i] - present * centred.meanValue
      for j in 0...i {
        centred.gram[i, j] = together[i * units + j] - centred.means[i] * together[j * units + j]
      }
    }
    return centred
  }

  /// Sums about the means.
  struct Centred {
    var means: [Double]
    var meanValue = 0.0
    /// Σ w·(zᵢ − z̄ᵢ)·(zⱼ − z̄ⱼ), of which the lower triangle is filled.
    var gram: Matrix
    /// Σ w·(zᵢ − z̄ᵢ)·(y − ȳ).
    var moment: [Double]
    /// Σ w·(y − ȳ)².
    var spread = 0.0

    init(units: Int) {
      means = [Double](repeating: 0, count: units)
      moment = means
      gram = Matrix(rows: units, columns: units)
    }
  }
}
