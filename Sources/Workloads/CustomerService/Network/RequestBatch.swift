import NumericCore
import Networks
import Tensors

/// Encoded requests as the network takes them, on a tape; time starts with the place before the first
/// token.
struct RequestBatch {
  let tape: Tape
  let count: Int
  let time: Int
  /// Subwords a token, the longest's.
  let most: Int
  /// Row numbers of the embedding, `count · (time − 1) · most` of them; 0 for none.
  let subwords: [Int]
  /// What each subword counts, `[count, time − 1, most]`.
  let weights: Variable
  /// 1 where there is a token, 0 beyond: `[count, time, 1]`.
  let presence: Variable
  /// 0 where there is a token, −10⁴ beyond: `[count, time, 1]`.
  let absence: Variable
  /// The steps of each; nil where all are as long.
  let lengths: Lengths?

  /// - Parameters:
  ///   - requests: at least one, each of at least one token.
  ///   - blanks: the share of tokens that are blanked out; drawn from the seed of a training tape.
  /// - Throws: `TensorError` for more tokens than a tensor takes.
  init(
    _ requests: [RequestEncoder.Encoded], blanks: Double = 0, on tape: Tape
  ) throws(TensorError) {
    self.tape = tape
    count = requests.count
    let longest = requests.reduce(1) { max($0, $1.tokens.count) }
    let time = longest + 1
    self.time = time
    let most = requests.reduce(1) { $1.subwords.reduce($0) { max($0, $1.count) } }
    self.most = most
    var generator: SeededGenerator?
    if case .training(let seed) = tape.mode, blanks > 0 {
      generator = SeededGenerator(seed: seed, "blanks")
    }
    var subwords = [Int](repeating: 0, count: requests.count * longest * most)
    var weights = [Float](repeating: 0, count: subwords.count)
    var presence = [Float](repeating: 0, count: requests.count * (longest + 1))
    for (row, request) in requests.enumerated() {
      for place in 0...request.tokens.count { presence[row * (longest + 1) + place] = 1 }
      for (position, token) in request.subwords.enumerated() {
        let start = (row * longest + position) * most
        let (isBlank, isSpelt) = Self.draws(&generator, blanks)
        if isBlank || token.isEmpty { continue }
        let first = isSpelt && token.count > 1 ? 1 : 0
        let share = 1 / Float(token.count - first).squareRoot()
        for place in first..<token.count {
          subwords[start + place] = Int(token[place])
          weights[start + place] = share
        }
      }
    }
    self.subwords = subwords
    self.weights = tape.constant(Shape(requests.count, longest, most), weights)
    let shape = Shape(requests.count, longest + 1, 1)
    self.presence = tape.constant(shape, presence)
    absence = tape.constant(shape, presence.map { $0 == 1 ? 0 : -1e4 })
    let steps = requests.map { $0.tokens.count + 1 }
    lengths =
      steps.allSatisfy { $0 == time } ? nil : try Lengths(checking: steps, time: time)
  }

  private static func draws(
    _ generator: inout SeededGenerator?, _ share: Double
  ) -> (isBlank: Bool, isSpelt: Bool) {
    guard generator != nil else { return (false, false) }
    let draw = generator?.uniform() ?? 1
    return (draw < share, draw > 1 - share)
  }
}
