package import Explaining
import Networks
package import WorkloadKit

/// The scores of mixtures of requests, without writing each as a text and reading it again.
///
/// What a word becomes depends on that word alone, so that words are read once and mixtures put
/// together of what they became: the same scores as those of the composed requests, bit for bit.
enum Mixtures {
  /// The parts of every unit outside a coalition taken from another's.
  static func mixed<Part>(
    _ own: [[Part]], _ other: [[Part]], _ coalition: Coalition
  ) -> [Part] {
    var parts: [Part] = []
    for unit in own.indices { parts += coalition[unit] ? own[unit] : other[unit] }
    return parts
  }

  /// Parts by the unit that the word they came from is in.
  static func byUnit<Part>(_ parts: [Part], origins: [Int]) -> [[Part]] {
    var units = [[Part]](repeating: [], count: WordUnits.count)
    for (part, origin) in zip(parts, origins) {
      units[WordUnits.unit(ofWord: origin)].append(part)
    }
    return units
  }
}

extension Hybrid {
  /// Asks the classifier alone, since no other stage has a part in the score.
  package func coalitionScores(
    _ request: ServiceRequest, against references: [ServiceRequest]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])? {
    guard isLinear, fitted.oracle == nil else { return nil }
    func units(_ request: ServiceRequest) throws(WorkloadError) -> [[String]] {
      let tokenised = try tokenised(request)
      return Mixtures.byUnit(tokenised.tokens, origins: tokenised.origins)
    }
    let own = try units(request)
    var others: [[[String]]] = []
    for reference in references { others.append(try units(reference)) }
    let classifier = fitted.classifier
    let rejection = classifier.form.rejection
    return { coalitions in
      coalitions.map { coalition in
        others.reduce(0) { sum, other in
          let scores = classifier.scores(ofTokens: Mixtures.mixed(own, other, coalition))
          return sum + (rejection.verdict(scores).logOdds - rejection.threshold)
        } / Double(max(others.count, 1))
      }
    }
  }
}

extension EndToEnd {
  /// A token with its subwords.
  private struct ReadToken {
    var text: String
    var subwords: [Int32]
  }

  /// Asks for intents alone, many mixtures at a time.
  package func coalitionScores(
    _ request: ServiceRequest, against references: [ServiceRequest]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])? {
    func units(_ request: ServiceRequest) throws(WorkloadError) -> [[ReadToken]] {
      try request.check()
      let encoded = encoder.encode(request.text)
      let tokens = zip(encoded.tokens, encoded.subwords).map { ReadToken(text: $0, subwords: $1) }
      return Mixtures.byUnit(tokens, origins: encoded.origins)
    }
    let own = try units(request)
    var others: [[[ReadToken]]] = []
    for reference in references { others.append(try units(reference)) }
    let count = max(others.count, 1)
    return { coalitions in
      let mixtures = coalitions.flatMap { coalition in
        others.map { other in
          let tokens = Mixtures.mixed(own, other, coalition).prefix(RequestEncoder.mostTokens)
          return RequestEncoder.Encoded(
            tokens: tokens.map(\.text), origins: [], subwords: tokens.map(\.subwords))
        }
      }
      let scores = adverseScores(mixtures)
      return coalitions.indices.map { place in
        scores[place * others.count..<(place + 1) * others.count].reduce(0, +) / Double(count)
      }
    }
  }

  /// The log-odds of turning each request away, less the threshold; 0 for one without a token.
  private func adverseScores(_ requests: [RequestEncoder.Encoded]) -> [Double] {
    var scores = [Double](repeating: 0, count: requests.count)
    let lengths = Dictionary(grouping: requests.indices) { requests[$0].tokens.count }
    for (length, places) in lengths.sorted(by: { $0.key < $1.key }) where length > 0 {
      for start in stride(from: 0, to: places.count, by: 128) {
        let part = places[start..<min(start + 128, places.count)]
        let rows = tapes.withTape { tape -> [[Double]]? in
          guard let batch = try? RequestBatch(part.map { requests[$0] }, on: tape),
            let output = try? network(batch, intentsOnly: true)
          else { return nil }
          return ActionDecoder.scores(output)
        }
        for (place, row) in zip(part, rows ?? []) {
          scores[place] = fitted.rejection.verdict(row).logOdds - fitted.rejection.threshold
        }
      }
    }
    return scores
  }
}
