private import CKernels

extension Tensor {
  /// A tensor of uniform numbers within ±`limit`, symmetric about zero and none of them zero.
  ///
  /// SplitMix64 (Steele, Lea & Flood 2014) as a function of seed, stream and index: equal arguments
  /// give equal bits on every machine, and the loop vectorises, so that the weights of a large
  /// network take no longer than the memory they are written to.
  ///
  /// # Shapes
  /// - result: `shape`
  package init(uniform shape: Shape, limit: Float, seed: UInt64, stream: UInt64 = 0) {
    unsafe self.init(filling: shape) {
      unsafe assay_uniform(seed, stream, limit, $0, shape.count)
    }
  }

  /// A mask that is 0 with probability `rate` and 1 / (1 − rate) otherwise.
  ///
  /// Drawn like `init(uniform:limit:seed:stream:)`. The probability is `rate` to within 2⁻³².
  ///
  /// # Shapes
  /// - result: `shape`
  package init(dropoutMask shape: Shape, rate: Float, seed: UInt64, stream: UInt64) {
    demand(rate >= 0 && rate < 1, "dropout mask: the rate is \(rate), not in 0 ..< 1")
    unsafe self.init(filling: shape) {
      unsafe assay_dropout_mask(seed, stream, rate, $0, shape.count)
    }
  }
}
