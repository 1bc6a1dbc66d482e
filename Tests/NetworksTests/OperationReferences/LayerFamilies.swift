import Networks
import Tensors

extension OperationFamily {
  static let layers: [OperationFamily] = [
    OperationFamily([
      "conv2d", "conv2dDepthwise", "conv2dDilation", "conv2dGroups", "conv2dStridePadding",
      "conv2dUneven",
    ]) { _, run in
      let window = Window(height: try axis(run, 0), width: try axis(run, 1))
      return ["y": try convolved(run, run.variable("x"), window)]
    },
    OperationFamily(["conv1d", "conv1dDepthwise", "conv1dDilationGroups"]) { _, run in
      let x = try run.variable("x")
      let row = x.reshaped(Shape(x.shape[0], 1, x.shape[1], x.shape[2]))
      let y = try convolved(run, row, Window(time: axis(run, 0)))
      return ["y": y.reshaped(Shape(y.shape[0], y.shape[2], y.shape[3]))]
    },
    OperationFamily(["maxPool2d", "maxPool2dOverlapping", "maxPool2dPadding"]) { _, run in
      ["y": try run.variable("x").maxPooled(pool(run))]
    },
    OperationFamily([
      "averagePool2d", "averagePool2dOverlapping", "averagePool2dPadding",
    ]) { _, run in
      ["y": try run.variable("x").averagePooled(pool(run))]
    },
    OperationFamily(["layerNorm"]) { _, run in
      [
        "y": try run.variable("x").layerNormalised(
          scale: run.variable("scale"), shift: run.variable("shift"),
          epsilon: Float(run.setting("epsilon")))
      ]
    },
    OperationFamily(["batchNormEvaluation"]) { _, run in
      let moments = ColumnMoments(
        mean: try run.tensor("runningMean"), variance: try run.tensor("runningVariance"))
      return ["y": try batchNormalised(run, "x", by: moments).output]
    },
    OperationFamily(["batchNormTraining"], batchNormTraining),
  ]

  private static func axis(_ run: ReferenceRun, _ index: Int) throws -> AxisWindow {
    AxisWindow(
      try run.integer("kernel", index), stride: try run.integer("stride", index),
      padding: try run.integer("padding", index), dilation: try run.integer("dilation", index))
  }

  private static func convolved(
    _ run: ReferenceRun, _ x: Variable, _ window: Window
  ) throws -> Variable {
    x.convolved(
      Convolution(window, groups: try run.integer("groups")),
      weight: try run.variable("weight"), bias: try run.variable("bias"))
  }

  private static func pool(_ run: ReferenceRun) throws -> Window {
    let axes = try [0, 1].map { index in
      AxisWindow(
        try run.integer("kernel", index), stride: try run.integer("stride", index),
        padding: try run.integer("padding", index))
    }
    return Window(height: axes[0], width: axes[1])
  }

  private static func batchNormalised(
    _ run: ReferenceRun, _ x: String, by moments: ColumnMoments?
  ) throws -> (output: Variable, moments: ColumnMoments) {
    try run.variable(x).batchNormalised(
      by: moments, scale: run.variable("scale"), shift: run.variable("shift"),
      epsilon: Float(run.setting("epsilon")))
  }

  /// Two batches; the running variance takes n / (n − 1) of a batch's, as PyTorch's does.
  private static func batchNormTraining(
    _ name: String, _ run: ReferenceRun
  ) throws -> [String: Variable] {
    var (mean, variance) = (try run.tensor("runningMean"), try run.tensor("runningVariance"))
    let share = Float(try run.setting("momentum"))
    var outputs: [String: Variable] = [:]
    for batch in ["first", "second"] {
      let (output, moments) = try batchNormalised(run, batch, by: nil)
      let rows = Float(output.shape.rows)
      mean.move(towards: moments.mean, share: share)
      variance.move(towards: moments.variance.scaled(by: rows / (rows - 1)), share: share)
      outputs[batch] = output
      outputs[batch + "RunningMean"] = run.tape.constant(mean)
      outputs[batch + "RunningVariance"] = run.tape.constant(variance)
    }
    return outputs
  }
}
