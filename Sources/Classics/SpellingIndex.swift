/// Known words, and which of them a misspelt one may stand for.
///
/// Finds words within one edit (a letter added, dropped, replaced, or two neighbours exchanged) by
/// deletions from both sides, after Garbe's symmetric delete (SymSpell).
package struct SpellingIndex: Sendable {
  /// Shorter words are corrected to no other: one edit of them is another word too often.
  package static let shortest = 4
  /// Longer ones are no words: what is done for a word grows with the square of its length.
  package static let longest = 40

  private let known: Set<String>
  /// The words that become the key by one deletion, and the key itself where it is known.
  private let deletions: [String: [String]]

  package init(_ words: some Sequence<String>) {
    known = Set(words)
    var deletions: [String: [String]] = [:]
    for word in known.sorted() where Self.isCorrectable(word) {
      deletions[word, default: []].append(word)
      for shorter in Set(Self.deletions(of: word)) { deletions[shorter, default: []].append(word) }
    }
    self.deletions = deletions
  }

  package func contains(_ word: String) -> Bool { known.contains(word) }

  /// The known word within one edit; nil where the word itself is known, or none or several are near.
  ///
  /// Of several, one with the same first letter is taken where there is just one such.
  package func correction(of word: String) -> String? {
    guard Self.isCorrectable(word), !known.contains(word) else { return nil }
    var found: Set<String> = []
    for key in [word] + Self.deletions(of: word) {
      for candidate in deletions[key] ?? [] where Self.isNear(word, candidate) {
        found.insert(candidate)
      }
    }
    if found.count <= 1 { return found.first }
    let alike = found.filter { $0.first == word.first }
    return alike.count == 1 ? alike.first : nil
  }

  private static func isCorrectable(_ word: String) -> Bool {
    let end = word.index(word.startIndex, offsetBy: longest, limitedBy: word.endIndex)
    return (end == nil || end == word.endIndex) && word.count >= shortest
  }

  private static func deletions(of word: String) -> [String] {
    word.indices.map { index in
      var shorter = word
      shorter.remove(at: index)
      return shorter
    }
  }

  /// Whether one edit makes one of the other: the rest after the first difference decides.
  private static func isNear(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Array(first), Array(second))
    guard abs(a.count - b.count) <= 1 else { return false }
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    if a.count > b.count { return a[(start + 1)...].elementsEqual(b[start...]) }
    if a.count < b.count { return a[start...].elementsEqual(b[(start + 1)...]) }
    guard start < a.count else { return true }
    if a[(start + 1)...].elementsEqual(b[(start + 1)...]) { return true }
    return start + 1 < a.count && a[start] == b[start + 1] && a[start + 1] == b[start]
      && a[(start + 2)...].elementsEqual(b[(start + 2)...])
  }
}
