import NumericCore

/// The headline score of both architectures by training size, in every draw; higher is better.
struct DrawnCurve {
  /// Ascending; at least one.
  let sizes: [Int]
  /// By size, then by draw.
  let scores: [[Pair]]

  /// The scores at a size, linear in its logarithm between measured ones; at the nearest beyond them.
  func scores(at size: Int) -> [Pair] {
    guard let (below, above, share) = Self.place(size, in: sizes) else { return [] }
    return zip(scores[below], scores[above]).map { one, other in
      Pair(
        endToEnd: one.endToEnd + share * (other.endToEnd - one.endToEnd),
        hybrid: one.hybrid + share * (other.hybrid - one.hybrid))
    }
  }

  /// The curve as it would have been measured with no more examples than `size`.
  func upTo(_ size: Int) -> DrawnCurve {
    guard let last = sizes.last, let first = sizes.first, size < last else { return self }
    let end = max(size, first)
    let kept = sizes.prefix { $0 < end }
    return DrawnCurve(
      sizes: kept + [end], scores: Array(scores.prefix(kept.count)) + [scores(at: end)])
  }

  /// The indices around a size and how far it lies from the first to the second; nil without sizes.
  static func place(_ size: Int, in sizes: [Int]) -> (below: Int, above: Int, share: Double)? {
    guard let last = sizes.indices.last else { return nil }
    guard let above = sizes.firstIndex(where: { $0 >= size }) else { return (last, last, 0) }
    guard above > 0, sizes[above] > size else { return (above, above, 0) }
    let from = Double.log(Double(sizes[above - 1]))
    let span = Double.log(Double(sizes[above])) - from
    return (above - 1, above, (Double.log(Double(size)) - from) / span)
  }
}
