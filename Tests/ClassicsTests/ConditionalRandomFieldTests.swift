import Classics
import NumericCore
import Testing

@Suite("Linear-chain conditional random field")
struct ConditionalRandomFieldTests {
  /// A field of three tags and five features with weights drawn from a seed.
  private func field(seed: UInt64 = 3) -> ConditionalRandomField {
    var generator = SeededGenerator(seed: seed)
    var field = ConditionalRandomField(tags: 3, features: 5)
    for place in field.weights.indices { field.weights[place] = Float(generator.normal()) }
    for place in field.transitions.indices { field.transitions[place] = Float(generator.normal()) }
    for place in field.start.indices { field.start[place] = Float(generator.normal()) }
    return field
  }

  private let sequence: [[Int32]] = [[0, 2], [1], [], [3, 4, 0]]

  /// All tags of a sequence of four steps.
  private var paths: [[Int]] {
    (0..<81).map { number in [number / 27, number / 9 % 3, number / 3 % 3, number % 3] }
  }

  @Test("The probabilities of all tags add up to one")
  func probabilities() {
    let field = field()
    let sum = paths.reduce(0) { $0 + Double.exp(field.logProbability(of: $1, sequence)) }
    // Single precision in every weight and sum.
    #expect(abs(sum - 1) < 1e-5)
  }

  @Test("The best tags are those that enumeration finds", arguments: 1...20)
  func viterbi(seed: UInt64) throws {
    let field = field(seed: seed)
    let best = try #require(
      paths.max {
        field.logProbability(of: $0, sequence) < field.logProbability(of: $1, sequence)
      })
    #expect(field.bestTags(sequence) == best)
  }

  @Test("No step has no tags")
  func empty() {
    #expect(field().bestTags([]) == [])
    #expect(field().logProbability(of: [], []) == 0)
  }

  @Test("A step of training goes against the gradient by central differences")
  func gradient() {
    let example = ConditionalRandomField.Example(features: sequence, tags: [2, 0, 0, 1])
    let field = field()
    var moved = field
    #expect(
      moved.step(example, rate: 1) == -field.logProbability(of: example.tags, example.features))
    func loss(_ change: (inout ConditionalRandomField) -> Void) -> Double {
      var changed = field
      change(&changed)
      return -changed.logProbability(of: example.tags, example.features)
    }
    let step: Float = 1e-2
    func difference(
      _ path: WritableKeyPath<ConditionalRandomField, [Float]>, _ place: Int
    ) -> Double {
      let up = loss { $0[keyPath: path][place] += step }
      let down = loss { $0[keyPath: path][place] -= step }
      return (up - down) / Double(2 * step)
    }
    var expected = field.weights.indices.map { difference(\.weights, $0) }
    expected += field.transitions.indices.map { difference(\.transitions, $0) }
    expected += field.start.indices.map { difference(\.start, $0) }
    let before = field.weights + field.transitions + field.start
    let after = moved.weights + moved.transitions + moved.start
    #expect(before.count == expected.count)
    for ((old, new), wanted) in zip(zip(before, after), expected) {
      let found = old - new
      // Central differences err by step² / 6 times the third derivative, which is below 1 here.
      #expect(abs(Double(found) - wanted) < 1e-3)
    }
  }

  @Test("Training learns what only the order of tags tells, and stops at a plateau")
  func training() {
    // Feature 0 opens a bracket, 1 is inside or outside alike: only the tag before tells which.
    let inside = ConditionalRandomField.Example(
      features: [[0], [1], [1]], tags: [1, 2, 2])
    let outside = ConditionalRandomField.Example(
      features: [[2], [1], [1]], tags: [0, 0, 0])
    var field = ConditionalRandomField(tags: 3, features: 3)
    let outcome = field.fit(
      Array(repeating: [inside, outside], count: 20).flatMap { $0 },
      options: .init(maximumEpochs: 200), generator: SeededGenerator(seed: 1))
    #expect(outcome.reachedPlateau)
    #expect(outcome.steps == 40 * outcome.epochs)
    #expect(field.bestTags(inside.features) == inside.tags)
    #expect(field.bestTags(outside.features) == outside.tags)
  }

  @Test("The same seed gives the same weights")
  func determinism() {
    let example = ConditionalRandomField.Example(features: sequence, tags: [2, 0, 0, 1])
    func trained() -> ConditionalRandomField {
      var field = ConditionalRandomField(tags: 3, features: 5)
      _ = field.fit([example, example], options: .init(), generator: SeededGenerator(seed: 9))
      return field
    }
    #expect(trained().weights == trained().weights)
    #expect(trained().transitions == trained().transitions)
  }
}
