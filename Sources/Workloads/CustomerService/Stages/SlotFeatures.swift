import Classics

/// What a slot tagger sees of each token: the usual features of named-entity tagging (Ratinov & Roth
/// 2009): the words around it, affixes, shape, and the gazetteers that it stands in.
enum SlotFeatures {
  /// The keys of every token's features.
  static func keys(_ tokens: [String], lexicon: WrittenWords) -> [[UInt64]] {
    let shapes = tokens.map(shape)
    let gazetteers = tokens.map { lexicon.words[$0] ?? [] }
    return tokens.indices.map { token in
      var keys = [FeatureKey.of(1)]
      for offset in -2...2 {
        let place = token + offset
        let kind = UInt8(10 + offset + 2)
        guard tokens.indices.contains(place) else {
          keys.append(FeatureKey.of(kind, "edge"))
          continue
        }
        keys.append(FeatureKey.of(kind, tokens[place]))
        if abs(offset) <= 1 { keys.append(FeatureKey.of(kind + 20, shapes[place])) }
        for type in gazetteers[place] where abs(offset) <= 1 {
          keys.append(FeatureKey.of(kind + 40, type.rawValue))
        }
      }
      let word = tokens[token]
      for length in 2...3 where word.count > length {
        keys.append(FeatureKey.of(UInt8(70 + length), String(word.prefix(length))))
        keys.append(FeatureKey.of(UInt8(80 + length), String(word.suffix(length))))
      }
      let before = token > 0 ? tokens[token - 1] : "edge"
      let after = token + 1 < tokens.count ? tokens[token + 1] : "edge"
      keys.append(FeatureKey.of(90, before, word))
      keys.append(FeatureKey.of(91, word, after))
      keys.append(FeatureKey.of(92, before, after))
      if token > 1 { keys.append(FeatureKey.of(93, tokens[token - 2], before)) }
      return keys
    }
  }

  /// Letters as `a`, digits as `9`, runs cut to three: `k4821` is `a999`.
  static func shape(_ token: String) -> String {
    var shape = ""
    var run = 0
    for character in token {
      let sign: Character = character.isLetter ? "a" : character.isNumber ? "9" : character
      run = shape.last == sign ? run + 1 : 1
      if run <= 3 { shape.append(sign) }
    }
    return shape
  }
}
