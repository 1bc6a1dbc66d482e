import Classics
import NumericCore
import WorkloadKit

/// What the decoder found, and what speaks for and against it.
package struct Hypothesis: Sendable, Hashable {
  /// A word with its moments, and the mean logarithm of its states' posteriors.
  struct Word: Sendable, Hashable {
    let text: String
    let moments: Range<Int>
    let support: Double
  }

  let words: [Word]
  /// By moment: the logarithm of the posterior of the state that the words put there.
  let support: [Float]
  /// By how much the best words lead the second best; capped.
  let lead: Double
  /// How far the words' states lie below the best states of each moment, on average.
  let shortfall: Double
  /// The moment from which on the best words stood, the moments in the recording if never before.
  let standsFrom: Int

  /// The evidence that the confidence is made of.
  var evidence: [Double] {
    let mean = support.isEmpty ? -9 : Double(support.reduce(0, +)) / Double(support.count)
    let least = words.map(\.support).min() ?? -6
    return [mean, least, lead, shortfall]
  }
}

/// The search for words: the lexicon, the n-gram model and Viterbi's beam.
struct WordSearchStage: Stage {
  /// What a model file holds of it.
  struct Fitted: Codable, Sendable, Equatable {
    var inventory: StateInventory
    var language: KneserNeyModel
    var weights: WordDecoder.Weights
    /// By class: the probability to stay in a state from one moment to the next.
    var staying: [Double]
  }

  let fitted: Fitted
  private var decoder: WordDecoder
  private let stay: [Float]
  private let leave: [Float]

  /// The largest lead that is told apart.
  private static let largestLead = 12.0

  init(_ fitted: Fitted) {
    self.fitted = fitted
    stay = fitted.staying.map { Float(Double.log($0)) }
    leave = fitted.staying.map { Float(Double.log(1 - $0)) }
    decoder = WordDecoder(
      fitted.inventory.pronunciations, pause: StateInventory.silence,
      classCount: fitted.inventory.classes, stay: stay, leave: leave, language: fitted.language,
      weights: fitted.weights)
  }

  /// The same search with other weights.
  func weighted(_ weights: WordDecoder.Weights) -> WordSearchStage {
    var copy = self
    copy.decoder.weights = weights
    return copy
  }

  var parameters: Int { fitted.language.parameters + fitted.staying.count + 3 }

  func run(_ scores: StateScores) throws(WorkloadError) -> Hypothesis {
    guard scores.classes == fitted.inventory.classes, scores.moments > 0 else {
      throw WorkloadError(
        "\(scores.classes) states are scored, the lexicon has \(fitted.inventory.classes)",
        at: "decoder", remedy: "train the model again")
    }
    let found = decoder.decode(scores.likelihoods)
    let support = support(found, scores)
    let words = found.words.map { word in
      let moments = word.frames.clamped(to: 0..<scores.moments)
      let sum = support[moments].reduce(0) { $0 + Double($1) }
      return Hypothesis.Word(
        text: fitted.inventory.words[word.word], moments: moments,
        support: sum / Double(max(moments.count, 1)))
    }
    let lead = found.rival.map { Double(found.score - $0) } ?? Self.largestLead
    return Hypothesis(
      words: words, support: support, lead: min(max(lead, 0), Self.largestLead),
      shortfall: shortfall(support, scores), standsFrom: found.standsFrom)
  }

  /// The words alone, which is faster.
  func words(_ scores: StateScores) -> [String] {
    decoder.decode(scores.likelihoods).words.map { fitted.inventory.words[$0.word] }
  }

  /// The posteriors along the way through the words that were found.
  private func support(_ found: WordDecoder.Found, _ scores: StateScores) -> [Float] {
    let graph = fitted.inventory.graph(found.words.map(\.word))
    let path = graph.bestPath(
      scores: scores.likelihoods, classCount: scores.classes, stay: stay, leave: leave)
    guard let path else { return Array(repeating: -9, count: scores.moments) }
    return path.states.enumerated().map { moment, state in
      max(scores.posteriors[moment * scores.classes + graph.classes[state]], -12)
    }
  }

  private func shortfall(_ support: [Float], _ scores: StateScores) -> Double {
    var sum = 0.0
    for (moment, reached) in support.enumerated() {
      let row = moment * scores.classes
      var best = -Float.infinity
      for place in row..<row + scores.classes { best = max(best, scores.posteriors[place]) }
      sum += Double(best - reached)
    }
    return sum / Double(max(support.count, 1))
  }
}
