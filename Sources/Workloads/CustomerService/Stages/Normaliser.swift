import Classics
import ModelFiles
import Signals
package import WorkloadKit

/// The first stage: brings words to the form in which the other stages know them.
///
/// Small letters without marks around them; short forms and synonyms become what they stand for; a
/// word that neither the written lexicon nor the examples know becomes the known one within one
/// slip, where there is just one.
package struct Normaliser: Stage, StoredStage {
  /// What a model file keeps.
  struct Form: Codable {
    var replacements: [String: String]
    var words: [String]
  }

  /// Examples that must hold a word for it to count as spelt correctly.
  static let frequent = 3
  static let name = HybridStage.normaliser

  let form: Form
  private let spelling: SpellingIndex

  init(_ form: Form) {
    self.form = form
    spelling = SpellingIndex(form.words)
  }

  /// Adds to what is written the words that enough of the texts hold.
  static func fit(_ texts: [String], knowledge: WrittenKnowledge) -> Normaliser {
    var counts: [String: Int] = [:]
    for text in texts {
      for word in Set(WordSplitting.words(text).map(plain)) { counts[word, default: 0] += 1 }
    }
    let seen = counts.filter {
      $0.value >= frequent
        && (SpellingIndex.shortest...SpellingIndex.longest).contains($0.key.count)
    }
    let names = knowledge.names.values.joined().flatMap { $0.split(separator: " ") }
    let words = Set(seen.keys).union(knowledge.lexicon).union(names.map(String.init))
    return Normaliser(Form(replacements: knowledge.replacements, words: words.sorted()))
  }

  package var parameters: Int { form.replacements.count + form.words.count }

  private static let marks: Set<Character> = [
    ".", ",", "!", "?", ";", ":", "\"", "(", ")", "'",
  ]

  /// The word in small letters, without the marks around it.
  static func plain(_ word: String) -> String {
    var rest = word.lowercased()[...]
    while let last = rest.last, marks.contains(last) { rest = rest.dropLast() }
    while let first = rest.first, marks.contains(first) { rest = rest.dropFirst() }
    return String(rest)
  }

  package func run(_ request: ServiceRequest) throws(WorkloadError) -> NormalisedRequest {
    try request.check()
    var normalised = NormalisedRequest(text: request.text, words: [], origins: [])
    for (position, typed) in WordSplitting.words(request.text).enumerated() {
      var word = Self.plain(typed)
      guard !word.isEmpty else { continue }
      if let other = form.replacements[word] {
        word = other
      } else if word.allSatisfy(\.isLetter), let near = spelling.correction(of: word) {
        word = form.replacements[near] ?? near
      }
      normalised.words.append(word)
      normalised.origins.append(position)
    }
    return normalised
  }

  func store(in file: inout ModelFile) { file.write(form, as: Self.name.rawValue) }

  init(from file: ModelFile) throws {
    self.init(try file.read(Form.self, Self.name.rawValue))
  }
}

/// The second stage: words to tokens, `€250` to `€` and `250`.
package struct Tokeniser: Stage, StoredStage {
  static let name = HybridStage.tokeniser

  init() {}

  package var parameters: Int { 0 }

  package func run(_ request: NormalisedRequest) throws(WorkloadError) -> TokenisedRequest {
    var result = TokenisedRequest(text: request.text, tokens: [], origins: [])
    for (word, origin) in zip(request.words, request.origins) {
      for token in WordSplitting.tokens(word) {
        result.tokens.append(token)
        result.origins.append(origin)
      }
    }
    return result
  }

  func store(in file: inout ModelFile) { file.write([String](), as: Self.name.rawValue) }

  init(from file: ModelFile) throws {
    _ = try file.read([String].self, Self.name.rawValue)
  }
}
