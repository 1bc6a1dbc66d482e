/// The letters that transcripts are written in, as the network's labels; label 0 is the blank.
package struct SpokenLabels: Codable, Sendable, Equatable {
  /// The character of each label from 1 on.
  package let characters: [String]

  /// The alphabet of the transcripts, with a space between words.
  package init(of transcripts: some Sequence<[String]>) {
    var found: Set<Character> = [" "]
    for transcript in transcripts {
      for word in transcript { found.formUnion(word) }
    }
    characters = found.map { String($0) }.sorted()
  }

  /// The number of labels, the blank among them.
  package var count: Int { characters.count + 1 }

  /// The labels of a transcript; characters that the alphabet lacks are left out.
  package func labels(of words: [String]) -> [Int] {
    words.joined(separator: " ").compactMap { character in
      characters.firstIndex(of: String(character)).map { $0 + 1 }
    }
  }

  /// The words of labels; labels that the alphabet lacks are left out.
  package func words(of labels: [Int]) -> [String] {
    labels.compactMap { characters.indices.contains($0 - 1) ? characters[$0 - 1] : nil }
      .joined().split(separator: " ").map(String.init)
  }
}
