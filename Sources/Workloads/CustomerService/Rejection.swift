import Classics
import NumericCore

/// When a candidate turns a customer away: the same rule for both architectures.
///
/// A logistic regression on what the scores of the classes say: how far the foreign class lies above
/// the best service, how high the best service lies, and how far above the second. Of data that tell
/// intents only there is no foreign class, and the event is that the intent named is wrong. Fitted to
/// the answers to examples held back; as many of these are turned away as should be.
struct Rejection: Codable, Sendable, Equatable {
  /// The index of the foreign class; nil where there is none.
  var foreign: Int?
  var intercept: Double
  var coefficients: [Double]
  /// The log-odds above which the customer is turned away.
  var threshold: Double

  /// What scores come to.
  struct Verdict {
    /// The best service.
    var best: Int
    /// The best but that.
    var second: Int
    var logOdds: Double
  }

  /// What to do before anything is fitted.
  static func initial(foreign: Int?) -> Rejection {
    Rejection(
      foreign: foreign, intercept: 0, coefficients: foreign == nil ? [0, -1] : [1, 0, 0],
      threshold: 0)
  }

  private static func ranked(_ scores: [Double], foreign: Int?) -> (best: Int, second: Int) {
    let services = scores.indices.filter { $0 != foreign }
    let best = services.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
    let second =
      services.filter { $0 != best }.max { (scores[$0], $1) < (scores[$1], $0) } ?? best
    return (best, second)
  }

  private static func features(
    _ scores: [Double], foreign: Int?, _ rank: (best: Int, second: Int)
  ) -> [Double] {
    let gap = scores[rank.best] - scores[rank.second]
    guard let foreign else { return [scores[rank.best], gap] }
    return [scores[foreign] - scores[rank.best], scores[rank.best], gap]
  }

  func verdict(_ scores: [Double]) -> Verdict {
    let rank = Self.ranked(scores, foreign: foreign)
    let features = Self.features(scores, foreign: foreign, rank)
    let sum = zip(coefficients, features).reduce(intercept) { $0 + $1.0 * $1.1 }
    return Verdict(best: rank.best, second: rank.second, logOdds: min(max(sum, -27), 27))
  }

  /// What each class's score adds to the log-odds, by its unit.
  func slopes(_ verdict: Verdict, classes: Int) -> [Double] {
    var slopes = [Double](repeating: 0, count: classes)
    let (level, gap) =
      foreign == nil
      ? (coefficients[0], coefficients[1]) : (coefficients[1] - coefficients[0], coefficients[2])
    slopes[verdict.best] += level + gap
    slopes[verdict.second] -= gap
    if let foreign { slopes[foreign] += coefficients[0] }
    return slopes
  }

  /// Fits the rule to scores of examples held back, with their classes.
  static func fit(_ scores: [[Double]], classes: [Int], foreign: Int?) -> Rejection {
    let ranks = scores.map { ranked($0, foreign: foreign) }
    let events = zip(ranks, classes).map { rank, truth in
      foreign == nil ? rank.best != truth : truth == foreign
    }
    var rejection = initial(foreign: foreign)
    let rows = zip(scores, ranks).map { features($0, foreign: foreign, $1) }
    if events.contains(true), events.contains(false), let matrix = try? Matrix(rows: rows),
      let fitted = try? LogisticRegression.fit(features: matrix, outcomes: events)
    {
      rejection.intercept = fitted.intercept
      rejection.coefficients = fitted.coefficients
    }
    let odds = scores.map { rejection.verdict($0).logOdds }.sorted(by: >)
    let count = events.count { $0 }
    if count > 0, count < odds.count {
      rejection.threshold = (odds[count - 1] + odds[count]) / 2
    }
    return rejection
  }
}
