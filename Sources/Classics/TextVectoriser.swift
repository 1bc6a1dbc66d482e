import NumericCore

/// The features of a text that are not zero.
package struct SparseVector: Sendable, Equatable {
  /// Ascending, each once.
  package var features: [Int32]
  package var values: [Float]

  package init(features: [Int32] = [], values: [Float] = []) {
    self.features = features
    self.values = values
  }
}

/// Tokens to a vector of n-grams weighted by TF-IDF.
///
/// Word n-grams and character n-grams within words (`char_wb` of scikit-learn: each word between two
/// spaces) are weighted by (1 + ln tf) · (ln((1 + n) / (1 + df)) + 1) and the vector brought to unit
/// length (Salton & Buckley 1988; the smoothing is scikit-learn's `TfidfVectorizer`'s).
package struct TextVectoriser: Sendable {
  /// Which n-grams are features.
  package struct Options: Codable, Sendable, Equatable {
    /// The longest n-gram of words.
    package var words: Int
    /// The shortest and longest n-gram of characters; nil for none.
    package var characters: ClosedRange<Int>?
    /// The documents that a feature must stand in to be kept.
    package var minimumDocuments: Int

    package init(words: Int = 2, characters: ClosedRange<Int>? = 2...4, minimumDocuments: Int = 1) {
      self.words = words
      self.characters = characters
      self.minimumDocuments = minimumDocuments
    }
  }

  /// An n-gram of a text: its key and the positions of the tokens that it lies in.
  private struct Gram {
    var key: UInt64
    var tokens: ClosedRange<Int>
  }

  package let options: Options
  package let index: FeatureIndex
  /// The inverse document frequency of each feature.
  package let inverseFrequencies: [Float]

  package init(options: Options, index: FeatureIndex, inverseFrequencies: [Float]) {
    self.options = options
    self.index = index
    self.inverseFrequencies = inverseFrequencies
  }

  /// Learns which n-grams there are, and how many documents each stands in.
  package static func fit(_ documents: [[String]], options: Options) -> TextVectoriser {
    var counts: [UInt64: Int] = [:]
    var order: [UInt64] = []
    for document in documents {
      var seen: Set<UInt64> = []
      for gram in grams(document, options) where seen.insert(gram.key).inserted {
        if counts[gram.key] == nil { order.append(gram.key) }
        counts[gram.key, default: 0] += 1
      }
    }
    let kept = order.filter { counts[$0, default: 0] >= options.minimumDocuments }
    let total = Double(1 + documents.count)
    return TextVectoriser(
      options: options, index: FeatureIndex(keys: kept),
      inverseFrequencies: kept.map {
        Float(Double.log(total / Double(1 + counts[$0, default: 0])) + 1)
      })
  }

  private static func grams(_ tokens: [String], _ options: Options) -> [Gram] {
    var grams: [Gram] = []
    for (position, token) in tokens.enumerated() {
      for length in 1...max(1, options.words) where position + length <= tokens.count {
        var key = FeatureKey(UInt8(length))
        for token in tokens[position..<position + length] { key.add(token) }
        grams.append(Gram(key: key.value, tokens: position...(position + length - 1)))
      }
      guard let characters = options.characters else { continue }
      let padded = [UInt8(ascii: " ")] + Array(token.utf8) + [UInt8(ascii: " ")]
      for length in characters where length <= padded.count {
        for start in 0...(padded.count - length) {
          var key = FeatureKey(0x40 + UInt8(length))
          for byte in padded[start..<start + length] { key.add(byte) }
          grams.append(Gram(key: key.value, tokens: position...position))
        }
      }
    }
    return grams
  }

  /// The unit vector of a text; without features for one of unknown n-grams only.
  package func vector(of tokens: [String]) -> SparseVector {
    let found = Self.grams(tokens, options).compactMap { index.number($0.key).map { Int32($0) } }
      .sorted()
    var features: [Int32] = []
    var counts: [Int] = []
    for feature in found {
      if features.last == feature {
        counts[counts.count - 1] += 1
      } else {
        features.append(feature)
        counts.append(1)
      }
    }
    var values = zip(features, counts).map { feature, count in
      // Most stand once, where the logarithm is 0.
      (count == 1 ? 1 : Float(1 + Double.log(Double(count)))) * inverseFrequencies[Int(feature)]
    }
    let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    if norm > 0 { for place in values.indices { values[place] /= norm } }
    return SparseVector(features: features, values: values)
  }

  /// What each token contributes to the product of the text's vector with a weight vector.
  ///
  /// A feature's part is divided evenly among its occurrences, and an occurrence's among its tokens,
  /// so that the contributions add up to the product.
  package func contributions(of tokens: [String], weight: (Int) -> Float) -> [Double] {
    let vector = vector(of: tokens)
    var parts: [Int32: Double] = [:]
    for (feature, value) in zip(vector.features, vector.values) {
      parts[feature] = Double(value * weight(Int(feature)))
    }
    var known: [(feature: Int32, tokens: ClosedRange<Int>)] = []
    var occurrences: [Int32: Double] = [:]
    for gram in Self.grams(tokens, options) {
      guard let feature = index.number(gram.key).map({ Int32($0) }) else { continue }
      known.append((feature, gram.tokens))
      occurrences[feature, default: 0] += 1
    }
    var contributions = [Double](repeating: 0, count: tokens.count)
    for gram in known {
      let share = parts[gram.feature, default: 0] / occurrences[gram.feature, default: 1]
      for token in gram.tokens { contributions[token] += share / Double(gram.tokens.count) }
    }
    return contributions
  }
}
