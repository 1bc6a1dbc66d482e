import Networks
import NumericCore
import Tensors

/// Encoded requests as the network takes them, on a tape; time starts with the place before the first
/// token.
///
/// A token that stands in several places is made of its subwords once.
struct RequestBatch {
  /// The rows of the token table that stand for no token: the place before the first, and what lies
  /// beyond the last or is blanked out.
  static let nowhere = 0
  static let nothing = 1

  let tape: Tape
  let count: Int
  let time: Int
  /// Subwords a token, the longest's.
  let most: Int
  /// Row numbers of the embedding, `most` for each different token; 0 for none.
  private(set) var subwords: [Int] = []
  /// What each subword counts, `[different tokens, most, 1]`.
  let weights: Variable
  /// The row of the token table at each place, `count · time` of them.
  let tokens: [Int32]
  /// 1 where there is a token, 0 beyond: `[count, time, 1]`.
  let presence: Variable
  /// 0 where there is a token, −10⁴ beyond: `[count, time, 1]`.
  let absence: Variable
  /// The steps of each; nil where all are as long.
  let lengths: Lengths?

  /// The different tokens of a batch.
  private struct Table {
    var numbers: [[Int32]: Int32] = [:]
    var rows: [[Int32]] = []

    mutating func number(_ subwords: [Int32]) -> Int32 {
      guard !subwords.isEmpty else { return Int32(RequestBatch.nothing) }
      if let known = numbers[subwords] { return known }
      let number = Int32(rows.count + 2)
      numbers[subwords] = number
      rows.append(subwords)
      return number
    }
  }

  /// At least one request, each of at least one token; the share `blanks` of them is blanked out, drawn
  /// from the seed of a training tape.
  ///
  /// - Throws: `TensorError` for more tokens than a tensor takes.
  init(
    _ requests: [RequestEncoder.Encoded], blanks: Double = 0, on tape: Tape
  ) throws(TensorError) {
    self.tape = tape
    count = requests.count
    let time = requests.reduce(1) { max($0, $1.tokens.count) } + 1
    self.time = time
    var generator: SeededGenerator?
    if case .training(let seed) = tape.mode, blanks > 0 {
      generator = SeededGenerator(seed: seed, "blanks")
    }
    var table = Table()
    var tokens = [Int32](repeating: Int32(Self.nothing), count: requests.count * time)
    var presence = [Float](repeating: 0, count: tokens.count)
    for (row, request) in requests.enumerated() {
      for place in 0...request.tokens.count { presence[row * time + place] = 1 }
      tokens[row * time] = Int32(Self.nowhere)
      for (position, subwords) in request.subwords.enumerated() {
        let draw = generator?.uniform() ?? 0.5
        if generator != nil && draw < blanks { continue }
        // Some words are read by their characters alone, as one that no example had will be.
        let isSpelt = generator != nil && draw > 1 - blanks && subwords.count > 1
        tokens[row * time + 1 + position] = table.number(
          isSpelt ? Array(subwords.dropFirst()) : subwords)
      }
    }
    let most = table.rows.reduce(1) { max($0, $1.count) }
    self.most = most
    self.tokens = tokens
    if table.rows.isEmpty { table.rows.append([]) }
    var weights: [Float] = []
    for row in table.rows {
      let share = 1 / Float(max(row.count, 1)).squareRoot()
      subwords += row.map(Int.init) + [Int](repeating: 0, count: most - row.count)
      weights += row.map { _ in share } + [Float](repeating: 0, count: most - row.count)
    }
    self.weights = tape.constant(Shape(table.rows.count, most, 1), weights)
    let shape = Shape(requests.count, time, 1)
    self.presence = tape.constant(shape, presence)
    absence = tape.constant(shape, presence.map { $0 == 1 ? 0 : -1e4 })
    let steps = requests.map { $0.tokens.count + 1 }
    lengths =
      steps.allSatisfy { $0 == time } ? nil : try Lengths(checking: steps, time: time)
  }
}
