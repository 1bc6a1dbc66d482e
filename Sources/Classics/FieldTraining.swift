package import NumericCore

extension ConditionalRandomField {
  /// A sequence with its tags.
  package struct Example: Sendable {
    /// For each step the numbers of its features.
    package var features: [[Int32]]
    package var tags: [Int]

    package init(features: [[Int32]], tags: [Int]) {
      self.features = features
      self.tags = tags
    }
  }

  /// How a field is trained.
  package struct Options: Codable, Sendable, Equatable {
    /// The standard deviation of the Gaussian prior of each weight; smaller keeps them smaller.
    package var deviation: Double
    /// The rate of the first step.
    package var rate: Double
    /// Training is done when an epoch lowers the objective by less than this share of it.
    package var tolerance: Double
    package var maximumEpochs: Int

    package init(
      deviation: Double = 3, rate: Double = 0.2, tolerance: Double = 0.01, maximumEpochs: Int = 60
    ) {
      self.deviation = deviation
      self.rate = rate
      self.tolerance = tolerance
      self.maximumEpochs = maximumEpochs
    }
  }

  /// What a training came to.
  package struct Outcome: Sendable {
    /// Sequences that were stepped on.
    package var steps: Int
    package var epochs: Int
    /// Whether the objective stopped falling before the epochs ended.
    package var reachedPlateau: Bool
  }

  /// Trains by stochastic gradient descent on Σ −log p(y | x) + ‖w‖² / 2σ².
  ///
  /// Steps of η / (1 + η λ t) with λ = 1 / (σ² n), the decay taken into one factor of all weights
  /// (Bottou 2010, "Large-Scale Machine Learning with Stochastic Gradient Descent", section 4).
  /// `onEpoch` is shown the field after each epoch.
  package mutating func fit(
    _ examples: [Example], options: Options, generator: SeededGenerator,
    onEpoch: ((ConditionalRandomField) -> Void)? = nil
  ) -> Outcome {
    var generator = generator
    var outcome = Outcome(steps: 0, epochs: 0, reachedPlateau: false)
    let decay = 1 / (options.deviation * options.deviation * Double(max(examples.count, 1)))
    var before = Double.infinity
    while outcome.epochs < options.maximumEpochs && !outcome.reachedPlateau {
      var factor = 1.0
      var loss = 0.0
      for example in generator.permutation(examples.count) {
        let rate = options.rate / (1 + options.rate * decay * Double(outcome.steps))
        factor *= 1 - rate * decay
        loss += step(examples[example], rate: rate, factor: Float(factor))
        outcome.steps += 1
      }
      rescale(Float(factor))
      outcome.epochs += 1
      onEpoch?(self)
      // The loss is that of each example before its step, so one epoch's sum is behind by half of it.
      let objective = loss + 0.5 * decay * Double(examples.count) * squares
      outcome.reachedPlateau = before - objective < options.tolerance * objective
      before = objective
    }
    return outcome
  }

  /// One step against the gradient of −log p(y | x): expected less actual counts of each weight.
  ///
  /// The weights proper are these times `factor`, transitions are not.
  ///
  /// - Returns: −log p(y | x) before the step.
  package mutating func step(_ example: Example, rate: Double, factor: Float = 1) -> Double {
    guard !example.tags.isEmpty else { return 0 }
    let lattice = TagLattice(self, example.features, factor: factor)
    let loss = -lattice.logProbability(of: example.tags, self)
    let rate = Float(rate)
    for (step, tag) in example.tags.enumerated() {
      var share = lattice.marginals(step)
      share[tag] -= 1
      if step == 0 { for tag in 0..<tags { start[tag] -= rate * share[tag] } }
      for tag in 0..<tags { share[tag] *= rate / factor }
      for feature in example.features[step] {
        let first = Int(feature) * tags
        for tag in 0..<tags { weights[first + tag] -= share[tag] }
      }
      guard step + 1 < example.tags.count else { continue }
      lattice.addPairs(step, times: -rate, to: &transitions)
      transitions[tag * tags + example.tags[step + 1]] += rate
    }
    return loss
  }

  private mutating func rescale(_ factor: Float) {
    for place in weights.indices { weights[place] *= factor }
  }

  private var squares: Double { weights.reduce(0) { $0 + Double($1 * $1) } }
}
