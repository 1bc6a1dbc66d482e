import Networks
import NumericCore
import Tensors

extension OperationFamily {
  static let sequences: [OperationFamily] = [
    OperationFamily(["gru", "gruLengths", "gruInitialState"], gru),
    OperationFamily(["gruBidirectional", "gruBidirectionalLengths"], gruBidirectional),
    OperationFamily(["lstm", "lstmLengths", "lstmInitialState"], lstm),
    OperationFamily(["lstmBidirectional", "lstmBidirectionalLengths"], lstmBidirectional),
    OperationFamily(
      [
        "selfAttention", "selfAttentionCausal", "selfAttentionCausalPadding",
        "selfAttentionPadding", "crossAttention", "crossAttentionPadding",
      ], attention),
  ]

  private static func gru(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    var unused = SeededGenerator(seed: 0)
    let layer = try run.loaded(GRU(2, 3, from: &unused), name: { $0 })
    let lengths = try run.lengths(of: "x")
    let first = run.has("initialState") ? try run.variable("initialState") : nil
    let y = layer(try run.variable("x"), from: first, lengths: lengths)
    return ["y": y, "finalState": y.lastStep(lengths: lengths)]
  }

  private static func gruBidirectional(
    _ name: String, _ run: ReferenceRun
  ) throws -> [String: Variable] {
    var unused = SeededGenerator(seed: 0)
    let layer = try run.loaded(
      BidirectionalGRU(2, 3, from: &unused), name: directed)
    let lengths = try run.lengths(of: "x")
    let y = layer(try run.variable("x"), lengths: lengths)
    return [
      "y": y, "finalState": y.columns(0..<3).lastStep(lengths: lengths),
      // Going backward, the last step is the first in time.
      "backwardFinalState": y.columns(3..<6).slice(axis: 1, 0..<1).reshaped(Shape(3, 3)),
    ]
  }

  private static func lstm(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    var unused = SeededGenerator(seed: 0)
    let layer = try run.loaded(LSTM(2, 3, from: &unused), name: { $0 })
    let first =
      run.has("initialState")
      ? LSTM.State(
        hidden: try run.variable("initialState"), cell: try run.variable("initialCell")) : nil
    let (y, last) = layer(try run.variable("x"), from: first, lengths: try run.lengths(of: "x"))
    return ["y": y, "finalState": last.hidden, "finalCell": last.cell]
  }

  private static func lstmBidirectional(
    _ name: String, _ run: ReferenceRun
  ) throws -> [String: Variable] {
    var unused = SeededGenerator(seed: 0)
    let layer = try run.loaded(
      BidirectionalLSTM(2, 3, from: &unused), name: directed)
    let (x, lengths) = (try run.variable("x"), try run.lengths(of: "x"))
    let forward = layer.forward(x, lengths: lengths).last
    let backward = layer.backward(x.reversedInTime(lengths: lengths), lengths: lengths).last
    return [
      "y": layer(x, lengths: lengths), "finalState": forward.hidden, "finalCell": forward.cell,
      "backwardFinalState": backward.hidden, "backwardFinalCell": backward.cell,
    ]
  }

  /// `forward.inputWeight` is the file's `inputWeight`, `backward.inputWeight` its
  /// `backwardInputWeight`.
  private static func directed(_ path: String) -> String {
    let name = path.split(separator: ".")[1]
    return path.hasPrefix("forward")
      ? String(name) : "backward\(name.prefix(1).uppercased())\(name.dropFirst())"
  }

  private static func attention(
    _ name: String, _ run: ReferenceRun
  ) throws -> [String: Variable] {
    var unused = SeededGenerator(seed: 0)
    let heads = try run.integer("heads")
    // `query.weight` is the file's `queryWeight`.
    let layer = try run.loaded(MultiHeadAttention(6, heads: heads, from: &unused)) { path in
      let parts = path.split(separator: ".")
      return "\(parts[0])\(parts[1].prefix(1).uppercased())\(parts[1].dropFirst())"
    }
    var mask = AttentionMask(isCausal: name.contains("Causal"))
    if run.has("mask") {
      // Each row is ones, then zeros: as many ones as the item has keys.
      let ones = try run.tensor("mask").sum(axis: 1).values.map { Int($0) }
      mask.keyLengths = try Lengths(checking: ones, time: 5)
    }
    let x = try run.variable("x")
    let memory = layer.project(run.has("memory") ? try run.variable("memory") : x)
    return ["y": layer(x, memory: memory, mask: mask).output]
  }
}
