package import Figures

/// The mean distance between predicted probability and observed frequency over bins.
///
/// The headline definition has 15 bins of equal width over the predicted probability of the event
/// (not of the likelier class), bin k holding (k/15, (k+1)/15] and the first 0 too; bins weigh by
/// their items. Naeini, Cooper & Hauskrecht 2015; 15 bins after Guo et al. 2017.
package struct ExpectedCalibrationError: Score {
  package let bins: Int

  package var kind: FigureKind {
    FigureKind(
      id: "ece", title: "ECE", unit: .dimensionless, direction: .lowerIsBetter,
      comparability: """
        Compare only with \(bins) equal-width bins on the same items; it is biased upwards on few \
        items.
        """,
      source: "Naeini et al. 2015; Guo et al. 2017",
      range: 0...1)
  }

  package init() { bins = 15 }

  /// The same error with another number of bins, for a look at how much the bins matter.
  package init(bins: Int) {
    precondition(bins > 0, "there is at least one bin")
    self.bins = bins
  }

  package func value(of items: ScoredItems) throws(ScoreError) -> Double {
    let table = try reliability(of: items)
    let gap = table.reduce(0.0) { $0 + Double($1.count) * abs($1.meanProbability - $1.frequency) }
    return gap / Double(items.count)
  }

  package func strata(of items: ScoredItems) throws(ScoreError) -> [Stratum]? { nil }

  /// The bins that hold any items, ascending: what a reliability diagram draws.
  ///
  /// - Throws: ``ScoreError`` as ``value(of:)`` does.
  package func reliability(of items: ScoredItems) throws(ScoreError) -> [ReliabilityBin] {
    let predictions = try BinaryPredictions(items)
    var sums = Array(repeating: (count: 0, probability: 0.0, events: 0), count: bins)
    for (probability, outcome) in zip(predictions.probabilities, predictions.outcomes) {
      let bin = max(0, Int((probability * Double(bins)).rounded(.up)) - 1)
      sums[bin].count += 1
      sums[bin].probability += probability
      sums[bin].events += outcome ? 1 : 0
    }
    return sums.enumerated().filter { $1.count > 0 }.map { index, sum in
      ReliabilityBin(
        lower: Double(index) / Double(bins), upper: Double(index + 1) / Double(bins),
        count: sum.count, meanProbability: sum.probability / Double(sum.count),
        frequency: Double(sum.events) / Double(sum.count))
    }
  }
}

/// One bin of a reliability diagram.
package struct ReliabilityBin: Codable, Sendable, Hashable {
  package let lower: Double
  package let upper: Double
  package let count: Int
  /// The mean predicted probability of the bin's items.
  package let meanProbability: Double
  /// The share of the bin's items for which the event happened.
  package let frequency: Double
}
