import Networks
import Tensors
import Testing

/// Against PyTorch in float64: every case of `Tests/References/operations.json`, whose inputs are
/// Float32 numbers, so that both sides start from the same.
struct OperationReferenceTests {
  /// In units of the larger of 1 and the value.
  ///
  /// Float32 carries 6e-8. A value here is a sum of at most 100 products of the order of 1, whose
  /// independent rounding errors add up like a root, to 6e-7; where two such sums cancel, as in the
  /// gradient of attention's softmax, several of these errors stay. 4e-6 is twice the largest that
  /// was seen, and a wrong formula is off by the order of 1.
  static let tolerance = 4e-6

  @Test(
    "Outputs and gradients are PyTorch's in float64", arguments: OperationReference.names)
  func agrees(_ name: String) throws {
    let reference = try OperationReference.named(name)
    let run = ReferenceRun(reference)
    let family = try #require(OperationFamily.all.first { $0.names.contains(name) })
    let outputs = try family.outputs(name, run)
    #expect(outputs.keys.sorted() == reference.outputs.keys.sorted())
    for (key, expected) in reference.outputs {
      let found = try #require(outputs[key])
      compare(found.value, expected, "output \(key)")
    }

    var loss = run.tape.constant(Tensor(0))
    for (key, cotangent) in reference.cotangents.sorted(by: { $0.key < $1.key }) {
      let output = try #require(outputs[key])
      loss = loss + (output * run.tape.constant(try cotangent.tensor())).sum()
    }
    let gradients = run.tape.gradients(of: loss)
    for (key, expected) in reference.gradients {
      let found = try #require(run.gradient(at: key, gradients), "no gradient at \(key)")
      compare(found, expected, "gradient at \(key)")
    }
  }

  private func compare(_ found: Tensor, _ expected: OperationReference.Array, _ what: String) {
    #expect(found.shape.array == expected.shape, "\(what)")
    guard found.shape.array == expected.shape else { return }
    for (place, (value, wanted)) in zip(found.values, expected.values).enumerated() {
      #expect(
        abs(Double(value) - wanted) <= Self.tolerance * max(1, abs(wanted)),
        "\(what), element \(place): \(value), not \(wanted)")
    }
  }

  @Test("Every case of the file has its place in the table, and just one")
  func everyCaseIsComputed() {
    // What operations.py wrote; a file that cannot be read has no names.
    #expect(OperationReference.names.count == 76)
    let computed = OperationFamily.all.flatMap(\.names)
    #expect(computed.sorted() == OperationReference.names)
  }
}
