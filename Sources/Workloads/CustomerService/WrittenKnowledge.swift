import Classics
import NumericCore

/// What the hybrid's team wrote down before it saw an example, and how far that matches the process.
///
/// At a knowledge of 1 it is all that the process knows; below it, each list holds that share of its
/// entries, the same entries whatever the seed. Of data from elsewhere nothing is known.
struct WrittenKnowledge: Codable, Sendable, Equatable {
  /// Short forms and unambiguous synonyms with the words that they stand for.
  var replacements: [String: String]
  /// Correctly spelt words.
  var lexicon: [String]
  /// Wordings of closed slots with their values.
  var wordings: [SlotType: [String: String]]
  /// Names of people, cities and merchants.
  var names: [SlotType: [String]]
  var policy: PolicyTable

  /// Nothing: of data from elsewhere.
  static let none = WrittenKnowledge(
    replacements: [:], lexicon: [], wordings: [:], names: [:],
    policy: PolicyTable(exceptions: [], knowsCatalogue: false))

  /// The share of what the process knows.
  static func of(share: Double) -> WrittenKnowledge {
    func known<Element>(_ elements: [Element], _ list: String) -> [Element] {
      // The order in which a team comes upon entries is part of the corpus: its seed never varies.
      var generator = SeededGenerator(seed: 0, "customer-service", "knowledge", list)
      let order = generator.permutation(elements.count)
      let count = Int((share * Double(elements.count)).rounded())
      return order.prefix(count).sorted().map { elements[$0] }
    }
    func wordings(_ values: Values.Closed, _ list: String) -> [String: String] {
      let all = values.flatMap { entry in entry.wordings.map { ($0, entry.value) } }
      return Dictionary(uniqueKeysWithValues: known(all, list))
    }
    let replacements =
      known(Phrasebook.abbreviations.map { ($0.short, $0.word) }, "abbreviations")
      + known(unambiguousSynonyms, "synonyms")
    return WrittenKnowledge(
      replacements: Dictionary(replacements, uniquingKeysWith: { first, _ in first }),
      lexicon: known(plainWords, "lexicon"),
      wordings: [
        .card: wordings(Values.cards, "cards"), .account: wordings(Values.accounts, "accounts"),
        .currency: wordings(Values.currencies, "currencies"),
      ],
      names: [
        .person: known(Values.firstNames, "first names") + known(Values.surnames, "surnames")
          + known(Values.relations.map { String($0.dropFirst(3)) }, "relations"),
        .city: known(Values.cities, "cities"), .merchant: known(Values.merchants, "merchants"),
      ],
      policy: PolicyTable(exceptions: known(PolicyTable.everyException, "policy")))
  }

  /// Synonyms that stand for one word only, and that no phrase uses by themselves.
  private static let unambiguousSynonyms: [(String, String)] = {
    let pairs = Phrasebook.synonyms.flatMap { entry in entry.others.map { ($0, entry.word) } }
    let counts = Dictionary(grouping: pairs, by: \.0).mapValues(\.count)
    let plain = Set(phraseWords)
    return pairs.filter { pair in
      counts[pair.0] == 1 && !pair.0.contains(" ") && !plain.contains(pair.0)
    }
  }()

  /// The words of all phrases, marks and slots left out.
  private static let phraseWords: [String] = {
    let phrases = Phrasebook.phrases.values.flatMap { $0 } + Phrasebook.foreign.flatMap { $0 }
    let words = phrases.flatMap { phrase in
      phrase.text.split { " []|".contains($0) }.filter { !$0.hasPrefix("{") }
        .map { String($0.hasPrefix("*") ? $0.dropFirst() : $0) }
    }
    return Set(words).sorted()
  }()

  /// Every word that is not a name, once, in order.
  private static let plainWords: [String] = {
    let around =
      Phrasebook.verbOpeners + Phrasebook.greetings + Phrasebook.closers + Phrasebook.asides
    let closed = (Values.cards + Values.accounts + Values.currencies).flatMap(\.wordings)
    let synonyms = Phrasebook.synonyms.flatMap(\.others)
    let texts = around + closed + synonyms + Values.weekdays + Values.months
    let words = texts.flatMap { $0.split(separator: " ").map(String.init) }
    return Set(words + phraseWords).sorted()
  }()
}
