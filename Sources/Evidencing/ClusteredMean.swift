package import Figures
import Statistics

/// One value of one item in one repetition.
package struct ClusteredValue {
  let repetition: Int
  let item: String
  let value: Double

  package init(repetition: Int, item: String, value: Double) {
    self.repetition = repetition
    self.item = item
    self.value = value
  }
}

/// A mean over repetitions × items of which many cells are empty, such as explained decisions.
///
/// Every repetition explains the decisions that its own model took against someone, so items recur in
/// some repetitions only. The variance of the mean of all N values is clustered both ways (Cameron,
/// Gelbach & Miller 2011): V = V_rep + V_item − V_value, where V_g = G/(G − 1) · Σ_g (Σ_{j∈g} e_j)² / N²
/// over the G groups of residuals e, and V_value takes each value for its own group. Where every item
/// is in every repetition V_rep and V_item are the terms of `CrossedDesign`; where no item recurs
/// V_item = V_value and V = V_rep. As there, V may not fall below the larger of V_rep and V_item, and
/// repetitions and items each have a t of their own. Of one repetition V is V_item, about that model only.
package struct ClusteredMean {
  private let mean: Double
  private let repetitions: Int
  private let components: VarianceComponents

  /// Nil of fewer than two items, which have no variance.
  package init?(_ values: [ClusteredValue]) {
    let mean = values.reduce(0) { $0 + $1.value } / Double(values.count)
    var byRepetition: [Int: Double] = [:]
    var byItem: [String: Double] = [:]
    var squares = 0.0
    for value in values {
      let residual = value.value - mean
      byRepetition[value.repetition, default: 0] += residual
      byItem[value.item, default: 0] += residual
      squares += residual * residual
    }
    guard byItem.count > 1 else { return nil }
    let total = Double(values.count)
    // Summed in the order of keys: a dictionary's own order would change the last digit.
    let repetitionSums = byRepetition.sorted { $0.key < $1.key }.map(\.value)
    let itemSums = byItem.sorted { $0.key < $1.key }.map(\.value)
    let repetitionTerm = ClusteredMean.term(repetitionSums, total)
    self.mean = mean
    repetitions = byRepetition.count
    components = VarianceComponents(
      seeds: byRepetition.count, items: [byItem.count],
      seed: byRepetition.count > 1 ? repetitionTerm : nil,
      item: [ClusteredMean.term(itemSums, total)],
      rest: [byRepetition.count > 1 ? squares / (total * (total - 1)) : 0])
  }

  /// The mean with its interval at 0.95.
  package var estimate: Estimate {
    components.estimate(
      mean, level: 0.95,
      method: repetitions > 1
        ? "decisions clustered by repetition and item, t" : "one trained model only; decisions, t")
  }

  /// The probability of a mean at least this high where the true mean is zero.
  package var oneSidedP: Double {
    let half = components.twoSidedP(mean) / 2
    return mean > 0 ? half : 1 - half
  }

  private static func term(_ sums: [Double], _ total: Double) -> Double {
    let groups = Double(sums.count)
    return groups / (groups - 1) * sums.reduce(0) { $0 + $1 * $1 } / (total * total)
  }
}
