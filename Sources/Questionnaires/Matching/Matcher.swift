package import Records

/// Binds a question's words to evidence keys by a fixed dictionary; nothing is learned.
///
/// Each phrase of the dictionary that stands in the question gives its weight to the keys that list
/// it, in equal parts; a longer phrase hides the shorter ones within it. With S the weight of the
/// best key and R that of the best key of another family, the confidence is S / (S + R + 1).
package struct Matcher: Sendable {
  /// The confidence from which on a question is bound.
  package static let threshold = 0.6

  /// The share of the best key's weight from which on another key answers along with it.
  static let along = 0.75

  /// The least weight of a key that answers along: a hint alone does not.
  static let named = 3.0

  /// What a phrase speaks for: a topic of the evidence, or something only people know.
  enum Subject: Hashable, Sendable {
    case topic(Topic)
    case human(HumanTopic)

    var family: String {
      switch self {
      case .topic(let topic): topic.family
      case .human(let topic): "human." + topic.rawValue
      }
    }
  }

  /// What the words of a question lead to.
  package struct Binding: Sendable, Equatable {
    /// The keys; empty where the question is left open.
    package var topics: [Topic]
    package var confidence: Double
    /// The phrases that spoke for it.
    package var terms: [String]
    /// Why the question is left open, and who usually knows; nil where it is bound.
    package var gap: FilledQuestionnaire.OpenPart?

    package init(
      topics: [Topic], confidence: Double, terms: [String], gap: FilledQuestionnaire.OpenPart?
    ) {
      self.topics = topics
      self.confidence = confidence
      self.terms = terms
      self.gap = gap
    }
  }

  /// A phrase of the dictionary as the question writes it, and what it speaks for.
  private struct Found {
    let start: Int
    let stems: [String]
    let written: String
    let subjects: [(subject: Subject, weight: Double)]
  }

  private let phrases: [[String]: [(subject: Subject, weight: Double)]]
  private let longest: Int

  package init() {
    var phrases: [[String]: [(subject: Subject, weight: Double)]] = [:]
    for (subject, entries) in MatcherDictionary.entries {
      for (weight, list) in entries {
        for phrase in list.split(separator: ",") {
          phrases[QuestionWords.words(String(phrase)).map(\.stem), default: []].append(
            (subject, weight))
        }
      }
    }
    self.phrases = phrases
    longest = phrases.keys.map(\.count).max() ?? 1
  }

  /// What a question is bound to.
  package func bind(_ question: String) -> Binding {
    let found = matches(in: QuestionWords.words(question))
    var weights: [Subject: Double] = [:]
    for phrase in found {
      for (subject, weight) in phrase.subjects {
        weights[subject, default: 0] += weight / Double(phrase.subjects.count)
      }
    }
    let order = MatcherDictionary.entries.map(\.subject)
    // Among equals, the dictionary's order decides, so that the answer never depends on hashing.
    let ranked = order.filter { weights[$0] != nil }.enumerated().sorted {
      let (first, second) = (weights[$0.element] ?? 0, weights[$1.element] ?? 0)
      return first != second ? first > second : $0.offset < $1.offset
    }.map(\.element)
    guard let best = ranked.first, let weight = weights[best] else {
      return Binding(
        topics: [], confidence: 0, terms: [],
        gap: .init(
          why: "No word of the question leads to a key of the evidence.",
          person: "whoever owns the system"))
    }
    return binding(best, weight, ranked, weights, found)
  }

  private func binding(
    _ best: Subject, _ weight: Double, _ ranked: [Subject], _ weights: [Subject: Double],
    _ found: [Found]
  ) -> Binding {
    var bound = [best]
    if case .topic = best {
      bound += ranked.dropFirst().prefix(2).filter {
        guard case .topic = $0 else { return false }
        return (weights[$0] ?? 0) >= max(Matcher.named, Matcher.along * weight)
      }
    }
    let rival = ranked.first { subject in
      !bound.contains(subject) && !bound.contains { $0.family == subject.family }
    }
    let confidence = weight / (weight + (rival.flatMap { weights[$0] } ?? 0) + 1)
    let terms = found.filter { $0.subjects.contains { bound.contains($0.subject) } }
      .map(\.written)
    var binding = Binding(topics: [], confidence: confidence, terms: terms, gap: nil)
    switch best {
    case .human(let topic):
      binding.gap = .init(why: topic.why, person: topic.person)
    case .topic(let topic) where confidence < Matcher.threshold:
      binding.gap = .init(
        why: "The words lead to '\(topic.rawValue)' only with confidence"
          + " \(twoDigits(confidence)), below \(twoDigits(Matcher.threshold)): name the key"
          + " with `evidence:`, or answer by hand.", person: topic.person)
    case .topic:
      binding.topics = bound.compactMap { if case .topic(let topic) = $0 { topic } else { nil } }
    }
    return binding
  }

  /// The phrases of the dictionary in the words, longest first, none within another.
  private func matches(in words: [QuestionWords.Word]) -> [Found] {
    var isTaken = [Bool](repeating: false, count: words.count)
    var found: [Found] = []
    for length in stride(from: min(longest, words.count), to: 0, by: -1) {
      for start in 0...(words.count - length) {
        let range = start..<(start + length)
        let stems = words[range].map(\.stem)
        guard let subjects = phrases[stems], !isTaken[range].contains(true) else { continue }
        for index in range { isTaken[index] = true }
        // A phrase that is repeated says nothing more.
        guard !found.contains(where: { $0.stems == stems }) else { continue }
        let written = words[range].map(\.written).joined(separator: " ")
        found.append(Found(start: start, stems: stems, written: written, subjects: subjects))
      }
    }
    return found.sorted { $0.start < $1.start }
  }

  private func twoDigits(_ share: Double) -> String {
    let hundredths = Int((share * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

/// The words of a question, as the dictionary compares them.
enum QuestionWords {
  /// A word as it is compared, and as it is written.
  struct Word {
    let stem: String
    let written: String
  }

  /// Lower case, ASCII letters and digits, endings of plural, gerund and past taken off.
  static func words(_ text: String) -> [Word] {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .map { Word(stem: stem(String($0)), written: String($0)) }
      .filter { !skipped.contains($0.stem) }
  }

  /// Words that carry nothing, taken out so that `time to explain` is `time explain`.
  private static let skipped: Set<String> = [
    "the", "a", "an", "of", "to", "and", "or", "is", "are", "be", "for", "in", "on", "it", "its",
    "this", "that", "by", "with", "your",
  ]

  private static func stem(_ word: String) -> String {
    let endings: [(String, String, least: Int)] = [
      ("ies", "y", 5), ("ing", "", 6), ("ed", "", 5), ("es", "e", 5), ("s", "", 4),
    ]
    for (ending, replacement, least) in endings
    where word.hasSuffix(ending) && word.count >= least && !word.hasSuffix("ss") {
      return trimmed(String(word.dropLast(ending.count)) + replacement)
    }
    return trimmed(word)
  }

  /// Without a silent `e`, so that `trace`, `traced` and `tracing` are one.
  private static func trimmed(_ word: String) -> String {
    word.count > 4 && word.hasSuffix("e") ? String(word.dropLast()) : word
  }
}
