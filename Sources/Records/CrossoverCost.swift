package import Figures

/// What the labels of as many examples as the crossover cost, at the profile's prices, in euro.
///
/// The interval is that of the examples, each of its ends at its own cost: prices are taken as certain.
package struct CrossoverCost: Codable, Sendable, Equatable {
  /// For each architecture; the hybrid's holds stage annotations where it learns from them.
  package var costs: [Architecture: Estimate]
  /// Whether the hybrid's stage annotations are counted.
  package var countsStageAnnotations: Bool

  package init(costs: [Architecture: Estimate], countsStageAnnotations: Bool) {
    self.costs = costs
    self.countsStageAnnotations = countsStageAnnotations
  }
}
