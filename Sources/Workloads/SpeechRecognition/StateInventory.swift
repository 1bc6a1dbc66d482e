import Classics

/// The states that the acoustic model tells apart, and how words are made of them.
///
/// A phone is two states from left to right, silence is one. A word that the lexicon lacks is a chain
/// of its own, longer for longer words.
struct StateInventory: Codable, Sendable, Equatable {
  static let statesOfPhone = 2
  /// The class of silence.
  static let silence = 0

  /// The words that can be recognised.
  let words: [String]
  /// The phones and the words that have states of their own.
  private(set) var units: [String]
  /// By unit: its first class and the number of its states.
  private var firsts: [Int]
  private var lengths: [Int]
  private(set) var pronunciations: [WordDecoder.Pronunciation] = []
  /// All classes, silence among them.
  private(set) var classes: Int

  /// The inventory for some words; without the lexicon every word is a chain of its own.
  init(words: [String], knowsLexicon: Bool) {
    self.words = words
    units = []
    firsts = []
    lengths = []
    classes = 1
    if knowsLexicon {
      let forms = words.map(Pronunciations.listed)
      // Phones that no listed word has, but some speaker may use, get their states from annotations.
      let isKnown = forms.contains { !$0.isEmpty }
      if isKnown { for phone in Phone.all { add(phone.name, Self.statesOfPhone) } }
    }
    for (number, word) in words.enumerated() {
      let forms = knowsLexicon ? Pronunciations.listed(word) : []
      if forms.isEmpty { add("word " + word, min(2 + word.count, 10)) }
      for form in forms.isEmpty ? [["word " + word]] : forms {
        pronunciations.append(.init(word: number, classes: form.flatMap { states($0) }))
      }
    }
  }

  private mutating func add(_ unit: String, _ states: Int) {
    units.append(unit)
    firsts.append(classes)
    lengths.append(states)
    classes += states
  }

  private func states(_ unit: String) -> [Int] {
    guard let place = units.firstIndex(of: unit) else { return [] }
    return Array(firsts[place]..<firsts[place] + lengths[place])
  }

  /// The class of a phone at a share 0 ..< 1 of its length; silence for one that is no unit.
  func phoneClass(_ phone: String, along: Double) -> Int {
    guard let place = units.firstIndex(of: phone) else { return Self.silence }
    return firsts[place] + min(Int(along * Double(lengths[place])), lengths[place] - 1)
  }

  /// The graph of a transcript: its words' pronunciations in order, pauses between them.
  func graph(_ transcript: [Int]) -> StateGraph {
    var graph = StateGraph()
    var before = [graph.append([Self.silence], after: [], isFirst: true)]
    for (place, word) in transcript.enumerated() {
      var ends: [Int] = []
      for pronunciation in pronunciations where pronunciation.word == word {
        ends.append(
          graph.append(pronunciation.classes, after: before, isFirst: place == 0))
      }
      before = ends + [graph.append([Self.silence], after: ends)]
    }
    graph.ends = before
    return graph
  }

  /// Whether the phones that were spoken are pronunciations that the lexicon lists, word by word.
  func lists(_ truth: SpokenTruth, words transcript: [Int]) -> Bool {
    let spoken = truth.phones.map(\.phone).filter { $0 != Phone.silence }
    let classes = spoken.flatMap(states)
    // Where the words so far may end in the row of classes.
    var ends: Set<Int> = [0]
    for word in transcript {
      var next: Set<Int> = []
      for pronunciation in pronunciations where pronunciation.word == word {
        for end in ends where classes.dropFirst(end).starts(with: pronunciation.classes) {
          next.insert(end + pronunciation.classes.count)
        }
      }
      ends = next
    }
    return ends.contains(classes.count)
  }
}
