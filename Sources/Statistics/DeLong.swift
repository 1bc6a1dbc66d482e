package import Figures
import NumericCore

/// The area under the ROC curve of one trained model, or the difference of two on the same items.
///
/// DeLong, DeLong & Clarke-Pearson 1988: with V the placement value of each positive (the share of
/// negatives that it outranks, ties half) and W that of each negative, AUC is the mean of either, and
/// Var(AUC) = var(V)/m + var(W)/n over m positives and n negatives. Of two models the same holds for the
/// differences of their placement values, item by item, which has the covariances in it. The interval
/// is normal, and about these trained models: items vary, trainings do not. Near 0 and 1, or with few
/// of a class, it is too narrow.
package struct DeLong: Sendable, Hashable {
  /// The AUC, or the difference of two.
  package let value: Double
  package let standardError: Double

  /// The AUC from the placement values of each class.
  ///
  /// - Throws: ``StatisticsError`` where a class has fewer than two items or a value is not finite.
  package init(positives: [Double], negatives: [Double]) throws(StatisticsError) {
    for (name, values) in [("positive", positives), ("negative", negatives)] {
      guard values.count > 1 else {
        throw StatisticsError(
          code: .tooFew, message: "\(values.count) \(name) items have no variance")
      }
      guard values.allSatisfy(\.isFinite) else {
        throw StatisticsError(
          code: .outOfRange, message: "the placement value of a \(name) item is not finite")
      }
    }
    let (one, other) = (Moments(positives), Moments(negatives))
    value = one.mean
    standardError =
      (one.variance / Double(one.count) + other.variance / Double(other.count)).squareRoot()
  }

  /// The AUC of `first` less that of `second`, on the same items in the same order.
  ///
  /// - Throws: ``StatisticsError`` as above, or where items are not as many.
  package static func difference(
    first: (positives: [Double], negatives: [Double]),
    second: (positives: [Double], negatives: [Double])
  ) throws(StatisticsError) -> DeLong {
    guard first.positives.count == second.positives.count,
      first.negatives.count == second.negatives.count
    else {
      throw StatisticsError(
        code: .lengthMismatch, message: "two AUCs that are compared are over the same items")
    }
    return try DeLong(
      positives: zip(first.positives, second.positives).map { $0 - $1 },
      negatives: zip(first.negatives, second.negatives).map { $0 - $1 })
  }

  /// The value with its interval.
  package func estimate(level: Double = 0.95) -> Estimate {
    Estimate(
      value: value,
      interval: TInterval.interval(
        mean: value, standardError: standardError, degreesOfFreedom: .infinity, level: level),
      standardError: standardError, method: "these trained models only; DeLong, normal")
  }

  /// The two-sided p value of a value of zero, which only a difference can have.
  package var pValue: Double {
    guard standardError > 0 else { return value == 0 ? 1 : 0 }
    return 2 * NormalDistribution.cumulative(-value.magnitude / standardError)
  }
}
