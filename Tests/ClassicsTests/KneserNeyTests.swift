#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Classics
import NumericCore
import Testing

@Suite("The Kneser–Ney model")
struct KneserNeyTests {
  /// "a b" and "a c": small enough to work out by hand.
  private static var model: KneserNeyModel {
    get throws {
      try KneserNeyModel(words: ["a", "b", "c"], order: 2, sentences: [[0, 1], [0, 2]])
    }
  }

  /// Cases of the example, with their derivation.
  ///
  /// Bigrams: start a 2, a b, a c, b end, c end 1 each, so n₁ = 4, n₂ = 1 and D = 4 / 6. Different words
  /// before: a 1, b 1, c 1, end 2, so n₁ = 3, n₂ = 1 and D = 3 / 5. Unigrams, with 1/4 below them:
  /// (1 − 0.6) / 5 + 0.6 · 4 / 5 / 4 = 0.2 for a, b and c, (2 − 0.6) / 5 + 0.12 = 0.4 for the end.
  private static let cases: [(context: [Int], word: Int, expected: Double)] = [
    // (1 − 2/3) / 2 + 2/3 · 2 / 2 · 0.2
    (context: [0], word: 1, expected: 0.3), (context: [0], word: 2, expected: 0.3),
    // 2/3 · 0.2 and 2/3 · 0.4
    (context: [0], word: 0, expected: 2.0 / 15), (context: [0], word: 3, expected: 4.0 / 15),
    // At the start: (2 − 2/3) / 2 + 2/3 · 1 / 2 · 0.2
    (context: [], word: 0, expected: 11.0 / 15),
    // (1 − 2/3) / 1 + 2/3 · 0.4
    (context: [2], word: 3, expected: 0.6),
    // Only the last word counts.
    (context: [1, 2], word: 3, expected: 0.6),
  ]

  @Test("Probabilities are those worked out by hand", arguments: cases)
  func byHand(context: [Int], word: Int, expected: Double) throws {
    #expect(abs(try Self.model.probability(word, after: context) - expected) < 1e-12)
  }

  @Test("After any context the probabilities of all words and the end sum to 1", arguments: 1...4)
  func sums(order: Int) throws {
    var generator = SeededGenerator(seed: 3, "sentences")
    let sentences = (0..<60).map { _ in
      (0..<1 + generator.index(below: 5)).map { _ in
        min(generator.index(below: 6), generator.index(below: 6))
      }
    }
    let model = try KneserNeyModel(
      words: ["u", "v", "w", "x", "y", "z"], order: order, sentences: sentences)
    for first in 0..<6 {
      for second in 0..<6 {
        let sum = (0...6).reduce(0.0) { $0 + model.probability($1, after: [first, second]) }
        #expect(abs(sum - 1) < 1e-12)
      }
    }
  }

  @Test("A context that was never seen is answered by the next lower order")
  func unseen() throws {
    let model = try KneserNeyModel(words: ["a", "b"], order: 3, sentences: [[0, 1], [0, 1, 1]])
    #expect(model.probability(0, after: [1, 0]) == model.probability(0, after: [0, 0]))
  }

  @Test("A model that was written and read is the same, and equal models are written alike")
  func coding() throws {
    let model = try Self.model
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(model)
    #expect(try JSONDecoder().decode(KneserNeyModel.self, from: data) == model)
    #expect(try encoder.encode(try Self.model) == data)
  }

  @Test("A number that is no word's is refused, and an order that is none")
  func refused() {
    #expect(
      throws: ClassicsError(code: .outOfRange, message: "word 7 of a vocabulary of 1")
    ) { try KneserNeyModel(words: ["a"], order: 2, sentences: [[0, 7]]) }
    #expect(
      throws: ClassicsError(
        code: .outOfRange, message: "an n-gram has order 1 to 5, not 0")
    ) { try KneserNeyModel(words: ["a"], order: 0, sentences: []) }
  }
}
