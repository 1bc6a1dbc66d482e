private import CKernels

/// Which keys a query may look at.
package struct AttentionMask: Hashable, Sendable {
  /// Whether none after its own time; queries and keys then end at the same time.
  package var isCausal: Bool
  /// How many keys of each item are its own; nil for all.
  package var keyLengths: Lengths?

  package init(isCausal: Bool = false, keyLengths: Lengths? = nil) {
    self.isCausal = isCausal
    self.keyLengths = keyLengths
  }
}

/// The result of attention of several heads with what its derivative needs.
///
/// After Vaswani et al. 2017, section 3.2.
package struct AttentionPass: Sendable {
  /// The mixed values: `[batch, queries, heads · width]`.
  package let output: Tensor
  /// How much each query took of each key, masked keys nothing: `[batch, heads, queries, keys]`.
  package let weights: Tensor
  private let mask: AttentionMask

  /// Gives each query the mean of the values, weighted by softmax(query · key / √width).
  ///
  /// # Shapes
  /// - queries: `[batch, queries, heads · width]`
  /// - keys, values: `[batch, keys, heads · width]`
  ///
  /// A query without any key gets zeros.
  package init(
    queries: Tensor, keys: Tensor, values: Tensor, heads: Int, mask: AttentionMask,
    in space: Workspace? = nil
  ) {
    let (q, k) = (queries.shape, keys.shape)
    demand(
      q.rank == 3 && k.rank == 3 && values.shape == k && q[0] == k[0] && q[2] == k[2]
        && heads > 0 && q[2] % heads == 0,
      "attention: queries \(q), keys \(k), values \(values.shape), \(heads) heads")
    mask.keyLengths?.check(batch: k[0], time: k[1], "attention")
    self.mask = mask
    let weights = unsafe Tensor(filling: Shape(q[0], heads, q[1], k[1]), in: space) { _ in }
    output = unsafe Tensor(filling: q, in: space) { out in
      unsafe Tensor.reading(queries, keys, values) { queries, keys, values in
        unsafe Lengths.lending(mask.keyLengths) {
          let sizes = unsafe Self.sizes(q, k[1], heads, mask, $0)
          unsafe weights.filling { unsafe assay_attention(queries, keys, values, $0, out, sizes) }
        }
      }
    }
    self.weights = weights
  }

  private static func sizes(
    _ queries: Shape, _ keys: Int, _ heads: Int, _ mask: AttentionMask,
    _ lengths: UnsafePointer<Int32>?
  ) -> assay_attention_sizes {
    let width = queries[2] / heads
    return unsafe assay_attention_sizes(
      batch: queries[0], heads: heads, queries: queries[1], keys: keys, width: width,
      scale: 1 / Float(width).squareRoot(), causal: mask.isCausal ? 1 : 0, key_lengths: lengths)
  }

  /// The gradients at queries, keys and values, given that at the output.
  ///
  /// Shapes: each as what it is the gradient of.
  package func derivative(
    _ gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor, in space: Workspace? = nil
  ) -> (queries: Tensor, keys: Tensor, values: Tensor) {
    let (heads, count) = (weights.shape[1], weights.shape[3])
    demand(
      gradient.shape == output.shape && queries.shape == output.shape,
      "attention derivative: \(gradient.shape) for \(output.shape)")
    let toKeys = unsafe Tensor(filling: keys.shape, in: space) { _ in }
    let toValues = unsafe Tensor(filling: values.shape, in: space) { _ in }
    let scratch = Scratch(queries.shape[1] * count, in: space)
    let toQueries = unsafe Tensor(filling: queries.shape, in: space) { toQueries in
      unsafe Tensor.reading(gradient, queries, keys, values, weights) { g, q, k, v, w in
        unsafe Tensor.filling(toKeys, toValues) { toKeys, toValues in
          unsafe scratch.floats { scratch in
            unsafe Lengths.lending(mask.keyLengths) {
              unsafe assay_attention_derivative(
                g, q, k, v, w, toQueries, toKeys, toValues, scratch,
                Self.sizes(queries.shape, count, heads, mask, $0))
            }
          }
        }
      }
    }
    return (toQueries, toKeys, toValues)
  }
}
