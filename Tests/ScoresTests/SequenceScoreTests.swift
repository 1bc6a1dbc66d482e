import NumericCore
import Scores
import Testing

/// Expected values: `Tests/References/sequence_scores.py` (jiwer).
@Suite struct SequenceScores {
  static let vocabulary = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "call", "stop",
  ]
  /// Word errors of each of 1000 pairs, a digit of base 36 each.
  static let errors = """
    35311201003133100245431025445222043321420010011633100274105120235520033234011253\
    31031012262310002142020222801303100556520104102306031302442515102002820222511442\
    35341730121144023032044032104221114232142220137155222232260124111031223012243023\
    30312432415204614422705222311034030334240171000211132482425110244140013410361208\
    14370135102014142321452133212014501324022431213051021120255051303153141312613301\
    00145527414515100410010054220013012102020243142712010023120311101404350114202112\
    41212424410203020020412211001252044036220131232362004264740104115146103303300200\
    03114244323220320226640301632045122454401522412306331143113443113130313102004012\
    40032441112421331020234373420410002121212141031210242445143215441320201030313511\
    10300302304080102333310120434512230423020240202335321222420130113202405330313243\
    21431102152416373230142331133157110218304052143002505311451232324535172630505520\
    12243522130132022113421252233114642001515304122341144035111312301342102117132541\
    312120015321020161360322472a501326620021
    """

  /// The pairs of the reference program, drawn in the same order.
  static let pairs: [(reference: [String], hypothesis: [String])] = {
    var generator = SeededGenerator(seed: 11, "word pairs")
    func word(_ generator: inout SeededGenerator) -> String {
      vocabulary[Int(generator.uniform() * 12)]
    }
    return (0..<1000).map { _ in
      let length = 1 + Int(generator.uniform() * 12)
      let reference = (0..<length).map { _ in word(&generator) }
      var hypothesis: [String] = []
      for spoken in reference {
        let edit = generator.uniform()
        if edit < 0.1 { continue }
        hypothesis.append(edit < 0.8 ? spoken : word(&generator))
        if edit > 0.93 { hypothesis.append(word(&generator)) }
      }
      return (reference, hypothesis)
    }
  }()

  static func items() throws -> ScoredItems {
    try ScoredItems(
      pairs.enumerated().map { index, pair in
        let spoken = Array(pair.reference.joined(separator: " "))
        let heard = Array(pair.hypothesis.joined(separator: " "))
        return ScoredItem(
          id: String(index),
          values: [
            "word-errors": Double(EditDistance.errors(pair.reference, pair.hypothesis)),
            "words": Double(pair.reference.count),
            "character-errors": Double(EditDistance.errors(spoken, heard)),
            "characters": Double(spoken.count),
          ])
      })
  }

  @Test("The word errors of 1000 random pairs are jiwer's, one by one")
  func wordErrors() {
    let counts = Self.pairs.map { EditDistance.errors($0.reference, $0.hypothesis) }
    #expect(counts.map { String($0, radix: 36) }.joined() == Self.errors)
  }

  @Test("The character errors of 1000 random pairs are jiwer's, in sum and weighted by place")
  func characterErrors() throws {
    let counts = try Self.items().column("character-errors")
    #expect(counts.reduce(0, +) == 9196)
    #expect(counts.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } == 4_662_636)
  }

  @Test(
    "Error rates of the whole set are jiwer's",
    arguments: [("wer", 0.33526363913441026), ("cer", 0.28942813080288293)])
  func rates(id: String, expected: Double) throws {
    let score = try #require(ScoreCatalogue.score(id))
    #expect(abs(try score.value(of: Self.items()) - expected) < 1e-15)
  }

  @Test("Contributions average to the rate, and vary as the delta method says")
  func linearised() throws {
    let items = try Self.items()
    let stratum = try #require(try WordErrorRate().strata(of: items)?.first)
    let rate = try WordErrorRate().value(of: items)
    #expect(abs(stratum.mean - rate) < 1e-13)
    // Cochran 1977, §2.11: Var(R) ≈ Σ(a − R·b)² / (n − 1) / n / b̄².
    let errors = try items.column("word-errors")
    let words = try items.column("words")
    let count = Double(items.count)
    let mean = words.reduce(0, +) / count
    let squares = zip(errors, words).reduce(0) { sum, item in
      sum + (item.0 - rate * item.1) * (item.0 - rate * item.1)
    }
    let expected = squares / (count - 1) / count / (mean * mean)
    let variance = stratum.contributions.reduce(0) { $0 + ($1 - rate) * ($1 - rate) }
    #expect(abs(variance / (count - 1) / count - expected) < 1e-15)
  }

  @Test(
    "Distances of short words are counted by hand",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("abcd", "bcde", 2),
      ("aaaa", "aa", 2), ("flaw", "lawn", 2),
    ])
  func byHand(reference: String, hypothesis: String, errors: Int) {
    #expect(EditDistance.errors(Array(reference), Array(hypothesis)) == errors)
  }

  @Test("Recordings without a word have no error rate, and a negative count is refused")
  func refused() throws {
    let silent = try ScoredItems(
      ids: ["a"], columns: ["word-errors": [2], "words": [0]])
    #expect(throws: ScoreError.self) { try WordErrorRate().value(of: silent) }
    let broken = try ScoredItems(ids: ["a"], columns: ["word-errors": [-1], "words": [3]])
    let error = #expect(throws: ScoreError.self) { try WordErrorRate().value(of: broken) }
    #expect(error?.message == "item \"a\": \"word-errors\" is a count, not -1.0")
  }
}
