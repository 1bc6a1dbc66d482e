import Networks
import NumericCore
import Tensors
import Testing

/// Token 0 is the end token throughout.
struct BeamSearchTests {
  @Test("A beam that holds everything finds all sequences in order, ties included")
  func exhaustive() throws {
    for seed in UInt64(0)..<40 {
      let scores = { SeededScores.ties(3, seed: seed, $0) }
      for alpha in [0, 0.6, 2] {
        let normalisation = LengthNormalisation(alpha: alpha)
        let expected = Enumeration(scores, maximumLength: 4, normalisation).sorted
        for results in [1, 3, 100] {
          let search = BeamSearch(
            beam: 100, results: results, endToken: 0, maximumLength: 4,
            normalisation: normalisation)
          let found = try search.decode(PrefixModel(scores))
          #expect(found == Array(expected.prefix(results)))
        }
      }
    }
  }

  @Test("A beam of 1 is greedy search")
  func beamOfOne() throws {
    for seed in UInt64(0)..<100 {
      for scores in [SeededScores.ties, SeededScores.distribution, SeededScores.extremes] {
        let model = PrefixModel { scores(4, seed, $0) }
        let greedy = try GreedySearch(endToken: 0, maximumLength: 6).decode(model)
        let beam = try BeamSearch(beam: 1, endToken: 0, maximumLength: 6).decode(model)
        #expect(beam == [greedy])
      }
    }
  }

  @Test("A beam of 2 finds the sequence that greedy search misses")
  func greedyMisses() throws {
    // Greedy takes 1 (0.6), after which the end token leads with 0.4: 0.6 · 0.4 = 0.24.
    // The better way takes 2 (0.4), which then ends with 0.9: 0.4 · 0.9 = 0.36.
    let model = PrefixModel { prefix in
      switch prefix {
      case []: [0, 0.6, 0.4].map(log)
      case [1]: [0.4, 0.3, 0.3].map(log)
      default: [0.9, 0.05, 0.05].map(log)
      }
    }
    let greedy = try GreedySearch(endToken: 0, maximumLength: 5).decode(model)
    let best = try BeamSearch(beam: 2, endToken: 0, maximumLength: 5).decode(model)[0]
    #expect(greedy.tokens == [1] && greedy.ending == .endToken)
    #expect(best.tokens == [2] && best.ending == .endToken)
    // The scores are floats of size 1, of 24 bits.
    #expect(abs(greedy.logProbability - Double.log(0.24)) < 1e-6)
    #expect(abs(best.logProbability - Double.log(0.36)) < 1e-6)
  }

  @Test("Length normalisation changes the winner at the α of the formula")
  func normalisation() throws {
    // [1] with the end token has log-probability −1 and length 2, [2, 2, 2] −1.5 and length 4.
    // −1 / (7/6)^α = −1.5 / (9/6)^α at α = log 1.5 / log(9/7) = 1.6134.
    let forbidden = -Float.infinity
    let model = PrefixModel { prefix in
      switch prefix {
      case []: [forbidden, -0.5, -0.75]
      case [1]: [-0.5, forbidden, forbidden]
      case [2, 2, 2]: [-0.25, forbidden, forbidden]
      default: [forbidden, forbidden, -0.25]
      }
    }
    let crossover = Double.log(1.5) / Double.log(9.0 / 7)
    for (alpha, winner, logProbability, length) in [
      (0, [1], -1, 2), (crossover - 1e-6, [1], -1, 2), (crossover + 1e-6, [2, 2, 2], -1.5, 4),
    ] as [(Double, [Int], Double, Double)] {
      let search = BeamSearch(
        beam: 2, endToken: 0, maximumLength: 9, normalisation: .init(alpha: alpha))
      let expected = DecodedSequence(
        tokens: winner, logProbability: logProbability,
        score: logProbability / Double.pow((5 + length) / 6, alpha), ending: .endToken)
      #expect(try search.decode(model) == [expected])
    }
  }

  @Test("The model advances once for each hypothesis that goes on, one batch a step")
  func calls() throws {
    // The end token is forbidden: 2 hypotheses go on after each of the steps 1 to 3, and those of
    // step 4 are cut. Ties go to the lower token, then to the older hypothesis.
    let model = RecordingModel { _ in [-.infinity, -1, -1, -2] }
    let found = try BeamSearch(beam: 2, results: 2, endToken: 0, maximumLength: 4).decode(model)
    #expect(
      model.batches == [[[1], [2]], [[1, 1], [2, 1]], [[1, 1, 1], [2, 1, 1]]])
    #expect(found.map(\.tokens) == [[1, 1, 1, 1], [2, 1, 1, 1]])
    #expect(found.allSatisfy { $0.ending == .maximumLength && $0.logProbability == -4 })
  }

  @Test("No prefix is asked about twice")
  func distinctCalls() throws {
    for seed in UInt64(0)..<20 {
      let model = RecordingModel { SeededScores.ties(5, seed: seed, $0) }
      _ = try BeamSearch(beam: 4, results: 4, endToken: 0, maximumLength: 8).decode(model)
      let asked = model.batches.flatMap { $0 }
      #expect(Set(asked).count == asked.count)
      #expect(model.batches.allSatisfy { $0.count <= 4 })
    }
  }

  @Test("The search stops early only where no open hypothesis can win")
  func earlyStop() throws {
    // Ending at once scores −1; going on costs −1.25 and then nothing more. At α = 0 that cannot
    // win. At α = 1 it can: −1.25 / ((5 + 4)/6) = −0.83 at the length 4.
    let scores: ([Int]) -> [Float] = { prefix in
      switch prefix.count {
      case 0: [-1, -1.25]
      case 3: [0, -.infinity]
      default: [-.infinity, 0]
      }
    }
    for (alpha, tokens, batches) in [(0, [], 0), (1, [1, 1, 1], 3)] as [(Double, [Int], Int)] {
      let model = RecordingModel(scores)
      let search = BeamSearch(
        beam: 2, endToken: 0, maximumLength: 10, normalisation: .init(alpha: alpha))
      #expect(try search.decode(model).map(\.tokens) == [tokens])
      #expect(model.batches.count == batches)
    }
  }

  @Test("Scores above 0 are no log-probabilities: the search then goes on, and finds the best")
  func positiveScores() throws {
    let model = PrefixModel { $0.count < 3 ? [2, 1] : [1e4, -1e4] }
    let best = try BeamSearch(beam: 2, endToken: 0, maximumLength: 9).decode(model)
    // Three tokens of score 1 and the end token of 10⁴.
    #expect(
      best == [
        DecodedSequence(tokens: [1, 1, 1], logProbability: 10003, score: 10003, ending: .endToken)
      ])
  }

  @Test("Finished sequences come before those that were cut, and a dead end is told from both")
  func endings() throws {
    // Ending at once has −9; [1] may go on for ever; [2] allows no token at all.
    let model = PrefixModel { prefix in
      switch prefix.last {
      case nil: [-9, -1, -2]
      case 2: [-.infinity, -.infinity, -.infinity]
      default: [-.infinity, -1, -.infinity]
      }
    }
    let found = try BeamSearch(beam: 9, results: 9, endToken: 0, maximumLength: 3).decode(model)
    #expect(
      found == [
        DecodedSequence(tokens: [], logProbability: -9, score: -9, ending: .endToken),
        DecodedSequence(tokens: [2], logProbability: -2, score: -2, ending: .deadEnd),
        DecodedSequence(
          tokens: [1, 1, 1], logProbability: -3, score: -3, ending: .maximumLength),
      ])
  }

  @Test("A maximum length of 0 gives the empty sequence, cut")
  func noLength() throws {
    let model = PrefixModel { _ in [-1, -2] }
    let cut = DecodedSequence(
      tokens: [], logProbability: 0, score: 0, ending: .maximumLength)
    #expect(try GreedySearch(endToken: 0, maximumLength: 0).decode(model) == cut)
    let search = BeamSearch(
      beam: 3, endToken: 0, maximumLength: 0, normalisation: .init(alpha: 1e6))
    #expect(try search.decode(model) == [cut])
  }

  @Test("Scores of ±10⁴ and −∞ give numbers")
  func extremes() throws {
    for seed in UInt64(0)..<100 {
      let model = PrefixModel { SeededScores.extremes(4, seed: seed, $0) }
      for alpha in [0.0, 1, 1e6] {
        let search = BeamSearch(
          beam: 3, results: 3, endToken: 0, maximumLength: 5, normalisation: .init(alpha: alpha))
        let found = try search.decode(model)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.logProbability.isFinite && $0.score.isFinite })
      }
    }
  }

  @Test(
    "What a search cannot take is a typed error",
    arguments: [
      (BeamSearch(beam: 0, endToken: 0, maximumLength: 1), "beam 0, not at least 1"),
      (
        BeamSearch(beam: 1, results: 0, endToken: 0, maximumLength: 1),
        "results 0, not at least 1"
      ),
      (
        BeamSearch(beam: 1, endToken: 0, maximumLength: -1), "maximum length -1, not at least 0"
      ),
      (
        BeamSearch(beam: 1, endToken: 2, maximumLength: 1), "end token 2, not below the 2 tokens"
      ),
      (
        BeamSearch(
          beam: 1, endToken: 0, maximumLength: 1, normalisation: .init(alpha: -1)),
        "length normalisation α = -1.0, not a finite number from 0"
      ),
    ])
  func badSettings(search: BeamSearch, detail: String) {
    #expect(throws: TensorError(operation: "beam search", detail: detail)) {
      try search.decode(PrefixModel { _ in [-1, -1] })
    }
  }

  @Test(
    "Scores that are no log-probabilities, and rows of changing length, are typed errors",
    arguments: [
      ([-1, .nan], "score nan of token 1, not a finite number or -inf"),
      ([.infinity, -1], "score inf of token 0, not a finite number or -inf"),
      ([-1, -1, -1], "3 scores, not 2"),
    ] as [([Float], String)])
  func badScores(row: [Float], detail: String) {
    let model = PrefixModel { $0.isEmpty ? [-2, -1] : row }
    #expect(throws: TensorError(operation: "beam search", detail: detail)) {
      try BeamSearch(beam: 2, endToken: 0, maximumLength: 3).decode(model)
    }
    #expect(throws: TensorError(operation: "greedy search", detail: detail)) {
      try GreedySearch(endToken: 0, maximumLength: 3).decode(model)
    }
  }

  @Test("What the model throws reaches the caller")
  func modelErrors() {
    let failure = TensorError(operation: "decoder", detail: "token 1 is not in the table")
    let model = PrefixModel { prefix throws(TensorError) in
      if !prefix.isEmpty { throw failure }
      return [-2, -1]
    }
    #expect(throws: failure) {
      try BeamSearch(beam: 2, endToken: 0, maximumLength: 3).decode(model)
    }
  }

  private func log(_ x: Double) -> Float { Float(Double.log(x)) }
}

/// Every sequence that a model allows, in the order that the beam search documents.
private struct Enumeration {
  private struct Prefix {
    var tokens: [Int] = []
    /// The log-probability after each token.
    var sums: [Double] = []
  }

  private let scores: ([Int]) -> [Float]
  private let maximumLength: Int
  private let normalisation: LengthNormalisation
  private var found: [(prefix: Prefix, result: DecodedSequence)] = []

  init(
    _ scores: @escaping ([Int]) -> [Float], maximumLength: Int,
    _ normalisation: LengthNormalisation
  ) {
    self.scores = scores
    self.maximumLength = maximumLength
    self.normalisation = normalisation
    visit(Prefix())
  }

  var sorted: [DecodedSequence] { found.sorted { precedes($0, $1) }.map(\.result) }

  private mutating func visit(_ prefix: Prefix) {
    let row = scores(prefix.tokens)
    if prefix.tokens.count == maximumLength {
      add(prefix, .maximumLength)
    } else if row.allSatisfy({ $0 == -.infinity }) {
      add(prefix, .deadEnd)
    } else {
      for (token, score) in row.enumerated() where score > -.infinity {
        var next = prefix
        next.tokens.append(token)
        next.sums.append((prefix.sums.last ?? 0) + Double(score))
        if token == 0 { add(next, .endToken) } else { visit(next) }
      }
    }
  }

  private mutating func add(_ prefix: Prefix, _ ending: DecodedSequence.Ending) {
    let logProbability = prefix.sums.last ?? 0
    let result = DecodedSequence(
      tokens: prefix.tokens.filter { $0 != 0 }, logProbability: logProbability,
      score: logProbability == 0
        ? 0
        : logProbability
          / Double.pow((5 + Double(prefix.tokens.count)) / 6, normalisation.alpha),
      ending: ending)
    found.append((prefix, result))
  }

  private func precedes(
    _ a: (prefix: Prefix, result: DecodedSequence), _ b: (prefix: Prefix, result: DecodedSequence)
  ) -> Bool {
    let finished = [a, b].map { $0.result.ending == .endToken }
    if finished[0] != finished[1] { return finished[0] }
    if a.result.score != b.result.score { return a.result.score > b.result.score }
    return isOlder(a.prefix, b.prefix, a.result.ending, b.result.ending)
  }

  /// Which of two was closed first.
  private func isOlder(
    _ a: Prefix, _ b: Prefix, _ aEnding: DecodedSequence.Ending, _ bEnding: DecodedSequence.Ending
  ) -> Bool {
    // A dead end is met when the token after it is looked for.
    let steps = [(a, aEnding), (b, bEnding)].map {
      $0.tokens.count + ($1 == .deadEnd ? 1 : 0)
    }
    if steps[0] != steps[1] { return steps[0] < steps[1] }
    if aEnding != bEnding { return aEnding == .deadEnd }
    return isBetter(a, b, at: a.tokens.count - 1)
  }

  /// The order within a step's beam: the score, then the lower token, then the better parent.
  private func isBetter(_ a: Prefix, _ b: Prefix, at last: Int) -> Bool {
    if last < 0 { return false }
    if a.sums[last] != b.sums[last] { return a.sums[last] > b.sums[last] }
    if a.tokens[last] != b.tokens[last] { return a.tokens[last] < b.tokens[last] }
    return isBetter(a, b, at: last - 1)
  }
}
