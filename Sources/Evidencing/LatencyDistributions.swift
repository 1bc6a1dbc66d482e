import NumericCore
import Records
import Statistics

/// The latencies of each architecture as quantiles, all sessions pooled: what a curve is drawn from.
struct LatencyDistributions {
  let sessions: SessionTable

  func distributions() -> [LatencyDistribution] {
    Architecture.allCases.compactMap { architecture in
      let pooled = sessions.samples(of: architecture).flatMap(\.scenario).sorted()
      guard !pooled.isEmpty else { return nil }
      // A quantile of which less than one query lies above is not shown by them.
      let shown = Self.shares.filter { (1 - $0) * Double(pooled.count) >= 1 }
      return LatencyDistribution(
        architecture: architecture, queries: pooled.count,
        points: shown.compactMap { share in
          Quantiles.type7(pooled, share).map { .init(share: share, seconds: $0) }
        })
    }
  }

  /// Twentieths of the body, then twenty steps to each further nine of the tail.
  static let shares: [Double] =
    [0.01, 0.02] + (1..<18).map { Double($0) / 20 }
    + (0...40).map { step in
      let above = Double.exp(-Double.log(10) * (1 + Double(step) / 20))
      return ((1 - above) * 1e5).rounded() / 1e5
    }
}
