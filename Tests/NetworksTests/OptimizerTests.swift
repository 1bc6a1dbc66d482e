import Networks
import NumericCore
import Tensors
import Testing

/// Against PyTorch in float64 (`Tests/References/training.py`): six steps at falling rates on a
/// dense layer whose gradients depend on its weights.
struct OptimizerTests {
  struct Way: CustomTestStringConvertible, Sendable {
    let name: String
    let rule: any UpdateRule

    var testDescription: String { name }
  }

  static let ways: [Way] = [
    Way(name: "sgd", rule: SGD(momentum: 0, clipNorm: nil)),
    Way(name: "sgdMomentum", rule: SGD(momentum: 0.9, decay: 0.1, clipNorm: nil)),
    Way(name: "sgdNesterov", rule: SGD(momentum: 0.9, nesterov: true, decay: 0.1, clipNorm: nil)),
    Way(
      name: "sgdNesterovClipped",
      rule: SGD(momentum: 0.9, nesterov: true, decay: 0.1, clipNorm: 0.5)),
    Way(name: "adamW", rule: AdamW(decay: 0.1, clipNorm: nil)),
    Way(name: "adamWClipped", rule: AdamW(decay: 0.1, clipNorm: 0.5)),
  ]

  /// Six steps are granted 2e-6 of the larger of 1 and the value.
  ///
  /// Float32 carries 6e-8, and each step has sums of a few terms. PyTorch clips to the limit over the norm plus 1e-6, which is within it too.
  static let tolerance = 2e-6

  @Test("Six steps end where PyTorch's do, with the same norms on the way", arguments: ways)
  func sixSteps(_ way: Way) throws {
    let expected = try TrainingReferences.numbers(way.name)
    var norms: [Double] = []
    let model = try Descent.run(way.rule) { _, norm in norms.append(norm) }
    let found = model.numbers + norms
    #expect(found.count == expected.count)
    for (value, reference) in zip(found, expected) {
      #expect(
        abs(value - reference) <= Self.tolerance * max(1, abs(reference)),
        "\(value), not \(reference)")
    }
  }

  @Test("Momentum adds up steps along one direction to 1 / (1 − μ) of the plain step")
  func terminalVelocity() {
    // v ← v/2 + 1 has the limit 2 = 1 / (1 − 1/2); after 30 steps 2 − 2⁻²⁹, which Float32 rounds to 2.
    var (parameter, velocity) = (Tensor(Shape(1), [0]), Tensor(Shape(1), [0]))
    for _ in 0..<30 {
      SGDStep(
        learningRate: 0.25, momentum: 0.5, nesterov: false, decay: 0, gradientFactor: 1
      ).apply(to: &parameter, velocity: &velocity, gradient: Tensor(Shape(1), [1]))
    }
    #expect(velocity.values == [2])
  }

  @Test("Decay is part of SGD's gradient on weights, and leaves biases alone")
  func decay() {
    var generator = SeededGenerator(seed: 1)
    var dense = Dense(2, 1, from: &generator)
    dense.weight.value = Tensor(Shape(2, 1), [1, -2])
    dense.bias.value = Tensor(Shape(1), [3])
    var optimizer = Optimizer(SGD(momentum: 0.5, decay: 0.5), for: &dense)
    for _ in 0..<2 {
      let tape = Tape(.gradients)
      let loss = tape.constant(Tensor(1))
      #expect(optimizer.step(&dense, tape.gradients(of: loss), learningRate: 0.5) == 0)
    }
    // v₁ = w/2, w₁ = 3w/4; v₂ = w/4 + 3w/8 = 5w/8, w₂ = 3w/4 − 5w/16 = 7w/16.
    #expect(dense.bias.value.values == [3])
    #expect(dense.weight.value.values == [0.4375, -0.875])
  }

  @Test("A copy of an optimiser goes its own way and both end alike")
  func copies() throws {
    var model = SmallNetwork(seed: 1)
    var optimizer = Optimizer(SGD(), for: &model)
    let examples = SmallNetwork.examples(8, seed: 2)
    func step(_ model: inout SmallNetwork, _ optimizer: inout Optimizer) throws {
      let tape = Tape(.gradients)
      let loss = try model.loss(examples, on: tape)
      optimizer.step(&model, tape.gradients(of: loss), learningRate: 0.1)
    }
    try step(&model, &optimizer)
    var (copy, copied) = (model, optimizer)
    for _ in 0..<3 { try step(&model, &optimizer) }
    for _ in 0..<3 { try step(&copy, &copied) }
    #expect(try bits(of: model) == bits(of: copy))
    #expect(copied.steps == 4)
  }

  @Test("A network learns to a plateau with SGD, the same bit for bit from the same seed")
  func trainsWithSGD() throws {
    func run() throws -> ([String: [UInt32]], TrainingOutcome) {
      var model = TrainerTests.ExclusiveOr(seed: 11)
      let trainer = Trainer(
        seed: 5, batchSize: 8, maximumSteps: 5000, patience: 5, minimumDelta: 1e-4, drops: 2,
        schedule: Schedules.constant(0.2), optimizer: SGD(momentum: 0.9, nesterov: true))
      let outcome = try trainer.train(
        &model, examples: 32, batchLoss: { try $0.loss($1, $2) },
        validationLoss: { try $0.validationLoss() })
      return (try bits(of: model), outcome)
    }
    let (first, second) = (try run(), try run())
    #expect(first.0 == second.0)
    #expect(first.1 == second.1)
    #expect(first.1.reachedPlateau)
    #expect(first.1.bestValidationLoss < 0.01)
  }
}

/// The dense layer of `Tests/References/training.py` and its six steps.
struct Descent {
  var dense: Dense

  /// Weights, then biases.
  var numbers: [Double] { (dense.weight.value.values + dense.bias.value.values).map(Double.init) }

  static func run(
    _ rule: any UpdateRule, after: (Dense, _ norm: Double) throws -> Void
  ) throws -> Descent {
    var generator = SeededGenerator(seed: 1)
    var dense = Dense(3, 2, from: &generator)
    dense.weight.value = try TrainingReferences.tensor("weight", Shape(3, 2))
    dense.bias.value = try TrainingReferences.tensor("bias", Shape(2))
    let inputs = try TrainingReferences.numbers("inputs").map { Float($0) }
    let factors = try TrainingReferences.numbers("factors").map { Float($0) }
    var optimizer = Optimizer(rule, for: &dense)
    for step in 0..<6 {
      let tape = Tape(.gradients)
      let x = tape.constant(Tensor(Shape(1, 3), Array(inputs[3 * step..<3 * step + 3])))
      let factor = tape.constant(Tensor(Shape(1, 2), Array(factors[2 * step..<2 * step + 2])))
      let y = dense(x)
      let norm = optimizer.step(
        &dense, tape.gradients(of: (y * y * factor).sum()),
        learningRate: 0.05 / Double(1 + step))
      try after(dense, norm)
    }
    return Descent(dense: dense)
  }
}
