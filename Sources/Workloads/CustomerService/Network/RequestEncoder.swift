import Classics
import NumericCore
import Signals

/// Turns a request into what the network reads: tokens, each a set of subwords.
///
/// A token's subwords are the word itself and its character n-grams between `<` and `>` (Bojanowski et
/// al. 2017), as far as two examples had them; of a token with digits its shape and its leading digit
/// with its length, since no two numbers are alike.
struct RequestEncoder: Codable, Sendable {
  /// A request in subwords.
  struct Encoded: Sendable {
    var tokens: [String]
    /// For each token the position of the word of the text that it came from.
    var origins: [Int]
    /// For each token the numbers of its subwords, from 1; the word's own is first where it is known.
    var subwords: [[Int32]]
  }

  /// Twice the words that a request may have, so that those with signs in them are read as well.
  static let mostTokens = 2 * ServiceRequest.mostWords
  /// The subwords of a token that are read.
  static let mostSubwords = 16
  static let characters = 3...4
  /// Examples that must have a subword.
  static let fewest = 2

  private let keys: [Int64]
  private let index: FeatureIndex

  private enum CodingKeys: CodingKey {
    case keys
  }

  init(stored keys: [Int64]) {
    self.keys = keys
    index = FeatureIndex(stored: keys)
  }

  init(from decoder: any Decoder) throws {
    self.init(
      stored: try decoder.container(keyedBy: CodingKeys.self).decode([Int64].self, forKey: .keys))
  }

  /// Learns which subwords there are.
  init(_ texts: [String]) {
    var counts: [UInt64: Int] = [:]
    var order: [UInt64] = []
    for text in texts {
      let keys = Self.split(text).tokens.flatMap(Self.keys)
      for key in Set(keys) { counts[key, default: 0] += 1 }
      for key in keys where counts[key] == Self.fewest {
        order.append(key)
        counts[key, default: 0] += 1
      }
    }
    self.init(stored: FeatureIndex(keys: order).stored)
  }

  /// Rows of the embedding: one for each subword, and one that stands for none.
  var rows: Int { keys.count + 1 }

  func encode(_ text: String) -> Encoded {
    let split = Self.split(text)
    let subwords = split.tokens.map { token in
      Self.keys(token).prefix(Self.mostSubwords).compactMap { key in
        index.number(key).map { Int32($0 + 1) }
      }
    }
    return Encoded(tokens: split.tokens, origins: split.origins, subwords: subwords)
  }

  private static func split(_ text: String) -> (tokens: [String], origins: [Int]) {
    var tokens: [String] = []
    var origins: [Int] = []
    for (position, word) in WordSplitting.words(text).enumerated() {
      for token in WordSplitting.tokens(Normaliser.plain(word)) where tokens.count < mostTokens {
        tokens.append(token)
        origins.append(position)
      }
    }
    return (tokens, origins)
  }

  private static func keys(_ token: String) -> [UInt64] {
    if token.contains(where: \.isNumber) {
      let digits = token.filter { $0 != "," }
      let shape = String(digits.map { $0.isNumber ? "9" : $0 })
      return [
        FeatureKey.of(1, digits), FeatureKey.of(2, shape),
        FeatureKey.of(3, String(digits.prefix(1)) + shape.dropFirst()),
      ]
    }
    var keys = [FeatureKey.of(1, token)]
    let padded = [UInt8(ascii: "<")] + Array(token.utf8) + [UInt8(ascii: ">")]
    for length in characters where length < padded.count {
      for start in 0...(padded.count - length) {
        var key = FeatureKey(0x40 + UInt8(length))
        for byte in padded[start..<start + length] { key.add(byte) }
        keys.append(key.value)
      }
    }
    return keys
  }
}
