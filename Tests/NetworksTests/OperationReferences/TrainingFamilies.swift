import Networks
import Tensors

extension OperationFamily {
  static let training: [OperationFamily] = [
    OperationFamily([
      "crossEntropy", "crossEntropyIgnored", "crossEntropySmoothed", "crossEntropySmoothedIgnored",
    ]) { _, run in
      [
        "loss": try run.variable("logits").softmaxCrossEntropy(
          run.integers("labels"), smoothing: Float(run.setting("smoothing")),
          ignoring: run.integer("ignored"))
      ]
    },
    OperationFamily(["squaredError"]) { _, run in try regression(run, .square) },
    OperationFamily(["absoluteError"]) { _, run in try regression(run, .absolute) },
    OperationFamily(["huber"]) { _, run in
      try regression(run, .huber(delta: Float(run.setting("delta"))))
    },
    OperationFamily(["ctc"]) { _, run in
      try items(run) { try $0.ctcLoss([$1], lengths: [$2]) }
    },
    OperationFamily(["transducer"]) { _, run in
      try items(run) { try $0.rnnTransducerLoss([$1], lengths: [$2]) }
    },
    OperationFamily(["sgd", "sgdNesterov", "sgdDecay"], sgd),
    OperationFamily(["adamW"], adamW),
    OperationFamily(["movingAverage"]) { _, run in
      let share = Float(1 - (try run.setting("decay")))
      return try after(run, "weights") { $0.move(towards: $1, share: share) }
    },
    OperationFamily(["cosineSchedule"]) { _, run in
      let schedule = Schedules.cosine(
        peak: try run.setting("peak"), warmUp: try run.integer("warmUp"),
        total: try run.integer("total"), floor: try run.setting("floor"))
      let rates = try run.integers("steps").map(schedule)
      return ["rates": run.constant(Shape(rates.count), rates)]
    },
  ]

  private static func regression(
    _ run: ReferenceRun, _ loss: RegressionLoss
  ) throws -> [String: Variable] {
    ["loss": try run.variable("x").regressionLoss(loss, run.tensor("targets").values)]
  }

  /// The loss of each item by itself: those here are means over a batch.
  private static func items(
    _ run: ReferenceRun,
    _ loss: (_ logits: Variable, _ target: [Int], _ length: Int) throws -> Variable
  ) throws -> [String: Variable] {
    let logits = try run.variable("logits")
    let (labels, width) = (try run.integers("labels"), try run.tensor("labels").shape[1])
    let counts = try run.integers("labelLengths")
    let losses = try run.integers("lengths").enumerated().map { item, length in
      let target = Array(labels[item * width..<item * width + counts[item]])
      return try loss(logits.slice(axis: 0, item..<item + 1), target, length).reshaped(Shape(1))
    }
    return ["losses": Variable.concatenated(losses)]
  }

  /// The parameters after a step with each row of an input, one row for each.
  private static func after(
    _ run: ReferenceRun, _ rows: String, _ step: (inout Tensor, Tensor) throws -> Void
  ) throws -> [String: Variable] {
    let all = try run.tensor(rows)
    var parameter = try run.tensor("start")
    let states = try (0..<all.shape[0]).map { row in
      try step(&parameter, all.slice(axis: 0, row..<row + 1).reshaped(parameter.shape))
      return parameter.reshaped(Shape(1, parameter.shape.count))
    }
    return ["after": run.tape.constant(Tensor.concatenated(states, axis: 0))]
  }

  private static func sgd(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    let rule = SGDStep(
      learningRate: Float(try run.setting("rate")), momentum: Float(try run.setting("momentum")),
      nesterov: name == "sgdNesterov", decay: Float(try run.setting("decay")), gradientFactor: 1)
    var velocity = Tensor(repeating: 0, try run.tensor("start").shape)
    return try after(run, "gradients") {
      rule.apply(to: &$0, velocity: &velocity, gradient: $1)
    }
  }

  private static func adamW(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    var first = Tensor(repeating: 0, try run.tensor("start").shape)
    var second = first
    var number = 0
    return try after(run, "gradients") { parameter, gradient in
      number += 1
      AdamWStep(
        learningRate: Float(try run.setting("rate")), beta1: Float(try run.setting("betas", 0)),
        beta2: Float(try run.setting("betas", 1)), epsilon: Float(try run.setting("epsilon")),
        decay: Float(try run.setting("decay")), gradientFactor: 1, step: number
      ).apply(to: &parameter, first: &first, second: &second, gradient: gradient)
    }
  }
}
