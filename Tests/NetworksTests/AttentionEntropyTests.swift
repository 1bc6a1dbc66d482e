import Networks
import NumericCore
import Tensors
import Testing

struct AttentionEntropyTests {
  @Test("Attention entropy is PyTorch's, with every key visible and under a causal mask")
  func attentionEntropy() throws {
    // Float32 weights carry 6e-8 each; the entropy of five is granted 1e-6.
    func check(_ found: [AttentionEntropy], _ nats: String, _ normalised: String) throws {
      let (nats, normalised) = try (
        TrainingReferences.numbers(nats), TrainingReferences.numbers(normalised)
      )
      #expect(found.count == nats.count)
      for (head, entropy) in found.enumerated() {
        #expect(abs(entropy.nats - nats[head]) <= 1e-6)
        #expect(abs((entropy.normalised ?? -1) - normalised[head]) <= 1e-6)
      }
    }
    try check(
      AttentionEntropy.ofHeads(TrainingReferences.tensor("attention", Shape(2, 3, 4, 5))),
      "attentionEntropy", "attentionNormalised")
    try check(
      AttentionEntropy.ofHeads(
        TrainingReferences.tensor("causalAttention", Shape(1, 2, 5, 5)), visible: .causal),
      "causalEntropy", "causalNormalised")
  }

  @Test("Equal weights on the visible keys have entropy ln n and 1; one key has 0 and no ratio")
  func extremes() throws {
    // Two sequences of two queries over four keys, of which two and one are visible.
    let weights = Tensor(
      Shape(2, 2, 4), [0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    let both = try AttentionEntropy.ofHeads(weights, visible: .lengths([2, 1]))
    #expect(both.count == 1)
    #expect(abs(both[0].nats - Double.log(2) / 2) <= 1e-15)
    #expect(both[0].normalised == 1)
    let one = try AttentionEntropy.ofHeads(weights, visible: .counts([0, 0, 1, 1]))
    #expect(one == [try AttentionEntropy.ofHeads(Tensor(Shape(1, 1), [1]))[0]])
    #expect(one[0].nats == 0)
    #expect(one[0].normalised == nil)
  }

  @Test(
    "Weights that are no distribution, and masks that do not fit, are typed errors",
    arguments: [
      (Tensor(Shape(4), [0, 0, 0, 1]), AttentionEntropy.VisibleKeys.all, "[4], not"),
      (Tensor(Shape(1, 2), [0.5, 0.25]), .all, "add up to 0.75"),
      (Tensor(Shape(1, 2), [0.5, .nan]), .all, "a weight is nan"),
      (Tensor(Shape(1, 2), [1.5, -0.5]), .all, "a weight is -0.5"),
      (Tensor(Shape(1, 2), [0.5, 0.5]), .lengths([1]), "weights on 2 keys, 1 are visible"),
      (Tensor(Shape(1, 2), [0.5, 0.5]), .lengths([2, 2]), "2 lengths for a batch of 1"),
      (Tensor(Shape(1, 2), [0.5, 0.5]), .counts([3]), "each takes 0 … 2"),
    ])
  func refusals(_ weights: Tensor, _ visible: AttentionEntropy.VisibleKeys, _ detail: String) {
    let error = #expect(throws: TensorError.self) {
      try AttentionEntropy.ofHeads(weights, visible: visible)
    }
    #expect(error?.operation == "attention entropy")
    #expect(error?.detail.contains(detail) == true, "\(error?.detail ?? "")")
  }
}
