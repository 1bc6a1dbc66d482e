import Networks
import NumericCore
import Signals
import Tensors

/// What a transducer hears in one recording.
struct HeardLabels: Sendable, Equatable {
  let labels: [Int]
  /// The log-odds of these labels against all others, by the transducer's own probabilities.
  let logOdds: Double
  /// The encoder's state at which the last label was taken; nil where the search decides at the
  /// end, or took none.
  let lastFrame: Int?
}

/// Searches for what was said, greedily or keeping several hypotheses.
struct TransducerSearch {
  /// The most labels that one state of the encoder, 40 ms, gives.
  static let symbolsPerFrame = 4

  let network: TransducerNetwork
  let beam: Int

  /// Hears several recordings; each is heard as if it were alone.
  ///
  /// # Shapes
  /// - frames: one recording each, at the scale of the network
  ///
  /// - Throws: `TensorError` where the network cannot answer.
  func hear(_ frames: [FeatureFrames], on tape: Tape) throws(TensorError) -> [HeardLabels] {
    guard !frames.isEmpty else { return [] }
    let lengths = frames.map(\.count)
    let states = try network.encode(
      SpokenExamples.padded(frames, on: tape), lengths: lengths)
    let projected = Variable.concatenated([
      network.encoded(states), network.alignment(states),
    ]).value
    let (time, width) = (projected.shape[1], projected.shape[2])
    let rows = projected.reshaped(Shape(frames.count, time * width))
    var found: [(labels: [Int], last: Int?)] = []
    for (index, length) in lengths.enumerated() {
      let own = rows.slice(axis: 0, index..<index + 1).reshaped(Shape(time, width))
        .slice(axis: 0, 0..<TransducerNetwork.steps(after: length))
      found.append(try search(own, on: tape))
    }
    return try zip(found, logOdds(found.map(\.labels), states, lengths)).map { found, odds in
      HeardLabels(labels: found.labels, logOdds: odds, lastFrame: found.last)
    }
  }

  private func search(_ frames: Tensor, on tape: Tape) throws(TensorError) -> ([Int], Int?) {
    let decoder = TransducerDecoder(network: network, tape: tape)
    guard beam > 1 else {
      let (decoded, times) = try TransducerGreedySearch(symbolsPerFrame: Self.symbolsPerFrame)
        .decodeTimed(frames, with: decoder)
      return (decoded.labels, times.last)
    }
    let best = try TransducerBeamSearch(beam: beam, symbolsPerFrame: Self.symbolsPerFrame)
      .decode(frames, with: decoder).first
    return (best?.labels ?? [], nil)
  }

  /// The log-odds of labels, over all their alignments.
  private func logOdds(
    _ labels: [[Int]], _ states: Variable, _ lengths: [Int]
  ) throws(TensorError) -> [Double] {
    var odds: [Double] = []
    for (index, target) in labels.enumerated() {
      let steps = TransducerNetwork.steps(after: lengths[index])
      let own = states.slice(axis: 0, index..<index + 1).slice(axis: 1, 0..<steps)
      let prefixes = try network.predict([target], on: states.tape)
      let loss = try network.join(own, prefixes).rnnTransducerLoss([target], lengths: [steps])
      // −log p, of which p / (1 − p) are the odds; p = 1 to rounding has those of a rounding.
      let logarithm = -Double(loss.value.scalar)
      odds.append(logarithm - Double.log(max(-Double.expm1(logarithm), 1e-7)))
    }
    return odds
  }
}
