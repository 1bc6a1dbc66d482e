import Classics

/// Final actions as the network learns and gives them.
///
/// The intent and what happens are classes; a closed slot is a class among its values, with one for
/// none; an open slot is pointed to, from its first to its last token, with the place before the first
/// token for none. Nothing but outcomes is needed: where a value stands in a text is found by reading
/// the text for it, and an example whose text writes a value in no way that is read does not teach
/// that pointer.
struct OutcomeCode: Codable, Sendable {
  static let closed: [SlotType] = [.card, .account, .currency]
  static let open: [SlotType] = [.amount, .person, .date, .city, .merchant, .order]
  /// The longest value of an open slot, in tokens.
  static let longest = 5
  static let none = 0
  /// Stands for a pointer that an example does not teach.
  static let unknown = -1

  /// What an example teaches.
  struct Target: Sendable {
    var intent: Int
    var step: Int
    /// For each closed slot.
    var values: [Int]
    /// For each open slot the first and the last token, from 1.
    var starts: [Int]
    var ends: [Int]
  }

  var intents: [String]
  /// Empty where only intents are known.
  var steps: [String]
  /// For each closed slot its values, without none.
  var values: [[String]]
  /// The names that outcomes hold.
  var lexicon: SlotLexicon

  /// Learns which outcomes there are.
  init(_ items: [ServiceItem]) {
    intents = Set(items.map(\.outcome.intent)).sorted()
    let outcomes = items.filter { !$0.isLabelOnly }.map(\.outcome)
    steps = Set(outcomes.map(\.step)).sorted()
    values = Self.closed.map { type in Set(outcomes.compactMap { $0.arguments[type] }).sorted() }
    var names: [SlotType: [String]] = [:]
    for type in [SlotType.person, .city, .merchant] {
      names[type] = Set(outcomes.compactMap { $0.arguments[type] }).sorted()
    }
    lexicon = SlotLexicon(wordings: [:], names: names)
  }

  var foreign: Int? { intents.firstIndex(of: ServiceAction.outOfScope) }

  /// Whether outcomes are whole actions.
  var hasActions: Bool { !steps.isEmpty }

  /// What an item teaches about its encoded text; an intent that is not known counts as the first.
  func target(_ item: ServiceItem, _ encoded: RequestEncoder.Encoded) -> Target {
    let outcome = item.outcome
    var target = Target(
      intent: intents.firstIndex(of: outcome.intent) ?? 0,
      step: steps.firstIndex(of: outcome.step) ?? 0,
      values: zip(Self.closed, values).map { type, values in
        outcome.arguments[type].flatMap { values.firstIndex(of: $0) }.map { $0 + 1 } ?? Self.none
      }, starts: [], ends: [])
    for type in Self.open {
      guard let value = outcome.arguments[type] else {
        target.starts.append(Self.none)
        target.ends.append(Self.none)
        continue
      }
      let span = Self.span(of: value, type, in: encoded.tokens)
      target.starts.append(span.map { $0.lowerBound + 1 } ?? Self.unknown)
      target.ends.append(span.map { $0.upperBound } ?? Self.unknown)
    }
    return target
  }

  /// The shortest tokens that write a value, the first of equally short ones.
  private static func span(
    of value: String, _ type: SlotType, in tokens: [String]
  ) -> Range<Int>? {
    let spelling = SpellingIndex(value.split(separator: " ").map(String.init))
    let corrected = tokens.map { spelling.correction(of: $0) ?? $0 }
    for words in [tokens, corrected] {
      for length in 1...longest where length <= words.count {
        for start in 0...(words.count - length)
        where SlotReading.value(type, Array(words[start..<start + length])) == value {
          return start..<start + length
        }
      }
    }
    return nil
  }

  /// The value that an open slot has where a pointer shows; nil where it shows to none.
  ///
  /// The scores are those of each token as the first and as the last, that of none before them.
  func value(
    _ type: SlotType, starts: [Float], ends: [Float], tokens: [String]
  ) -> String? {
    var best = (score: starts[0] + ends[0], span: 0..<0)
    for start in tokens.indices {
      for end in start..<min(start + Self.longest, tokens.count) {
        let score = starts[start + 1] + ends[end + 1]
        if score > best.score { best = (score, start..<end + 1) }
      }
    }
    return best.span.isEmpty ? nil : lexicon.value(type, Array(tokens[best.span]))
  }
}
