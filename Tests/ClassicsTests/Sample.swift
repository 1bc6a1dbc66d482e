import NumericCore

/// The items of `Tests/References/classics.py`, drawn in the same order.
struct Sample {
  var features: [[Double]] = []
  var outcomes: [Bool] = []
  var weights: [Double] = []

  init() {
    var generator = SeededGenerator(seed: 7, "classics")
    for _ in 0..<150 {
      let row = [generator.uniform(-2, 2), generator.uniform(-2, 2), generator.uniform(-2, 2)]
      let logit = 0.4 + 1.2 * row[0] - 0.7 * row[1]
      features.append(row)
      outcomes.append(generator.uniform() < 1 / (1 + Double.exp(-logit)))
      weights.append(generator.uniform(0.5, 2))
    }
  }
}
