import Records

/// What a run says to one evidence key, and what it leaves open.
struct Finding {
  var text: [String] = []
  var citations: [Citation] = []
  var open: [FilledQuestionnaire.OpenPart] = []

  /// Adds a sentence with what bears it.
  mutating func say(_ sentence: String, _ citations: [Citation?] = []) {
    if !text.contains(sentence) { text.append(sentence) }
    for citation in citations.compactMap(\.self) where !self.citations.contains(citation) {
      self.citations.append(citation)
    }
  }

  mutating func leave(_ why: String, to person: String) {
    let part = FilledQuestionnaire.OpenPart(why: why, person: person)
    if !open.contains(part) { open.append(part) }
  }

  /// Adds all of another finding; what is the same stands once.
  mutating func add(_ other: Finding) {
    for sentence in other.text { say(sentence) }
    for citation in other.citations where !citations.contains(citation) {
      citations.append(citation)
    }
    for part in other.open { leave(part.why, to: part.person) }
  }
}
