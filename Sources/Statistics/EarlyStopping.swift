import NumericCore

/// Upper bounds of a latency's tail quantile from as few queries as can support them.
///
/// MLPerf LoadGen's early stopping (mlcommons/inference, `loadgen/early_stopping.cc`, tolerance 0):
/// were the true share of queries within a latency L below p, then to see at most t of n queries over
/// L would have probability at most Σ_{j ≤ t} C(n, j)·(1 − p)ʲ·pⁿ⁻ʲ = I(p; n − t, t + 1). Where that is
/// at most 1 − c, the p-quantile is at most L at confidence c. Queries must be independent: this serves
/// single-stream, not a queue.
package enum EarlyStopping {
  /// LoadGen's confidence.
  package static let confidence = 0.99

  /// A bound of a quantile and what it stands on.
  package struct Bound: Codable, Sendable, Hashable {
    package let quantile: Double
    /// The quantile is at most this, at `confidence`.
    package let value: Double
    /// The values above the bound, which it may overlook.
    package let overlooked: Int
    package let count: Int
    package let confidence: Double

    package init(
      quantile: Double, value: Double, overlooked: Int, count: Int, confidence: Double
    ) {
      self.quantile = quantile
      self.value = value
      self.overlooked = overlooked
      self.count = count
      self.confidence = confidence
    }
  }

  /// The least queries that support a bound while t of them are over it: the least n = h + t with
  /// I(p; h, t + 1) ≤ 1 − c.
  ///
  /// `p` and `confidence` lie strictly within 0…1.
  package static func leastQueries(
    quantile p: Double, overlooking t: Int = 0, confidence: Double = confidence
  ) -> Int {
    precondition(0 < p && p < 1 && 0 < confidence && confidence < 1 && t >= 0)
    var most = t + 1
    while !supports(most, overlooking: t, p, confidence) { most *= 2 }
    return Quantiles.firstIndex(below: most) {
      $0 > t && supports($0, overlooking: t, p, confidence)
    }
  }

  /// The largest t that n queries may overlook; nil where they support no bound at all.
  package static func overlooked(
    queries n: Int, quantile p: Double, confidence: Double = confidence
  ) -> Int? {
    let first = Quantiles.firstIndex(below: max(n, 0)) {
      !supports(n, overlooking: $0, p, confidence)
    }
    return first == 0 ? nil : first - 1
  }

  /// The least bound that the values support: the (n − t)-th smallest, t the most to overlook.
  ///
  /// `sorted` is ascending; nil where it is too short. LoadGen itself reports the next larger value,
  /// the smallest of the t overlooked, and so asks for t ≥ 1; the derivation above needs neither.
  package static func bound(
    _ sorted: [Double], quantile p: Double, confidence: Double = confidence
  ) -> Bound? {
    guard let t = overlooked(queries: sorted.count, quantile: p, confidence: confidence) else {
      return nil
    }
    return Bound(
      quantile: p, value: sorted[sorted.count - t - 1], overlooked: t, count: sorted.count,
      confidence: confidence)
  }

  private static func supports(
    _ n: Int, overlooking t: Int, _ p: Double, _ confidence: Double
  ) -> Bool {
    n > t
      && BetaFunction.regularizedIncomplete(p, Double(n - t), Double(t + 1)) <= 1 - confidence
  }
}
