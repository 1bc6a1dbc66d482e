import NumericCore

/// A word before it is typed.
struct PlainWord: Sendable {
  var text: String
  /// Whether it carries what is asked.
  var isCause = false
  /// The number of the slot that it is part of; nil for none.
  var slot: Int?
  /// Whether a slip of the fingers would make another value of it.
  var isExact = false
  /// Whether it may be written in capitals.
  var isName = false
  /// What stands behind it, such as a comma.
  var mark = ""
}

/// Puts a request into plain words.
struct RequestWriter {
  let isTest: Bool
  private(set) var words: (plain: [PlainWord], values: [(type: SlotType, value: String)]) =
    ([], [])
  private var intent = ""

  init(isTest: Bool) { self.isTest = isTest }

  /// Draws what is asked and puts it into words; nil for what no service is there for.
  mutating func write(_ generator: inout SeededGenerator) -> String? {
    let phrase: Phrasebook.Phrase
    let isReserved = isTest && generator.bernoulli(EmbeddedCorpus.reservedShare)
    let isForeign = generator.bernoulli(EmbeddedCorpus.foreignShare)
    if isForeign {
      let reserved = Phrasebook.reservedForeignTopics
      let topics =
        isReserved
        ? Phrasebook.foreign.suffix(reserved) : Phrasebook.foreign.dropLast(reserved)
      phrase = generator.choice(generator.choice(Array(topics)))
    } else {
      intent = generator.choice(IntentCatalogue.names)
      let phrases = (Phrasebook.phrases[intent] ?? []).filter { $0.isReserved == isReserved }
      phrase = generator.choice(phrases)
    }
    if generator.bernoulli(0.25) { plain(generator.choice(Phrasebook.greetings), mark: ",") }
    if generator.bernoulli(0.08) { plain(generator.choice(Phrasebook.asides), mark: ".") }
    if !phrase.isSentence { plain(generator.choice(Phrasebook.verbOpeners)) }
    expand(Self.chosen(phrase.text, &generator), &generator)
    if !words.plain.isEmpty {
      words.plain[words.plain.count - 1].mark = generator.choice(["", "", ".", "?", "!"])
    }
    if generator.bernoulli(0.08) { plain(generator.choice(Phrasebook.asides)) }
    if generator.bernoulli(0.2) { plain(generator.choice(Phrasebook.closers)) }
    return isForeign ? nil : intent
  }

  /// The phrase with one wording of each `[a|b]`.
  static func chosen(_ phrase: String, _ generator: inout SeededGenerator) -> String {
    var result = ""
    var rest = Substring(phrase)
    while let open = rest.firstIndex(of: "["), let close = rest.firstIndex(of: "]") {
      let wordings = rest[rest.index(after: open)..<close]
        .split(separator: "|", omittingEmptySubsequences: false)
      result += rest[..<open] + generator.choice(wordings)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private mutating func plain(_ text: String, mark: String = "") {
    for word in text.split(separator: " ") { words.plain.append(PlainWord(text: String(word))) }
    if !text.isEmpty { words.plain[words.plain.count - 1].mark = mark }
  }

  private mutating func expand(_ phrase: String, _ generator: inout SeededGenerator) {
    for piece in phrase.split(separator: " ") {
      if piece.hasPrefix("{"), let type = SlotType(rawValue: String(piece.dropFirst().dropLast())) {
        slot(type, &generator)
      } else if piece.hasPrefix("*") {
        words.plain.append(PlainWord(text: String(piece.dropFirst()), isCause: true))
      } else {
        words.plain.append(PlainWord(text: String(piece)))
      }
    }
  }

  private mutating func slot(_ type: SlotType, _ generator: inout SeededGenerator) {
    var wording = ValueWriter(isTest: isTest, intent: intent).wording(type, &generator)
    // `my` stands before a relation; two of them are one.
    if wording.words.first == "my", words.plain.last?.text == "my" { words.plain.removeLast() }
    let number = words.values.count
    words.values.append((type, wording.value))
    let isExact = [.amount, .order].contains(type)
    let isName = [.person, .city, .merchant].contains(type)
    let unit = wording.unit
    if unit == "€" {
      wording.words[0] = "€" + wording.words[0]
    }
    for word in wording.words {
      words.plain.append(
        PlainWord(text: word, isCause: true, slot: number, isExact: isExact, isName: isName))
    }
    if !unit.isEmpty && unit != "€" { words.plain.append(PlainWord(text: unit)) }
  }
}

/// Draws values and the words for them.
struct ValueWriter {
  struct Wording {
    var value: String
    var words: [String]
    /// What stands beside an amount, outside of its slot.
    var unit = ""

    init(_ value: String, _ text: String) {
      self.value = value
      words = text.split(separator: " ").map(String.init)
    }
  }

  let isTest: Bool
  let intent: String

  func wording(_ type: SlotType, _ generator: inout SeededGenerator) -> Wording {
    switch type {
    case .amount: amount(&generator)
    case .currency: closed(Values.currencies, &generator)
    case .card: closed(Values.cards, &generator)
    case .account: closed(Values.accounts, &generator)
    case .person: person(&generator)
    case .city: open(Values.cities, &generator)
    case .merchant: open(Values.merchants, &generator)
    case .date: date(&generator)
    case .order: order(&generator)
    }
  }

  private func closed(_ values: Values.Closed, _ generator: inout SeededGenerator) -> Wording {
    let entry = generator.choice(values)
    return Wording(
      entry.value,
      generator.bernoulli(0.4) ? entry.wordings[0] : generator.choice(entry.wordings))
  }

  private func name(_ names: [String], _ generator: inout SeededGenerator) -> String {
    let common = Values.open(names.count)
    if isTest && generator.bernoulli(EmbeddedCorpus.reservedShare) {
      return names[common + generator.index(below: names.count - common)]
    }
    return names[generator.index(below: common)]
  }

  private func open(_ names: [String], _ generator: inout SeededGenerator) -> Wording {
    let name = name(names, &generator)
    return Wording(name, name)
  }

  private func person(_ generator: inout SeededGenerator) -> Wording {
    if generator.bernoulli(0.25) {
      let relation = generator.choice(Values.relations)
      return Wording(String(relation.dropFirst(3)), relation)
    }
    let first = name(Values.firstNames, &generator)
    guard generator.bernoulli(0.5) else { return Wording(first, first) }
    let whole = first + " " + name(Values.surnames, &generator)
    return Wording(whole, whole)
  }

  private func order(_ generator: inout SeededGenerator) -> Wording {
    let letter = generator.choice(["a", "b", "d", "k", "m", "r", "x"])
    let number = letter + "\(1000 + generator.index(below: 99_000))"
    return Wording(number, (generator.bernoulli(0.2) ? "#" : "") + number)
  }

  private func date(_ generator: inout SeededGenerator) -> Wording {
    let month = generator.index(below: 12)
    let paddedMonth = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    if intent == "account.statement" {
      guard generator.bernoulli(0.7) else { return Wording("last-month", "last month") }
      return Wording(paddedMonth, Values.months[month])
    }
    let day = 1 + generator.index(below: 28)
    let weekday = generator.choice(Values.weekdays)
    switch generator.uniform() {
    case ..<0.12: return Wording("today", "today")
    case ..<0.3: return Wording("tomorrow", "tomorrow")
    case ..<0.55: return Wording(weekday, weekday)
    case ..<0.75: return Wording("next-\(weekday)", "next \(weekday)")
    case ..<0.8: return Wording("month-end", "the end of the month")
    default:
      let value = paddedMonth + (day < 10 ? "-0\(day)" : "-\(day)")
      let name = Values.months[month]
      return Wording(
        value, generator.choice(["\(day) \(name)", "\(name) \(day)", "the \(day)th of \(name)"]))
    }
  }

  private static let amounts = [
    20, 25, 40, 50, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1200,
    1500, 1800, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 7500, 8000, 10_000, 12_000, 15_000,
    20_000,
  ]

  private func amount(_ generator: inout SeededGenerator) -> Wording {
    let amount =
      generator.bernoulli(0.7)
      ? generator.choice(Self.amounts) : 10 + generator.index(below: 990)
    var digits = "\(amount)"
    if amount >= 1000 {
      switch generator.uniform() {
      case ..<0.35: digits = digits.dropLast(3) + "," + digits.suffix(3)
      case ..<0.45 where amount % 1000 == 0: digits = "\(amount / 1000)k"
      default: break
      }
    }
    let isWords = generator.bernoulli(0.2) && amount % 50 == 0
    var wording = Wording("\(amount)", isWords ? Self.inWords(amount) : digits)
    if intent != "travel.exchange" {
      wording.unit = generator.choice(isWords ? ["euros", "euro"] : ["euros", "eur", "", "€"])
    }
    return wording
  }

  /// A whole number that 50 divides, below a million, in English words.
  static func inWords(_ amount: Int) -> String {
    let ones = [
      "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
      "twenty",
    ]
    var parts: [String] = []
    let (thousands, rest) = (amount / 1000, amount % 1000)
    if thousands > 0 { parts += [ones[min(thousands, 20)], "thousand"] }
    if rest >= 100 { parts += [ones[rest / 100], "hundred"] }
    if rest % 100 == 50 { parts += parts.isEmpty ? ["fifty"] : ["and", "fifty"] }
    return parts.joined(separator: " ")
  }
}
