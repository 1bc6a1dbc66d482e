import Networks
import NetworksBenchmark
import NumericCore
import Tensors
import Testing

@Suite("The networks of the benchmark")
struct SubjectTests {
  // Multiply-adds of the products forward, times 3 for both gradients, times 2 operations; less the
  // product for the gradient by the data.
  //   mlp: 256 rows of 24·64 + 64·64 + 64 = 5 696; less 256·24·64 = 393 216.
  //   cnn: 64 images: 32·32·9·16 = 147 456, 16·16·144·32 = 1 179 648, 2048·64 + 64·4 = 131 328; less
  //     64·147 456 = 9 437 184.
  //   gru: 3 200 frames of 40·384 + 128·384 + 128·12 = 66 048; less 3 200·40·384 = 49 152 000.
  //   transformer: 640 tokens: encoder layer 4·128² + 2·128·256 = 131 072, decoder layer 196 608, two
  //     of each 655 360, output 64 000; six attentions of 2·32·20·20·128 = 3 276 800.
  @Test(
    "The operations of a training step are those of its products",
    arguments: [
      (PerceptronSubject.trainingOperations, 7_962_624.0),
      (ConvolutionSubject.trainingOperations, 541_163_520),
      (RecurrentSubject.trainingOperations, 1_169_817_600),
      (TransformerSubject.trainingOperations, 2_880_307_200),
    ] as [(Double, Double)])
  func operations(counted: Double, expected: Double) {
    #expect(counted == expected)
  }

  // The uniform guess: ln 2 of two classes, ln 4 of four, ln 500 of 500 words; weights are drawn so
  // that logits are of the size 1, which adds less than 1 to it. CTC sums over all 6 labels' ways.
  @Test("A training step's loss is near that of a uniform guess, and the data is the seed's")
  func losses() throws {
    #expect(abs(try loss(PerceptronSubject.self) - 0.693) < 0.5)
    #expect(abs(try loss(ConvolutionSubject.self) - 1.386) < 1)
    #expect(abs(try loss(TransformerSubject.self) - 6.215) < 1)
    let recurrent = try loss(RecurrentSubject.self)
    #expect(recurrent > 0 && recurrent.isFinite)
    #expect(try loss(RecurrentSubject.self) == recurrent)
  }

  private func loss<Side: Subject>(_: Side.Type) throws -> Float {
    var generator = SeededGenerator(seed: 1)
    let subject = Side(from: &generator)
    return try subject.loss(subject.model, on: Tape(.inference)).value.scalar
  }
}
