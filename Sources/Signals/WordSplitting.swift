/// How written text is cut into words and tokens.
package enum WordSplitting {
  /// The words of a text: what stands between white space.
  package static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The tokens of a word: runs of letters and digits, and every other character by itself.
  ///
  /// An apostrophe between letters and a comma or point between digits stay inside: `don't`,
  /// `1,200.50`. So does a digit beside a letter: `k4821`.
  package static func tokens(_ word: String) -> [String] {
    let characters = Array(word)
    var tokens: [String] = []
    var run = ""
    for (index, character) in characters.enumerated() {
      if isInner(character) || joins(characters, at: index) {
        run.append(character)
      } else {
        if !run.isEmpty { tokens.append(run) }
        run = ""
        tokens.append(String(character))
      }
    }
    if !run.isEmpty { tokens.append(run) }
    return tokens
  }

  private static func isInner(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static func joins(_ characters: [Character], at index: Int) -> Bool {
    guard index > 0, index + 1 < characters.count else { return false }
    let (before, after) = (characters[index - 1], characters[index + 1])
    return switch characters[index] {
    case "'", "’": before.isLetter && after.isLetter
    case ",", ".": before.isNumber && after.isNumber
    default: false
    }
  }
}
