import Networks
import Tensors
import Testing

struct LatticeLossTests {
  private let logits = Tensor(
    Shape(1, 4, 3), [0.5, -1, 2, 1, 0.25, -0.5, 0, 1.5, -2, 0.75, -0.25, 1])

  @Test("Every tape has the same loss, which is the tensor's rounded to Float32")
  func tapes() throws {
    let ctc = Float(try logits.ctcLoss([[1, 2]]))
    let joint = logits.reshaped(Shape(1, 2, 2, 3))
    let transducer = Float(try joint.transducerLoss([[2]]))
    for mode in [Tape.Mode.inference, .gradients] {
      let tape = Tape(mode)
      for variable in [tape.input(logits), tape.constant(logits)] {
        #expect(try variable.ctcLoss([[1, 2]]).value == Tensor(ctc))
        let joint = variable.reshaped(joint.shape)
        #expect(try joint.rnnTransducerLoss([[2]]).value == Tensor(transducer))
      }
    }
  }

  @Test("A loss that is one of several has its gradient scaled")
  func scaled() throws {
    let tape = Tape(.gradients)
    let input = tape.input(logits)
    let joint = input.reshaped(Shape(1, 2, 2, 3))
    let sum = try input.ctcLoss([[1, 2]]) * 0.5 + joint.rnnTransducerLoss([[2]]) * 2
    let ctc = try logits.ctcLossAndGradient([[1, 2]]).gradient
    let transducer = try joint.value.transducerLossAndGradient([[2]]).gradient
    let expected = ctc.scaled(by: 0.5)
      .combined(.add, transducer.scaled(by: 2).reshaped(logits.shape))
    // Powers of two are exact, and so the sum is rounded once on both sides.
    #expect(tape.gradients(of: sum).of(input) == expected)
  }

  @Test("A loss beyond Float32 is its largest number")
  func largest() throws {
    let tape = Tape(.inference)
    let extreme = Float.greatestFiniteMagnitude
    let wrong = tape.constant(Tensor(Shape(1, 1, 2), [extreme, -extreme]))
    #expect(try wrong.ctcLoss([[1]]).value == Tensor(extreme))
  }
}
