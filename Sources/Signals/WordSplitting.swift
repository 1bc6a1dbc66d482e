/// How written text is cut into words and tokens.
package enum WordSplitting {
  /// The words of a text: what stands between white space.
  package static func words(_ text: String) -> [String] {
    guard isPlain(text) else { return text.split(whereSeparator: \.isWhitespace).map(String.init) }
    return text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a text is ASCII, whose bytes are its characters and much faster to look at.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  /// The tokens of a word: runs of letters and digits, and every other character by itself.
  ///
  /// An apostrophe between letters and a comma or point between digits stay inside: `don't`,
  /// `1,200.50`. So does a digit beside a letter: `k4821`.
  package static func tokens(_ word: String) -> [String] {
    if word.utf8.allSatisfy({ isPlainInner($0) }) { return word.isEmpty ? [] : [word] }
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

  private static func isPlainInner(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
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
