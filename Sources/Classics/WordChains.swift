/// The states that a ``WordDecoder``'s tokens stand in: each pronunciation after each word, with a pause
/// behind it.
struct WordChains: Sendable {
  /// A pronunciation after a word, with its states.
  struct Chain: Sendable {
    /// The word before, or behind the last one the start.
    var context: Int
    var number: Int
    /// Its first state in the list of tokens, and its last, which is the pause after it.
    var first: Int
    var pause: Int
    /// Its first state among those of one context.
    var state: Int
  }

  /// By context and pronunciation.
  private(set) var chains: [Chain] = []
  /// By pronunciation: its word.
  private(set) var words: [Int] = []
  /// By state of one context: its class, and the logarithms of staying in it and of leaving it.
  private(set) var classes: [Int] = []
  private(set) var stays: [Float] = []
  private(set) var leaves: [Float] = []

  init(
    _ pronunciations: [WordDecoder.Pronunciation], pause: Int, contexts: Int, stay: [Float],
    leave: [Float]
  ) {
    var firsts: [Int] = []
    for pronunciation in pronunciations {
      words.append(pronunciation.word)
      firsts.append(classes.count)
      for emitted in pronunciation.classes + [pause] {
        classes.append(emitted)
        stays.append(stay[emitted])
        leaves.append(leave[emitted])
      }
    }
    for context in 0..<contexts {
      let row = context * classes.count
      for (number, first) in firsts.enumerated() {
        chains.append(
          Chain(
            context: context, number: number, first: row + first,
            pause: row + first + pronunciations[number].classes.count, state: first))
      }
    }
  }
}
