/// Recordings in batches whose lattices of moments and labels fit in memory together.
package enum LatticeBatches {
  /// The most places that the lattices of a batch have, each as large as the largest.
  package static let mostPlaces = 250_000

  /// Recordings in this order cut into batches, fewer in one where the lattice of its longest is large.
  ///
  /// A long recording makes the batch small that it is in, and no other.
  ///
  /// - Parameters:
  ///   - order: which recordings.
  ///   - most: the most recordings of a batch.
  ///   - places: the sides of a recording's lattice.
  /// - Returns: ranges of `order`.
  package static func cut(
    _ order: [Int], of most: Int, places: (Int) -> (time: Int, labels: Int)
  ) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, time, labels) = (0, 0, 0)
    for (end, recording) in order.enumerated() {
      let here = places(recording)
      (time, labels) = (max(time, here.time), max(labels, here.labels))
      let count = end - start + 1
      if count > 1, count > most || count * time * labels > mostPlaces {
        batches.append(start..<end)
        (start, time, labels) = (end, here.time, here.labels)
      }
    }
    if start < order.count { batches.append(start..<order.count) }
    return batches
  }
}
