import Figures
import Profiles
import Records

extension LabelPrices {
  /// What the examples of a crossing cost, with those at the ends of its interval.
  ///
  /// - Returns: Nil where the curves do not cross for certain, or where labels are free for both.
  func cost(of crossover: CrossoverEvidence?) -> CrossoverCost? {
    guard let crossover, crossover.outcome == .crossing, let size = crossover.size,
      each.endToEnd > 0 || each.hybrid > 0
    else { return nil }
    var costs: [Architecture: Estimate] = [:]
    for architecture in Architecture.allCases {
      let price = each[architecture]
      costs[architecture] = Estimate(
        value: size * price,
        interval: crossover.interval.map {
          Interval(lower: $0.lower * price, upper: $0.upper * price, level: $0.level)
        }, method: "examples at the crossover × price of the labels of one")
    }
    return CrossoverCost(costs: costs, countsStageAnnotations: each.hybrid != each.endToEnd)
  }
}
