import Networks
import NumericCore
import Tensors
import Testing

/// The transformer's decoder step by step; the expected values are those of `decode` on the prefix.
struct TranslationSearchTests {
  private static let (start, end) = (0, 1)
  private let network: TranslationTransformer
  private let source = ArchitectureCase.tokens(4, 7, below: 11)

  init() {
    var generator = SeededGenerator(seed: 31, "translation search")
    network = TranslationTransformer(ArchitectureCase.transformer, from: &generator)
  }

  private func search(on tape: Tape) throws -> TranslationSearch {
    try TranslationSearch(network, source: source, startToken: Self.start, on: tape)
  }

  /// The log-probabilities of the token after each of a prefix, which begins with the start token.
  private func decoded(_ prefix: [Int]) throws -> [[Float]] {
    let tape = Tape(.inference)
    let memory = try network.encode(source, batch: 1, on: tape)
    let scores = try network.decode(prefix, memory: memory).logSoftmax().value
    return (0..<prefix.count).map { scores.slice(axis: 1, $0..<$0 + 1).values }
  }

  @Test(
    "Each step's log-probabilities are those of the whole prefix, bit for bit", arguments: 0..<5)
  func stepsAreThePrefix(_ item: Int) throws {
    let search = try search(on: Tape(.inference))
    let prefix = ArchitectureCase.tokens(item + 50, 11, below: 9)
    let expected = try decoded([Self.start] + prefix)
    var step = try search.start()
    #expect(step.logProbabilities.map(\.bitPattern) == expected[0].map(\.bitPattern))
    for (place, token) in prefix.enumerated() {
      step = try search.advance(step.state, with: token)
      #expect(
        step.logProbabilities.map(\.bitPattern) == expected[place + 1].map(\.bitPattern),
        "step \(place + 1)")
      #expect(try decoded([Self.start] + prefix.prefix(place + 1)).last == step.logProbabilities)
    }
  }

  @Test("A state goes on with several tokens, and each way scores as its own prefix")
  func statesBranch() throws {
    let search = try search(on: Tape(.inference))
    let first = try search.advance(try search.start().state, with: 5)
    let steps = try search.advance(all: (0..<9).map { (state: first.state, token: $0) })
    for (token, step) in steps.enumerated() {
      #expect(try decoded([Self.start, 5, token]).last == step.logProbabilities)
    }
  }

  @Test("Greedy search takes the most probable token of each prefix")
  func greedy() throws {
    let found = try GreedySearch(endToken: Self.end, maximumLength: 8)
      .decode(search(on: Tape(.inference)))
    var (prefix, logProbability) = ([Self.start], 0.0)
    while prefix.count <= 8 {
      let scores = try #require(try decoded(prefix).last)
      let best = try #require(scores.indices.max { scores[$0] < scores[$1] })
      logProbability += Double(scores[best])
      if best == Self.end { break }
      prefix.append(best)
    }
    #expect(found.tokens == Array(prefix.dropFirst()))
    #expect(found.logProbability == logProbability)
    let beam = BeamSearch(beam: 1, endToken: Self.end, maximumLength: 8)
    #expect(try beam.decode(search(on: Tape(.inference)))[0].tokens == found.tokens)
  }

  @Test("Beam search finds what the same search finds on whole prefixes")
  func beam() throws {
    let beam = BeamSearch(beam: 4, results: 3, endToken: Self.end, maximumLength: 6)
    let whole = PrefixModel { prefix throws(TensorError) in
      do {
        return try decoded([Self.start] + prefix).last ?? []
      } catch {
        throw TensorError(operation: "decoding", detail: "\(error)")
      }
    }
    let found = try beam.decode(search(on: Tape(.inference)))
    #expect(found.count == 3)
    #expect(try found == beam.decode(whole))
  }

  @Test("A prefix beyond the longest sequence and a token that is none are refused")
  func refusals() throws {
    let search = try search(on: Tape(.inference))
    var step = try search.start()
    #expect(throws: TensorError.self) { try search.advance(step.state, with: 9) }
    for _ in 1..<12 { step = try search.advance(step.state, with: 2) }
    let error = #expect(throws: TensorError.self) { try search.advance(step.state, with: 2) }
    #expect(
      error?.description == "transformer: 1 tokens in 1 rows from 12 on, at most 12 each")
  }
}
