import Classics
import NumericCore
import Testing

@Suite("The search for words")
struct WordDecoderTests {
  /// Three words over four classes beside silence; the second has two pronunciations.
  static let pronunciations: [WordDecoder.Pronunciation] = [
    .init(word: 0, classes: [1, 2]), .init(word: 1, classes: [3]),
    .init(word: 1, classes: [2, 4]), .init(word: 2, classes: [4, 1]),
  ]
  static let stay: [Float] = [-0.3, -0.5, -0.7, -0.4, -0.6]
  static let leave: [Float] = [-1.3, -0.9, -0.6, -1.1, -0.8]

  static func decoder(_ weights: WordDecoder.Weights) throws -> WordDecoder {
    WordDecoder(
      pronunciations, pause: 0, classCount: 5, stay: stay, leave: leave,
      language: try language, weights: weights)
  }

  static var language: KneserNeyModel {
    get throws {
      try KneserNeyModel(
        words: ["a", "b", "c"], order: 3, sentences: [[0, 1], [1, 2, 0], [2], [0, 1, 1], [1]])
    }
  }

  static func scores(frames: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed, "scores")
    return (0..<frames * 5).map { _ in Float(3 * generator.normal()) }
  }

  /// The best score over every sequence of at most three words, each aligned by itself.
  static func exhaustive(
    _ scores: [Float], _ weights: WordDecoder.Weights
  ) throws -> (words: [Int], score: Float) {
    let language = try language
    let frames = scores.count / 5
    let scaled = scores.map { weights.acoustic * $0 }
    func logarithm(_ word: Int, _ context: [Int]) -> Float {
      weights.language * Float(Double.log(language.probability(word, after: context)))
    }
    var best: (words: [Int], score: Float) = (
      [],
      (0..<frames).reduce(0) { $0 + scaled[$1 * 5] } + Float(frames - 1) * stay[0]
        + logarithm(3, [])
    )
    var sequences: [[Int]] = [[]]
    for _ in 0..<3 {
      sequences = sequences.flatMap { before in (0..<3).map { before + [$0] } }
      for words in sequences {
        var prior = logarithm(3, words) + Float(words.count) * weights.insertion
        for place in words.indices { prior += logarithm(words[place], Array(words[..<place])) }
        for aligned in alignments(words, scaled) where aligned + prior > best.score {
          best = (words, aligned + prior)
        }
      }
    }
    return best
  }

  /// The alignment scores of a sequence, one for each state that it may end in, leaving it included.
  private static func alignments(_ words: [Int], _ scaled: [Float]) -> [Float] {
    var graph = StateGraph()
    var before = [graph.append([0], after: [], isFirst: true)]
    for (place, word) in words.enumerated() {
      var ends: [Int] = []
      for pronunciation in pronunciations where pronunciation.word == word {
        let end = graph.append(pronunciation.classes, after: before, isFirst: place == 0)
        ends += [end, graph.append([0], after: [end])]
      }
      before = ends
    }
    return before.compactMap { end in
      graph.ends = [end]
      return graph.bestPath(scores: scaled, classCount: 5, stay: stay, leave: leave)
        .map { $0.score + leave[graph.classes[end]] }
    }
  }

  @Test("It finds what trying every sequence of words finds", arguments: 1...24)
  func exhaustive(seed: Int) throws {
    // Six frames hold three words of two states at most.
    let scores = Self.scores(frames: 3 + seed % 4, seed: UInt64(seed))
    let weights = WordDecoder.Weights(
      acoustic: 0.7, language: 1.2, insertion: seed.isMultiple(of: 2) ? -3 : -5, beam: 1000)
    let found = try Self.decoder(weights).decode(scores)
    let expected = try Self.exhaustive(scores, weights)
    #expect(found.words.map(\.word) == expected.words)
    #expect(abs(found.score - expected.score) < 1e-3)
  }

  @Test("Words are told with the frames that they take, pauses left out")
  func frames() throws {
    // Silence, word 0 as classes 1 and 2, silence, word 1 as class 3, silence: two frames a state.
    let classes = [0, 0, 1, 1, 2, 2, 0, 0, 3, 3, 0, 0]
    let scores = classes.flatMap { best -> [Float] in (0..<5).map { $0 == best ? 0 : -20 } }
    let found = try Self.decoder(.init(acoustic: 1, beam: 1000)).decode(scores)
    #expect(
      found.words == [.init(word: 0, frames: 2..<6), .init(word: 1, frames: 8..<10)])
    // The second word is heard in frame 8 and never doubted after.
    #expect(found.standsFrom == 8)
  }

  @Test("Nothing but silence is no word, and no frames are none either")
  func silence() throws {
    let scores = (0..<8).flatMap { _ -> [Float] in [0, -20, -20, -20, -20] }
    let decoder = try Self.decoder(.init(acoustic: 1))
    #expect(decoder.decode(scores).words.isEmpty)
    #expect(decoder.decode([]).words.isEmpty)
  }
}

@Suite("The best path through a state graph")
struct StateGraphTests {
  @Test("It is the best of all paths, tried one by one", arguments: 1...12)
  func exhaustive(seed: Int) {
    var graph = StateGraph()
    let first = graph.append([0, 1], after: [], isFirst: true)
    let branch = graph.append([2], after: [first])
    let last = graph.append([3, 0], after: [first, branch])
    graph.ends = [branch, last]
    var generator = SeededGenerator(seed: UInt64(seed), "graph")
    let frames = 6
    let scores = (0..<frames * 4).map { _ in Float(generator.normal()) }
    let stay = (0..<4).map { _ in Float(-generator.uniform()) }
    let leave = (0..<4).map { _ in Float(-generator.uniform()) }
    var best: (states: [Int], score: Float) = ([], -.infinity)
    func extend(_ states: [Int], _ score: Float) {
      guard states.count < frames else {
        if graph.ends.contains(states[frames - 1]), score > best.score { best = (states, score) }
        return
      }
      let present = states[states.count - 1]
      for next in graph.classes.indices {
        let moves = graph.predecessors[next].contains(present)
        guard next == present || moves else { continue }
        let step = next == present ? stay[graph.classes[next]] : leave[graph.classes[present]]
        extend(states + [next], score + step + scores[states.count * 4 + graph.classes[next]])
      }
    }
    extend([0], scores[0])
    let found = graph.bestPath(scores: scores, classCount: 4, stay: stay, leave: leave)
    #expect(found?.states == best.states)
    #expect(abs((found?.score ?? 0) - best.score) < 1e-4)
  }

  @Test("Fewer frames than states have no path")
  func tooFew() {
    var graph = StateGraph()
    graph.ends = [graph.append([0, 1, 0], after: [], isFirst: true)]
    #expect(
      graph.bestPath(scores: [0, 0, 0, 0], classCount: 2, stay: [0, 0], leave: [0, 0]) == nil)
  }
}
