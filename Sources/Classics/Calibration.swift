import NumericCore

/// Platt's sigmoid calibration: P(event | score) = 1 / (1 + e^(slope·score + offset)).
///
/// Platt 1999, fitted by Newton's method with backtracking and with Platt's smoothed targets, after
/// Lin, Lin & Weng 2007, "A note on Platt's probabilistic outputs", algorithm 1.
package struct PlattCalibration: Codable, Sendable, Equatable {
  /// Negative where a higher score means the event is likelier.
  package let slope: Double
  package let offset: Double
  package let iterations: Int
  package let converged: Bool

  /// The calibration that takes a score for the log-odds that it says it is.
  package static let none = PlattCalibration(slope: -1, offset: 0, iterations: 0, converged: true)

  package func probability(_ score: Double) -> Double {
    Double.logistic(logOdds(score))
  }

  /// The log-odds of the event.
  package func logOdds(_ score: Double) -> Double { -(slope * score + offset) }

  /// Fits to scores that were not used to train what gave them.
  ///
  /// - Throws: ``ClassicsError`` where there are no items, lengths differ, all have one outcome, or a
  ///   score is not finite.
  package static func fit(
    scores: [Double], outcomes: [Bool], maximumIterations: Int = 100
  ) throws(ClassicsError) -> PlattCalibration {
    try ClassicsError.check(items: scores.count, outcomes: outcomes)
    try ClassicsError.check(finite: scores)
    let positives = Double(outcomes.count { $0 })
    let negatives = Double(outcomes.count) - positives
    // A uniform prior over the label's own noise keeps targets off 0 and 1 (Platt 1999, eq. 7).
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (negatives + 2)
    var fit = PlattFit(
      scores: scores, targets: outcomes.map { $0 ? high : low },
      offset: Double.log((negatives + 1) / (positives + 1)))
    var iterations = 0
    var converged = false
    while iterations < maximumIterations, !converged {
      iterations += 1
      converged = fit.step()
    }
    return PlattCalibration(
      slope: fit.slope, offset: fit.offset, iterations: iterations, converged: converged)
  }
}

/// Newton's iteration of Platt's calibration.
private struct PlattFit {
  let scores: [Double]
  let targets: [Double]
  var slope = 0.0
  var offset: Double

  init(scores: [Double], targets: [Double], offset: Double) {
    self.scores = scores
    self.targets = targets
    self.offset = offset
  }

  /// Takes one step; true where the gradient was nil already or no step goes down.
  mutating func step() -> Bool {
    // The ridge of 1e−12 keeps the 2 × 2 Hessian invertible (Lin et al., §3).
    var h11 = 1e-12
    var h22 = 1e-12
    var h21 = 0.0
    var g1 = 0.0
    var g2 = 0.0
    for (score, target) in zip(scores, targets) {
      let p = Double.logistic(-(slope * score + offset))
      let curvature = p * (1 - p)
      h11 += score * score * curvature
      h22 += curvature
      h21 += score * curvature
      g1 += score * (target - p)
      g2 += target - p
    }
    if abs(g1) < 1e-9 && abs(g2) < 1e-9 { return true }
    let determinant = h11 * h22 - h21 * h21
    let alongSlope = -(h22 * g1 - h21 * g2) / determinant
    let alongOffset = -(h11 * g2 - h21 * g1) / determinant
    let descent = g1 * alongSlope + g2 * alongOffset
    let before = objective(slope, offset)
    var scale = 1.0
    while scale >= 1e-10 {
      let reached = (slope + scale * alongSlope, offset + scale * alongOffset)
      if objective(reached.0, reached.1) < before + 1e-4 * scale * descent {
        (slope, offset) = reached
        return false
      }
      scale /= 2
    }
    return true
  }

  private func objective(_ slope: Double, _ offset: Double) -> Double {
    zip(scores, targets).reduce(0) { sum, item in
      let z = slope * item.0 + offset
      let softplus = Double.log1p(Double.exp(-abs(z)))
      return sum + (z >= 0 ? item.1 * z : (item.1 - 1) * z) + softplus
    }
  }
}

/// Isotonic calibration: the best rising function of the score in least squares.
///
/// Pool adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002 for calibration). Between knots
/// it is linear, beyond them constant, as scikit-learn's `out_of_bounds="clip"`.
package struct IsotonicCalibration: Codable, Sendable, Equatable {
  /// Scores, strictly ascending.
  package let knots: [Double]
  /// The probability at each knot, never falling, in 0…1.
  package let values: [Double]

  /// The probability of the event; NaN only where a decoded calibration has no knots.
  package func probability(_ score: Double) -> Double {
    guard let first = knots.first, let last = knots.last, let lowest = values.first,
      let highest = values.last
    else { return .nan }
    if score <= first { return lowest }
    if score >= last { return highest }
    var low = 0
    var high = knots.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle] <= score { low = middle } else { high = middle }
    }
    let along = (score - knots[low]) / (knots[high] - knots[low])
    return values[low] + along * (values[high] - values[low])
  }

  /// Fits to scores that were not used to train what gave them.
  ///
  /// - Throws: ``ClassicsError`` where there are no items, lengths differ, all have one outcome, or a
  ///   score is not finite.
  package static func fit(
    scores: [Double], outcomes: [Bool]
  ) throws(ClassicsError) -> IsotonicCalibration {
    try ClassicsError.check(items: scores.count, outcomes: outcomes)
    try ClassicsError.check(finite: scores)
    var blocks: [Block] = []
    for index in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      let event = outcomes[index] ? 1.0 : 0
      if let last = blocks.last, last.upper == scores[index] {
        // Equal scores are one point: a function cannot give them two values.
        blocks[blocks.count - 1].events += event
        blocks[blocks.count - 1].count += 1
      } else {
        blocks.append(Block(lower: scores[index], upper: scores[index], events: event, count: 1))
      }
    }
    var pooled: [Block] = []
    for block in blocks {
      pooled.append(block)
      while pooled.count > 1, pooled[pooled.count - 2].mean >= pooled[pooled.count - 1].mean {
        let last = pooled.removeLast()
        pooled[pooled.count - 1].take(last)
      }
    }
    // A block of several points is flat between its first and last.
    let ends = pooled.flatMap { block in
      block.lower == block.upper
        ? [(block.lower, block.mean)] : [(block.lower, block.mean), (block.upper, block.mean)]
    }
    return IsotonicCalibration(knots: ends.map(\.0), values: ends.map(\.1))
  }
}

/// A run of points with one fitted value.
private struct Block {
  let lower: Double
  var upper: Double
  var events: Double
  var count: Double

  var mean: Double { events / count }

  mutating func take(_ next: Block) {
    upper = next.upper
    events += next.events
    count += next.count
  }
}

extension ClassicsError {
  /// Throws where a score is NaN or infinite.
  fileprivate static func check(finite scores: [Double]) throws(ClassicsError) {
    guard let row = scores.firstIndex(where: { !$0.isFinite }) else { return }
    throw ClassicsError(
      code: .outOfRange, message: "row \(row): a score is finite, not \(scores[row])")
  }
}
