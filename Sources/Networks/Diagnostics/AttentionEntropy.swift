import NumericCore
package import Tensors

/// How widely one attention head spreads its weights.
///
/// 0 where it attends to one key; ln n, or 1 when normalised, where it attends to n keys alike.
package struct AttentionEntropy: Hashable, Sendable {
  /// The mean of −Σ p · ln p over the queries, in nats.
  package let nats: Double
  /// The mean of each query's entropy over the logarithm of the keys it sees; nil where no query
  /// sees two keys.
  package let normalised: Double?

  /// The keys that a query sees, which its weights are spread over.
  package enum VisibleKeys: Hashable, Sendable {
    case all
    /// Query i sees the keys 0 … i.
    case causal
    /// For each sequence of the batch, how many keys are no padding.
    case lengths([Int])
    /// For each query of each sequence, `batch · queries` of them; 0 leaves a query out, as padding.
    case counts([Int])
  }

  /// The entropy of every head, over all sequences and queries.
  ///
  /// # Shapes
  /// - weights: `[batch, heads, queries, keys]`; `[batch, queries, keys]` and `[queries, keys]` have
  ///   one head. Each row is a distribution, zero at the masked keys.
  /// - result: one entry per head
  ///
  /// - Throws: `TensorError` for other axes, other counts, a row that is no distribution, or weights on
  ///   more keys than are visible.
  package static func ofHeads(
    _ weights: Tensor, visible: VisibleKeys = .all
  ) throws(TensorError) -> [AttentionEntropy] {
    let shape = weights.shape
    guard (2...4).contains(shape.rank) else {
      throw failure("\(shape), not [batch, heads, queries, keys]")
    }
    let (queries, keys) = (shape[shape.rank - 2], shape.last)
    let batch = shape.rank > 2 ? shape[0] : 1
    let heads = shape.rank > 3 ? shape[1] : 1
    let counts = try visible.counts(batch: batch, queries: queries, keys: keys)
    let values = weights.values
    var sums = [Sum](repeating: Sum(), count: heads)
    for row in 0..<batch * heads * queries {
      let (sequence, head, query) = (row / queries / heads, row / queries % heads, row % queries)
      let count = counts[sequence * queries + query]
      if count == 0 { continue }
      let entropy = try entropy(of: values[row * keys..<(row + 1) * keys], visible: count)
      sums[head].add(entropy, visible: count)
    }
    return sums.map(\.mean)
  }

  private static func entropy(
    of row: ArraySlice<Float>, visible: Int
  ) throws(TensorError) -> Double {
    var (total, entropy, used) = (0.0, 0.0, 0)
    for weight in row where weight != 0 {
      let p = Double(weight)
      guard p > 0 else { throw failure("a weight is \(weight), not in 0 … 1") }
      total += p
      entropy -= p * Double.log(p)
      used += 1
    }
    // Float32 weights of a softmax add up to 1 within a few units of 1e-7.
    guard abs(total - 1) <= 1e-3 else { throw failure("the weights of a query add up to \(total)") }
    guard used <= visible else { throw failure("weights on \(used) keys, \(visible) are visible") }
    return max(0, entropy)
  }

  fileprivate static func failure(_ detail: String) -> TensorError {
    TensorError(operation: "attention entropy", detail: detail)
  }

  private struct Sum {
    var nats = 0.0
    var queries = 0
    var normalised = 0.0
    var choices = 0

    mutating func add(_ entropy: Double, visible: Int) {
      nats += entropy
      queries += 1
      guard visible > 1 else { return }
      normalised += entropy / Double.log(Double(visible))
      choices += 1
    }

    var mean: AttentionEntropy {
      AttentionEntropy(
        nats: queries > 0 ? nats / Double(queries) : 0,
        normalised: choices > 0 ? normalised / Double(choices) : nil)
    }
  }
}

extension AttentionEntropy.VisibleKeys {
  fileprivate func counts(batch: Int, queries: Int, keys: Int) throws(TensorError) -> [Int] {
    let counts: [Int]
    switch self {
    case .all:
      counts = [Int](repeating: keys, count: batch * queries)
    case .causal:
      counts = (0..<batch * queries).map { min(keys, $0 % queries + 1) }
    case .lengths(let lengths):
      guard lengths.count == batch else {
        throw AttentionEntropy.failure("\(lengths.count) lengths for a batch of \(batch)")
      }
      counts = (0..<batch * queries).map { lengths[$0 / queries] }
    case .counts(let given):
      counts = given
    }
    guard counts.count == batch * queries, counts.allSatisfy({ $0 >= 0 && $0 <= keys }) else {
      throw AttentionEntropy.failure(
        "\(counts.count) counts for \(batch) · \(queries) queries, each takes 0 … \(keys)")
    }
    return counts
  }
}
