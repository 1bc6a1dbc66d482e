import NumericCore

/// The words that the corpus speaks, and how each can be pronounced.
enum Pronunciations {
  /// A word with the pronunciations that a lexicon lists and those that only speakers know.
  struct Entry: Sendable {
    let word: String
    /// What the lexicon of the hybrid lists, the dictionary form first.
    let listed: [[String]]
    /// Reduced and regional forms that no one listed.
    let unlisted: [[String]]

    init(_ word: String, _ listed: [String], unlisted: [String]) {
      func phones(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
      self.word = word
      self.listed = listed.map(phones)
      self.unlisted = unlisted.map(phones)
    }
  }

  /// The digits as words, zero to nine.
  static let digits: [String] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ]

  /// All words with their pronunciations, after CMUdict for the dictionary forms.
  static let entries: [Entry] = [
    Entry("zero", ["Z IH R OW", "Z IY R OW"], unlisted: ["Z R OW", "S IY R OW"]),
    Entry("one", ["W AH N"], unlisted: ["W AO N", "W AA N"]),
    Entry("two", ["T UW"], unlisted: ["CH UW", "T Y UW"]),
    Entry("three", ["TH R IY"], unlisted: ["T R IY", "F R IY"]),
    Entry("four", ["F AO R"], unlisted: ["F AO", "F OW AH"]),
    Entry("five", ["F AY V"], unlisted: ["F AY F", "F AA V"]),
    Entry("six", ["S IH K S"], unlisted: ["S IH S", "S EH K S"]),
    Entry("seven", ["S EH V AH N"], unlisted: ["S EH M", "S EH B N"]),
    Entry("eight", ["EY T"], unlisted: ["EY", "AY T"]),
    Entry("nine", ["N AY N"], unlisted: ["N AA N", "N AY M"]),
    Entry("call", ["K AO L"], unlisted: ["K AO W", "K AA L"]),
    Entry(
      "transfer", ["T R AE N S F ER"], unlisted: ["CH R AE N S F AH", "T R AA N Z F AH"]),
    Entry("to", ["T AH", "T UW"], unlisted: ["T ER", "AH"]),
    Entry("set", ["S EH T"], unlisted: ["S EH", "S AE T"]),
    Entry("timer", ["T AY M ER"], unlisted: ["T AY M AH", "T AA M ER"]),
    Entry("minutes", ["M IH N AH T S"], unlisted: ["M IH N IH S", "M EH N AH Z"]),
    Entry("stop", ["S T AA P"], unlisted: ["S T AO P", "S T AA"]),
    Entry("repeat", ["R IH P IY T", "R IY P IY T"], unlisted: ["R P IY T", "R IH B IY"]),
    Entry("open", ["OW P AH N"], unlisted: ["OW P M", "AO B N"]),
    Entry("account", ["AH K AW N T"], unlisted: ["K AW N T", "AH K AA N"]),
    Entry("cancel", ["K AE N S AH L"], unlisted: ["K AE N S OW", "K EH N T S L"]),
    Entry("yes", ["Y EH S"], unlisted: ["Y EY S", "Y AE"]),
    Entry("no", ["N OW"], unlisted: ["N AH", "N AO"]),
    Entry("check", ["CH EH K"], unlisted: ["CH EH", "CH AE K"]),
    Entry("balance", ["B AE L AH N S"], unlisted: ["B AE L N S", "B AE W AH N"]),
  ]

  /// What a lexicon knows of a word; a written digit is the digit's word.
  static func listed(_ word: String) -> [[String]] {
    if let digit = Int(word), digits.indices.contains(digit) { return listed(digits[digit]) }
    return entries.first { $0.word == word }?.listed ?? []
  }
}

/// The grammar that sentences are drawn from: digit strings and commands of one to six words.
enum SpokenGrammar {
  /// Draws a sentence.
  static func sentence(_ generator: inout SeededGenerator) -> [String] {
    func digit() -> String { Pronunciations.digits[generator.index(below: 10)] }
    func digits(_ count: Int) -> [String] { (0..<count).map { _ in digit() } }
    let draw = generator.uniform()
    switch draw {
    case ..<0.34: return digits(2 + generator.index(below: 4))
    case ..<0.48: return ["call"] + digits(2 + generator.index(below: 3))
    case ..<0.6: return ["transfer", digit(), "to", digit()]
    case ..<0.72: return ["set", "timer"] + digits(1 + generator.index(below: 2)) + ["minutes"]
    case ..<0.8: return ["open", "account"] + digits(1 + generator.index(below: 2))
    case ..<0.86: return ["check", "balance"] + (generator.bernoulli(0.4) ? [digit()] : [])
    case ..<0.89: return ["cancel", "account", digit()]
    default:
      let single = ["stop", "repeat", "cancel", "yes", "no"]
      return [single[generator.index(below: single.count)]]
    }
  }
}
