extension FeatureFrames {
  /// How each number changes from frame to frame: the slope of a line through its neighbours.
  ///
  /// Σ θ (cₜ₊θ − cₜ₋θ) / 2 Σ θ² over θ in 1 … `reach`; before the first frame stands the first,
  /// after the last the last (Young et al. 2006, "The HTK Book", eq. 5.16).
  ///
  /// # Shapes
  /// - result: `[count, width]`
  package func deltas(reach: Int = 2) -> FeatureFrames {
    var slopes = self
    let norm = Float(2 * (1...max(1, reach)).reduce(0) { $0 + $1 * $1 })
    for frame in 0..<count {
      for column in 0..<width {
        var sum: Float = 0
        for distance in 1...max(1, reach) {
          let after = values[min(frame + distance, count - 1) * width + column]
          let before = values[max(frame - distance, 0) * width + column]
          sum += Float(distance) * (after - before)
        }
        slopes.values[frame * width + column] = sum / norm
      }
    }
    return slopes
  }

  /// Each frame with its slopes and the slopes of these behind it.
  ///
  /// # Shapes
  /// - result: `[count, 3 · width]`
  package func withDeltas(reach: Int = 2) -> FeatureFrames {
    let first = deltas(reach: reach)
    return joined(with: first).joined(with: first.deltas(reach: reach))
  }
}
