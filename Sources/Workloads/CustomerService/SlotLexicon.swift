import Classics

/// What wordings of slots mean, as far as it is known.
///
/// Of closed slots a wording is looked up; of names a word that is not known becomes the known one
/// within one slip. The hybrid's is what its team wrote, with what the annotated examples add; the
/// network's is what the outcomes of its examples hold.
struct SlotLexicon: Codable, Sendable {
  /// Wordings of closed slots with their values.
  var wordings: [SlotType: [String: String]]
  /// Known names of people, cities and merchants.
  var names: [SlotType: [String]]
  /// What was written before there were examples: what features may look up.
  var written: WrittenWords
  private var spelling: [SlotType: SpellingIndex] = [:]

  private enum CodingKeys: CodingKey {
    case wordings, names, written
  }

  init(
    wordings: [SlotType: [String: String]], names: [SlotType: [String]],
    written: WrittenWords = WrittenWords(words: [:])
  ) {
    self.wordings = wordings
    self.names = names
    self.written = written
    spelling = Self.spelling(names, wordings)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      wordings: try container.decode([SlotType: [String: String]].self, forKey: .wordings),
      names: try container.decode([SlotType: [String]].self, forKey: .names),
      written: try container.decode(WrittenWords.self, forKey: .written))
  }

  private static func spelling(
    _ names: [SlotType: [String]], _ wordings: [SlotType: [String: String]]
  ) -> [SlotType: SpellingIndex] {
    let texts = names.merging(wordings.mapValues { Array($0.keys) }) { $0 + $1 }
    return texts.mapValues { texts in
      SpellingIndex(texts.flatMap { $0.split(separator: " ").map(String.init) })
    }
  }

  var count: Int {
    wordings.values.reduce(0) { $0 + $1.count } + names.values.reduce(0) { $0 + $1.count }
  }

  /// The value that the words of a slot write; nil where they write none.
  func value(_ type: SlotType, _ words: [String]) -> String? {
    switch type {
    case .card, .account, .currency:
      let whole = words.joined(separator: " ")
      if let value = wordings[type]?[whole] { return value }
      let corrected = corrected(type, words)
      return wordings[type]?[corrected.joined(separator: " ")]
        ?? corrected.lazy.compactMap { wordings[type]?[$0] }.first ?? whole
    case .person, .city, .merchant:
      return SlotReading.value(type, corrected(type, words))
    case .amount, .date, .order:
      return SlotReading.value(type, words)
    }
  }

  private func corrected(_ type: SlotType, _ words: [String]) -> [String] {
    guard let index = spelling[type] else { return words }
    return words.map { index.correction(of: $0) ?? $0 }
  }
}

/// The words of written wordings and names, by the slots that they speak for.
struct WrittenWords: Codable, Sendable, Equatable {
  var words: [String: [SlotType]]

  init(words: [String: [SlotType]]) { self.words = words }

  init(_ knowledge: WrittenKnowledge) {
    var words: [String: Set<SlotType>] = [:]
    for (type, wordings) in knowledge.wordings {
      for word in wordings.keys.flatMap({ $0.split(separator: " ") }) {
        words[String(word), default: []].insert(type)
      }
    }
    for (type, names) in knowledge.names {
      for word in names.flatMap({ $0.split(separator: " ") }) {
        words[String(word), default: []].insert(type)
      }
    }
    self.words = words.mapValues { $0.sorted { $0.rawValue < $1.rawValue } }
  }
}
