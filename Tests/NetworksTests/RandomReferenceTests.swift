import Tensors
import Testing

struct RandomReferenceTests {
  @Test("Uniform numbers are SplitMix64's in whole numbers of any size, bit for bit")
  func uniform() throws {
    // Tests/References/training.py, with Python's whole numbers.
    #expect(
      try Tensor(uniform: Shape(37), limit: 0.25, seed: 7).values
        == TrainingReferences.numbers("uniform").map { Float($0) })
    #expect(
      try Tensor(uniform: Shape(2, 4), limit: 1, seed: 1 << 63 + 5, stream: 3).values
        == TrainingReferences.numbers("uniformStream").map { Float($0) })
  }
}
