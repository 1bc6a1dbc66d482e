import Networks
import Tensors
import Testing

/// Against PyTorch in float64 (`Tests/References/operations.json`, batchNormTraining and
/// batchNormEvaluation), with the tolerance of `OperationReferenceTests`.
struct RunningMomentTests {
  private func layer(_ run: ReferenceRun) throws -> BatchNorm {
    var layer = BatchNorm(5, epsilon: 1e-5, momentum: 0.1)
    layer.scale.value = try run.tensor("scale")
    layer.shift.value = try run.tensor("shift")
    layer.runningMean.value = try run.tensor("runningMean")
    layer.runningVariance.value = try run.tensor("runningVariance")
    return layer
  }

  private func differs(_ found: Tensor, _ reference: OperationReference, _ name: String) -> Bool {
    guard let expected = reference.outputs[name] else { return true }
    return found.shape.array != expected.shape
      || zip(found.values, expected.values).contains {
        abs(Double($0) - $1) > OperationReferenceTests.tolerance * max(1, abs($1))
      }
  }

  @Test("A training step moves the running moments, and another one further")
  func training() throws {
    let reference = try OperationReference.named("batchNormTraining")
    let run = ReferenceRun(reference)
    var layer = try layer(run)
    var optimizer = Optimizer(SGD(momentum: 0), for: &layer)
    for batch in ["first", "second"] {
      let tape = Tape(.training(seed: 1))
      let output = layer(tape.constant(try run.tensor(batch)))
      #expect(!differs(output.value, reference, batch))
      // A rate of zero leaves scale and shift as they are.
      optimizer.step(&layer, tape.gradients(of: output.sum()), learningRate: 0)
      #expect(!differs(layer.runningMean.value, reference, batch + "RunningMean"))
      #expect(!differs(layer.runningVariance.value, reference, batch + "RunningVariance"))
    }
    #expect(try layer.scale.value == run.tensor("scale"))
  }

  @Test(
    "On other tapes the running moments normalise, and stay",
    arguments: [Tape.Mode.inference, .gradients])
  func evaluation(_ mode: Tape.Mode) throws {
    let reference = try OperationReference.named("batchNormEvaluation")
    let run = ReferenceRun(reference)
    var layer = try layer(run)
    layer.numberParameters()
    let output = layer(Tape(mode).constant(try run.tensor("x")))
    #expect(!differs(output.value, reference, "y"))
    #expect(try layer.runningMean.value == run.tensor("runningMean"))
  }

  @Test("One row alone is brought to zero, and moves the running mean only")
  func oneRow() {
    var layer = BatchNorm(2, momentum: 0.5)
    var optimizer = Optimizer(SGD(momentum: 0), for: &layer)
    let tape = Tape(.training(seed: 1))
    let output = layer(tape.constant(Tensor(Shape(1, 2), [3, -4])))
    #expect(output.value.values == [0, 0])
    optimizer.step(&layer, tape.gradients(of: output.sum()), learningRate: 0)
    #expect(layer.runningMean.value.values == [1.5, -2])
    #expect(layer.runningVariance.value.values == [1, 1])
  }
}
