import NumericCore

/// How a customer types plain words: synonyms, short forms, slips of the fingers, capitals.
enum Typing {
  static let synonymShare = 0.4
  static let abbreviationShare = 0.12
  static let slipShare = 0.05

  /// A request as it is typed, with the truth about it.
  struct Typed {
    var text: String
    /// The plain words, and for each the position of the typed word that it became.
    var words: [String]
    var origins: [Int]
    var slots: [Slot]
    /// Positions of typed words that carry what is asked.
    var cause: [Int]
  }

  private static let shorts = Dictionary(
    uniqueKeysWithValues: Phrasebook.abbreviations.map { ($0.word, $0.short) })

  static func typed(
    _ request: (plain: [PlainWord], values: [(type: SlotType, value: String)]),
    _ generator: inout SeededGenerator
  ) -> Typed {
    let capitalises = generator.bernoulli(0.6)
    var typed: [String] = []
    var result = Typed(text: "", words: [], origins: [], slots: [], cause: [])
    var ranges: [Int: Range<Int>] = [:]
    for word in request.plain {
      let start = typed.count
      result.words.append(word.text)
      result.origins.append(start)
      var surface = surface(word, &generator)
      surface[surface.count - 1] += word.mark
      for (place, part) in surface.enumerated() {
        var part = part
        if word.isName && capitalises && place == 0 { part = capitalised(part) }
        if word.isCause { result.cause.append(typed.count) }
        typed.append(part)
      }
      if let slot = word.slot {
        ranges[slot] = (ranges[slot]?.lowerBound ?? start)..<typed.count
      }
    }
    if capitalises, let first = typed.first { typed[0] = capitalised(first) }
    result.text = typed.joined(separator: " ")
    for (number, value) in request.values.enumerated() {
      guard let range = ranges[number] else { continue }
      result.slots.append(Slot(value.type, value.value, words: range))
    }
    return result
  }

  /// The typed words of a plain one.
  private static func surface(
    _ word: PlainWord, _ generator: inout SeededGenerator
  ) -> [String] {
    if word.isExact { return [word.text] }
    var parts = [word.text]
    if word.slot == nil, let others = Phrasebook.synonymsOf[word.text],
      generator.bernoulli(synonymShare)
    {
      parts = generator.choice(others).split(separator: " ").map(String.init)
    } else if let short = shorts[word.text], generator.bernoulli(abbreviationShare) {
      return [short]
    }
    return parts.map { slipped($0, &generator) }
  }

  private static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  private static let neighbours: [Character: String] = [
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
  ]

  /// The word, now and then with a neighbouring key, a letter dropped, doubled, or two exchanged.
  private static func slipped(_ word: String, _ generator: inout SeededGenerator) -> String {
    guard word.count >= 4, generator.bernoulli(slipShare) else { return word }
    var letters = Array(word)
    let place = 1 + generator.index(below: letters.count - 2)
    switch generator.index(below: 4) {
    case 0:
      if let near = neighbours[letters[place]] { letters[place] = generator.choice(Array(near)) }
    case 1: letters.remove(at: place)
    case 2: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }
}
