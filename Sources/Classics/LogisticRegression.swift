package import NumericCore

/// Logistic regression with an L2 penalty.
///
/// Minimises −Σ wᵢ·log-likelihoodᵢ + (penalty / 2)·|β|², the intercept unpenalised (scikit-learn's
/// C is 1 / `penalty`), by Newton's method, that is iteratively reweighted least squares (McCullagh
/// & Nelder 1989, §2.5), with step halving.
package struct LogisticRegression: Codable, Sendable, Equatable {
  /// How a regression is fitted.
  package struct Options: Codable, Sendable, Equatable {
    /// The weight of the squared coefficients; at least 0.
    package var penalty = 1.0
    /// Done where no step exceeds this, in units of the coefficients.
    package var tolerance = 1e-8
    package var maximumIterations = 100
    /// Whether to drop, one at a time, the predictor with the most negative coefficient, and refit.
    ///
    /// A scorecard's weights of evidence all point to risk: a negative coefficient says that the
    /// predictor only corrects another, and it gives reasons that no one can explain.
    package var dropsNegative = false

    package init() {}
  }

  package let intercept: Double
  /// One a column; exactly 0 for a dropped one.
  package let coefficients: [Double]
  /// The columns dropped for their sign, in the order they went.
  package let dropped: [Int]
  /// Newton steps of the last fit.
  package let iterations: Int
  package let converged: Bool

  package init(
    intercept: Double, coefficients: [Double], dropped: [Int] = [], iterations: Int = 0,
    converged: Bool = true
  ) {
    self.intercept = intercept
    self.coefficients = coefficients
    self.dropped = dropped
    self.iterations = iterations
    self.converged = converged
  }

  /// The log-odds of the event; `features` has one value a coefficient.
  package func logit(_ features: some Collection<Double>) -> Double {
    var sum = intercept
    for (coefficient, feature) in zip(coefficients, features) { sum += coefficient * feature }
    return sum
  }

  /// The probability of the event.
  package func probability(_ features: some Collection<Double>) -> Double {
    Double.logistic(logit(features))
  }

  /// Fits to items × features; `onIteration` is shown the regression after every Newton step.
  ///
  /// - Throws: ``ClassicsError`` where there are no items, all of them have one outcome, lengths
  ///   differ, a value is not finite, or columns are dependent and unpenalised. Not converging
  ///   within the iterations is no error; it is on the result.
  package static func fit(
    features: Matrix, outcomes: [Bool], weights: [Double]? = nil, options: Options = Options(),
    onIteration: ((LogisticRegression) -> Void)? = nil
  ) throws(ClassicsError) -> LogisticRegression {
    try check(features, outcomes, weights, options)
    var kept = Array(0..<features.columns)
    var dropped: [Int] = []
    while true {
      var newton = Newton(
        design: features.selectingColumns(kept), outcomes: outcomes, weights: weights)
      try newton.run(options) { newton in
        onIteration?(
          LogisticRegression(newton, kept: kept, dropped: dropped, columns: features.columns))
      }
      let fitted = Array(newton.coefficients.dropFirst())
      if options.dropsNegative,
        let worst = fitted.indices.min(by: { fitted[$0] < fitted[$1] }), fitted[worst] < 0
      {
        dropped.append(kept.remove(at: worst))
        continue
      }
      return LogisticRegression(newton, kept: kept, dropped: dropped, columns: features.columns)
    }
  }

  private init(_ newton: Newton, kept: [Int], dropped: [Int], columns: Int) {
    var coefficients = [Double](repeating: 0, count: columns)
    for (column, coefficient) in zip(kept, newton.coefficients.dropFirst()) {
      coefficients[column] = coefficient
    }
    self.init(
      intercept: newton.coefficients[0], coefficients: coefficients, dropped: dropped,
      iterations: newton.iterations, converged: newton.converged)
  }

  private static func check(
    _ features: Matrix, _ outcomes: [Bool], _ weights: [Double]?, _ options: Options
  ) throws(ClassicsError) {
    try ClassicsError.check(items: features.rows, outcomes: outcomes)
    if let weights, weights.count != outcomes.count {
      throw ClassicsError(
        code: .lengthMismatch, message: "\(outcomes.count) items have \(weights.count) weights")
    }
    if let wrong = weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw ClassicsError(
        code: .outOfRange, message: "a weight is finite and at least 0, not \(wrong)")
    }
    if let place = features.elements.firstIndex(where: { !$0.isFinite }) {
      let (row, column) = place.quotientAndRemainder(dividingBy: features.columns)
      throw ClassicsError(
        code: .outOfRange,
        message: "row \(row), column \(column): \(features.elements[place]) is not finite")
    }
    guard options.penalty >= 0, options.penalty.isFinite else {
      throw ClassicsError(
        code: .outOfRange, message: "a penalty is finite and at least 0, not \(options.penalty)")
    }
    // Items that weigh nothing bring no class.
    if let weights {
      let weighed = zip(outcomes, weights).filter { $1 > 0 }.map(\.0)
      try ClassicsError.check(items: weighed.count, outcomes: weighed)
    }
  }
}

/// Newton's iteration for one set of columns.
private struct Newton {
  let design: Matrix
  let outcomes: [Bool]
  let weights: [Double]?
  /// The intercept, then one a column.
  var coefficients: [Double]
  var iterations = 0
  var converged = false

  init(design: Matrix, outcomes: [Bool], weights: [Double]?) {
    self.design = design
    self.outcomes = outcomes
    self.weights = weights
    coefficients = Array(repeating: 0, count: design.columns + 1)
    // The base rate's log-odds: where no column helps, this is the answer already.
    var mass = (positive: 0.0, total: 0.0)
    for (row, outcome) in outcomes.enumerated() {
      let weight = weights?[row] ?? 1
      mass.total += weight
      if outcome { mass.positive += weight }
    }
    coefficients[0] = Double.log(mass.positive / (mass.total - mass.positive))
  }

  mutating func run(
    _ options: LogisticRegression.Options, onIteration: (Newton) -> Void
  ) throws(ClassicsError) {
    var objective = objective(at: coefficients, penalty: options.penalty)
    while iterations < options.maximumIterations, !converged {
      iterations += 1
      let step = try step(penalty: options.penalty)
      var scale = 1.0
      while true {
        let candidate = zip(coefficients, step).map { $0 + scale * $1 }
        let reached = self.objective(at: candidate, penalty: options.penalty)
        // Near the minimum a good step changes the objective by less than its rounding does, so
        // that much is no reason to halve it; below 2⁻³⁰ of a step nothing is left to win.
        if reached <= objective + 1e-13 * abs(objective) || scale < 0x1p-30 {
          coefficients = candidate
          objective = reached
          break
        }
        scale /= 2
      }
      converged = step.allSatisfy { abs($0) <= options.tolerance }
      onIteration(self)
    }
  }

  /// H⁻¹·(−∇): the Newton step at the present coefficients.
  private func step(penalty: Double) throws(ClassicsError) -> [Double] {
    let width = design.columns + 1
    var hessian = [Double](repeating: 0, count: width * width)
    var gradient = [Double](repeating: 0, count: width)
    let elements = design.elements
    var features = [Double](repeating: 1, count: width)
    for row in 0..<design.rows {
      let start = row * design.columns
      var logit = coefficients[0]
      for column in 0..<design.columns {
        features[column + 1] = elements[start + column]
        logit += coefficients[column + 1] * elements[start + column]
      }
      let probability = Double.logistic(logit)
      let weight = weights?[row] ?? 1
      let residual = weight * ((outcomes[row] ? 1 : 0) - probability)
      let curvature = weight * probability * (1 - probability)
      for i in 0..<width {
        gradient[i] += residual * features[i]
        let scaled = curvature * features[i]
        for j in 0...i { hessian[i * width + j] += scaled * features[j] }
      }
    }
    for j in 1..<max(width, 1) {
      gradient[j] -= penalty * coefficients[j]
      hessian[j * width + j] += penalty
    }
    do {
      return try CholeskyFactor(of: Matrix(rows: width, columns: width, elements: hessian))
        .solve(gradient)
    } catch {
      throw ClassicsError(
        code: .singular,
        message: """
          the columns are dependent or separate the outcomes, and the penalty \(penalty) does not \
          hold them: \(error)
          """)
    }
  }

  private func objective(at coefficients: [Double], penalty: Double) -> Double {
    let elements = design.elements
    var total = 0.0
    for row in 0..<design.rows {
      var logit = coefficients[0]
      for column in 0..<design.columns {
        logit += coefficients[column + 1] * elements[row * design.columns + column]
      }
      // −log-likelihood = softplus(∓logit), written so that no exponential overflows.
      let signed = outcomes[row] ? -logit : logit
      total += (weights?[row] ?? 1) * (max(signed, 0) + Double.log1p(Double.exp(-abs(signed))))
    }
    return total + penalty / 2 * coefficients.dropFirst().reduce(0) { $0 + $1 * $1 }
  }
}
