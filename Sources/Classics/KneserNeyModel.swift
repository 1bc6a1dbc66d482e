import NumericCore

/// An n-gram language model with interpolated Kneser–Ney smoothing.
///
/// Chen & Goodman 1999, "An empirical study of smoothing techniques for language modeling", eq. 20–22,
/// with one discount an order, D = n₁ / (n₁ + 2 n₂), and 0.5 where that is not defined:
///
///     P(w | h) = max(c(h w) − D, 0) / Σ c(h ·) + D · types(h ·) / Σ c(h ·) · P(w | h without its first)
///
/// Counts of the highest order are those of the text, of lower orders the number of different words
/// that stand before; below the unigrams lies the uniform distribution. Sentences are padded with
/// starts, so that each context has the same length; what was never seen falls to the next order.
package struct KneserNeyModel: Codable, Sendable, Equatable {
  /// What was counted after one context.
  private struct Followers: Codable, Sendable, Equatable {
    /// By the word's number.
    var counts: [Int: Int] = [:]
    var total = 0
  }

  /// The words, by their numbers; the end of a sentence has the number behind the last.
  package let words: [String]
  package let order: Int
  /// By order less one, by context.
  private var followers: [[[Int]: Followers]]
  private var discounts: [Double]

  /// The number that ends a sentence.
  package var end: Int { words.count }

  /// The number that stands before a sentence, in contexts only.
  package var start: Int { words.count + 1 }

  /// Counts sentences of numbered words.
  ///
  /// - Parameters:
  ///   - words: the vocabulary; a sentence's numbers are places in it.
  ///   - order: 1 for unigrams, 2 for bigrams, 3 for trigrams.
  ///   - sentences: the text that is counted.
  /// - Throws: ``ClassicsError`` for a number that is no word's, or an order outside 1 … 5.
  package init(words: [String], order: Int, sentences: [[Int]]) throws(ClassicsError) {
    guard (1...5).contains(order) else {
      throw ClassicsError(code: .outOfRange, message: "an n-gram has order 1 to 5, not \(order)")
    }
    if let stray = sentences.joined().first(where: { !words.indices.contains($0) }) {
      throw ClassicsError(
        code: .outOfRange, message: "word \(stray) of a vocabulary of \(words.count)")
    }
    self.words = words
    self.order = order
    followers = Array(repeating: [:], count: order)
    discounts = []
    count(sentences)
    discounts = followers.map { contexts in
      let counts = contexts.values.flatMap(\.counts.values)
      let once = Double(counts.count { $0 == 1 })
      let twice = Double(counts.count { $0 == 2 })
      return once > 0 ? once / (once + 2 * twice) : 0.5
    }
  }

  private mutating func count(_ sentences: [[Int]]) {
    for sentence in sentences {
      let padded = Array(repeating: start, count: order - 1) + sentence + [end]
      for place in (order - 1)..<padded.count {
        add(padded[place], after: Array(padded[(place - order + 1)..<place]), order: order)
      }
    }
    for lower in stride(from: order - 1, through: 1, by: -1) {
      // One for each different word that stands before.
      for (context, found) in followers[lower] {
        for word in found.counts.keys { add(word, after: Array(context.dropFirst()), order: lower) }
      }
    }
  }

  private mutating func add(_ word: Int, after context: [Int], order: Int) {
    followers[order - 1][context, default: Followers()].counts[word, default: 0] += 1
    followers[order - 1][context, default: Followers()].total += 1
  }

  /// The probability of a word, or of the end, after the words before it.
  ///
  /// Only the last `order` − 1 words of the context count; a shorter one is padded with starts.
  package func probability(_ word: Int, after context: [Int]) -> Double {
    let padding = Array(repeating: start, count: max(order - 1 - context.count, 0))
    return probability(word, Array((padding + context).suffix(order - 1)), order: order)
  }

  private func probability(_ word: Int, _ context: [Int], order: Int) -> Double {
    guard order > 0 else { return 1 / Double(words.count + 1) }
    let lower = probability(word, Array(context.dropFirst()), order: order - 1)
    guard let found = followers[order - 1][context], found.total > 0 else { return lower }
    let discount = discounts[order - 1]
    let kept = max(Double(found.counts[word] ?? 0) - discount, 0)
    let freed = discount * Double(found.counts.count)
    return (kept + freed * lower) / Double(found.total)
  }

  /// Numbers that the model holds: a count for each n-gram.
  package var parameters: Int {
    followers.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.counts.count } }
  }
}

extension KneserNeyModel {
  private enum CodingKeys: String, CodingKey {
    case words, order, discounts, grams
  }

  /// Reads what `encode` wrote.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    words = try values.decode([String].self, forKey: .words)
    order = try values.decode(Int.self, forKey: .order)
    discounts = try values.decode([Double].self, forKey: .discounts)
    followers = Array(repeating: [:], count: max(order, 1))
    // Each row: the order, the context, the word, the count.
    for row in try values.decode([[Int]].self, forKey: .grams) {
      guard row.count >= 3, (1...order).contains(row[0]), row.count == row[0] + 2 else {
        throw DecodingError.dataCorruptedError(
          forKey: .grams, in: values, debugDescription: "the n-gram \(row) is malformed")
      }
      let context = Array(row[1..<row.count - 2])
      followers[row[0] - 1][context, default: Followers()].counts[row[row.count - 2]] =
        row[row.count - 1]
      followers[row[0] - 1][context, default: Followers()].total += row[row.count - 1]
    }
    guard discounts.count == order else {
      throw DecodingError.dataCorruptedError(
        forKey: .discounts, in: values, debugDescription: "\(discounts.count) for order \(order)")
    }
  }

  /// Writes the n-grams in a fixed order, so that equal models give equal bytes.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(words, forKey: .words)
    try values.encode(order, forKey: .order)
    try values.encode(discounts, forKey: .discounts)
    let rows = followers.enumerated().flatMap { level, contexts in
      contexts.flatMap { context, found in
        found.counts.map { [level + 1] + context + [$0.key, $0.value] }
      }
    }
    try values.encode(rows.sorted { $0.lexicographicallyPrecedes($1) }, forKey: .grams)
  }
}
