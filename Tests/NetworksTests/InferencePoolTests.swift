import Networks
import NumericCore
import Tensors
import Testing

@Suite("A pool of inference tapes")
struct InferencePoolTests {
  let pool = InferencePool()

  /// An answer of a small network, alone or among others.
  private func answers(_ network: MultilayerPerceptron, _ rows: [[Float]]) -> [Float] {
    pool.withTape { tape in
      network(tape.constant(Tensor(Shape(rows.count, 3), rows.flatMap { $0 }))).value.values
    }
  }

  @Test("lends the same tape again, and another one while it is lent")
  func lends() {
    let first = pool.withTape { outer in
      pool.withTape { #expect($0 !== outer) }
      return ObjectIdentifier(outer)
    }
    #expect(pool.withTape { ObjectIdentifier($0) } == first)
  }

  @Test("takes a tape back from a closure that throws")
  func throwing() {
    struct Failure: Error {}
    var lent: ObjectIdentifier?
    #expect(throws: Failure.self) {
      try pool.withTape { tape in
        lent = ObjectIdentifier(tape)
        throw Failure()
      }
    }
    #expect(pool.withTape { ObjectIdentifier($0) } == lent)
  }

  @Test("gives the answers of a fresh tape, from many tasks at once, alone and in batches")
  func answersAlike() async {
    var generator = SeededGenerator(seed: 1)
    let network = MultilayerPerceptron([3, 16, 16, 2], from: &generator)
    let rows = (0..<64).map { row in (0..<3).map { Float(row * 3 + $0) / 50 - 1 } }
    let fresh = network(
      Tape(.inference).constant(Tensor(Shape(64, 3), rows.flatMap { $0 }))
    ).value.values
    await withTaskGroup(of: [Float].self) { group in
      for round in 0..<64 {
        group.addTask {
          round.isMultiple(of: 2)
            ? answers(network, rows) : rows.flatMap { answers(network, [$0]) }
        }
      }
      for await answer in group { #expect(answer == fresh) }
    }
  }
}
