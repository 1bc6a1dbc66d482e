import NumericCore

/// One-vs-rest linear support vector machines over sparse vectors.
///
/// The margin of a class is w·x + b.
package struct LinearClassifier: Sendable {
  /// How the machines are trained.
  package struct Options: Codable, Sendable, Equatable {
    /// C: what a margin below 1 costs.
    package var cost: Double
    /// The largest violation of optimality at which a machine is done.
    package var tolerance: Double
    package var maximumIterations: Int

    package init(cost: Double = 1, tolerance: Double = 0.01, maximumIterations: Int = 300) {
      self.cost = cost
      self.tolerance = tolerance
      self.maximumIterations = maximumIterations
    }
  }

  package let classes: Int
  package let features: Int
  /// The weights class by class, its bias last, `[classes · (features + 1)]`.
  package var weights: [Float]
  /// Passes over the examples, all machines together.
  package let iterations: Int
  /// Whether every machine came within the tolerance.
  package let converged: Bool

  package init(
    classes: Int, features: Int, weights: [Float], iterations: Int = 0, converged: Bool = true
  ) {
    self.classes = classes
    self.features = features
    self.weights = weights
    self.iterations = iterations
    self.converged = converged
  }

  /// The margin of each class.
  package func margins(_ x: SparseVector) -> [Double] {
    (0..<classes).map { row in
      let start = row * (features + 1)
      var sum = weights[start + features]
      for (feature, value) in zip(x.features, x.values) {
        sum += weights[start + Int(feature)] * value
      }
      return Double(sum)
    }
  }

  /// The weight of a feature for a class.
  package func weight(_ row: Int, _ feature: Int) -> Float {
    weights[row * (features + 1) + feature]
  }

  /// Trains a machine for each class against the rest.
  ///
  /// The labels lie below `classes`, the features of the examples below `features`; the seed draws the
  /// order in which examples are visited.
  package static func fit(
    _ examples: [SparseVector], labels: [Int], classes: Int, features: Int,
    options: Options = Options(), seed: UInt64
  ) -> LinearClassifier {
    var weights: [Float] = []
    weights.reserveCapacity(classes * (features + 1))
    var iterations = 0
    var converged = true
    for row in 0..<classes {
      var machine = DualDescent(
        examples, signs: labels.map { $0 == row ? 1 : -1 }, features: features, options: options)
      let passes = machine.run(SeededGenerator(seed: seed, "machine", row))
      iterations += passes
      converged = converged && machine.converged
      weights += machine.weights
    }
    return LinearClassifier(
      classes: classes, features: features, weights: weights, iterations: iterations,
      converged: converged)
  }
}

/// Dual coordinate descent for the squared hinge loss, with shrinking.
///
/// Hsieh, Chang, Lin, Keerthi & Sundararajan 2008, "A Dual Coordinate Descent Method for Large-scale
/// Linear SVM", algorithms 1 and 3: min ½‖w‖² + C Σ max(0, 1 − yᵢ w·xᵢ)². The bias is the weight of a
/// feature that is 1 everywhere.
private struct DualDescent {
  private let examples: [SparseVector]
  private let signs: [Float]
  private let options: LinearClassifier.Options
  private let features: Int
  private var alphas: [Float]
  /// The weights, the bias last, `[features + 1]`.
  private(set) var weights: [Float]
  private(set) var converged = false

  init(
    _ examples: [SparseVector], signs: [Float], features: Int,
    options: LinearClassifier.Options
  ) {
    self.examples = examples
    self.signs = signs
    self.options = options
    self.features = features
    alphas = [Float](repeating: 0, count: examples.count)
    weights = [Float](repeating: 0, count: features + 1)
  }

  /// Descends, and returns the number of passes.
  mutating func run(_ generator: SeededGenerator) -> Int {
    var generator = generator
    let diagonal = Float(0.5 / options.cost)
    let norms = examples.map { x in x.values.reduce(1 + diagonal) { $0 + $1 * $1 } }
    var active = Array(examples.indices)
    var bound = Float.infinity
    for pass in 0..<options.maximumIterations {
      generator.shuffle(&active)
      var (largest, smallest) = (-Float.infinity, Float.infinity)
      var kept: [Int] = []
      kept.reserveCapacity(active.count)
      for example in active {
        let gradient = signs[example] * product(example) - 1 + diagonal * alphas[example]
        var projected = gradient
        if alphas[example] == 0 {
          if gradient > bound { continue }
          projected = min(gradient, 0)
        }
        kept.append(example)
        largest = max(largest, projected)
        smallest = min(smallest, projected)
        guard abs(projected) > 1e-12 else { continue }
        let before = alphas[example]
        alphas[example] = max(before - gradient / norms[example], 0)
        add((alphas[example] - before) * signs[example], example)
      }
      if largest - smallest <= Float(options.tolerance) {
        if kept.count == examples.count {
          converged = true
          return pass + 1
        }
        // What was shrunk is looked at once more before the end.
        kept = Array(examples.indices)
        bound = .infinity
      } else {
        bound = largest <= 0 ? .infinity : largest
      }
      active = kept
    }
    return options.maximumIterations
  }

  private func product(_ example: Int) -> Float {
    let x = examples[example]
    var sum = weights[features]
    for place in x.features.indices { sum += weights[Int(x.features[place])] * x.values[place] }
    return sum
  }

  private mutating func add(_ factor: Float, _ example: Int) {
    let x = examples[example]
    for place in x.features.indices {
      weights[Int(x.features[place])] += factor * x.values[place]
    }
    weights[features] += factor
  }
}
