import Classics
import NumericCore
import Testing

@Suite("Texts as vectors, and linear machines over them")
struct TextModelTests {
  /// The texts of Tests/References/linear_svm.py.
  private let texts = [
    "block my card", "my card is lost", "send money home", "send my money to anna",
    "where is my card", "stop the money transfer",
  ].map { $0.split(separator: " ").map(String.init) }
  private let labels = [0, 0, 1, 1, 0, 1]

  private var vectoriser: TextVectoriser {
    .fit(texts, options: .init(words: 2, characters: nil))
  }

  private func machines() -> LinearClassifier {
    let vectoriser = vectoriser
    return LinearClassifier.fit(
      texts.map(vectoriser.vector), labels: labels, classes: 2, features: vectoriser.index.count,
      options: .init(cost: 1, tolerance: 1e-6, maximumIterations: 10_000), seed: 1)
  }

  @Test("The weights of n-grams are scikit-learn's")
  func values() {
    let vector = vectoriser.vector(of: ["send", "the", "card", "card"])
    // Tests/References/linear_svm.py
    let expected: [Float] = [0.46981, 0.57293, 0.67158]
    #expect(vector.values.count == 3)
    for (found, wanted) in zip(vector.values.sorted(), expected) {
      #expect(abs(found - wanted) < 1e-5)
    }
  }

  @Test("The margins are LIBLINEAR's")
  func margins() {
    let machines = machines()
    #expect(machines.converged)
    // Tests/References/linear_svm.py; ours are in single precision.
    let expected = [-0.73117, -0.75035, 0.75271, 0.71078, -0.75035, 0.72444, 0.04138]
    for (text, wanted) in zip(texts + [["send", "the", "card", "card"]], expected) {
      let found = machines.margins(vectoriser.vector(of: text))
      #expect(abs(found[1] - wanted) < 2e-4)
      // Of two classes each machine is the other turned round.
      #expect(abs(found[0] + wanted) < 2e-4)
    }
  }

  @Test("The contributions of tokens add up to the margin less the bias")
  func contributions() {
    let options = TextVectoriser.Options(words: 2, characters: 2...3)
    let vectoriser = TextVectoriser.fit(texts, options: options)
    let machines = LinearClassifier.fit(
      texts.map(vectoriser.vector), labels: labels, classes: 2, features: vectoriser.index.count,
      seed: 1)
    let text = ["send", "my", "lost", "unknown", "money"]
    let parts = vectoriser.contributions(of: text) { machines.weight(1, $0) }
    let margin = machines.margins(vectoriser.vector(of: text))[1]
    let bias = machines.margins(SparseVector())[1]
    #expect(parts.count == text.count)
    #expect(abs(parts.reduce(0, +) - (margin - bias)) < 1e-5)
  }

  @Test("A vector has the length one, and none of unknown words")
  func length() {
    let vector = vectoriser.vector(of: texts[3])
    #expect(abs(vector.values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6)
    #expect(vector.features == vector.features.sorted())
    #expect(vectoriser.vector(of: ["nothing", "known"]) == SparseVector())
  }

  @Test("Features that too few documents have are left out")
  func rare() {
    let all = TextVectoriser.fit(texts, options: .init(words: 1, characters: nil))
    let common = TextVectoriser.fit(
      texts, options: .init(words: 1, characters: nil, minimumDocuments: 2))
    // block my card is lost send money home to anna where stop the transfer
    #expect(all.index.count == 14)
    // my card is send money
    #expect(common.index.count == 5)
  }

  @Test("An index is the same after it was stored")
  func index() {
    let index = vectoriser.index
    #expect(FeatureIndex(stored: index.stored) == index)
    #expect(index.number(FeatureKey.of(200, "no such feature")) == nil)
  }
}

@Suite("Spelling")
struct SpellingTests {
  private let index = SpellingIndex(["block", "transfer", "card", "cards", "money", "black"])

  @Test(
    "One slip is corrected where one word is near",
    arguments: [
      ("trasnfer", "transfer"), ("transfr", "transfer"), ("transferr", "transfer"),
      ("tranzfer", "transfer"), ("mney", "money"), ("moeny", "money"), ("blocc", "block"),
    ])
  func corrections(word: String, known: String) {
    #expect(index.correction(of: word) == known)
  }

  @Test(
    "A letter of several bytes is one letter",
    arguments: [
      ("kundigen", "kündigen"), ("kündgen", "kündigen"), ("küdnigen", "kündigen"),
      ("kündigän", "kündigen"), ("fur", nil), ("für", nil),
    ])
  func letters(word: String, known: String?) {
    let index = SpellingIndex(["kündigen", "fürs"])
    #expect(index.correction(of: word) == known)
  }

  @Test(
    "A word of more than forty letters is known, and neither corrected nor another's correction")
  func longWords() {
    func word(_ length: Int) -> String {
      String(repeating: "abcdefghij", count: 4).prefix(length).description
    }
    let index = SpellingIndex([
      word(40), word(40) + "xyzxyz", String(repeating: "x", count: 20_000),
    ])
    #expect(index.correction(of: word(39)) == word(40))
    #expect(index.correction(of: word(40) + "x") == nil)
    #expect(index.correction(of: word(40) + "xyzxy") == nil)
    #expect(index.contains(word(40) + "xyzxyz"))
    #expect(index.correction(of: String(repeating: "x", count: 20_001)) == nil)
  }

  @Test(
    "Known words, short ones, strangers and ambiguous ones stay",
    arguments: ["block", "card", "car", "mny", "mortgage", "blck", "trnasefr"])
  func untouched(word: String) {
    #expect(index.correction(of: word) == nil)
  }
}
