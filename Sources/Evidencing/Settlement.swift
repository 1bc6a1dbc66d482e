import Figures
import NumericCore
import Records
import Statistics

/// The fresh run that would settle an inconclusive comparison, as a noun phrase.
///
/// Fresh means all of it: adding to a run until it pleases spends alpha.
package enum Settlement {
  /// More than this of anything is not offered as a run.
  static let most = 1000

  /// Of a score over seeds × items: the run of the fewest answers, repetitions × items.
  ///
  /// Neither falls below this run's.
  /// Items are doubled up to 256 times, and for each number of them the repetitions are sized by
  /// `VarianceComponents.freshRunNeeded`. The items of the user's own data are given: there, where
  /// no number of repetitions is enough, more labelled data are named.
  static func freshRun(
    _ components: VarianceComponents, testItems: Int, halfWidth: Double, itemsAreGiven: Bool
  ) -> String {
    guard components.seed != nil else {
      return "a fresh run with 3 repetitions or more, since one says nothing of other trainings"
    }
    var best: (repetitions: Int, scale: Int)?
    for doubling in 0...(itemsAreGiven ? 0 : 8) {
      let scale = 1 << doubling
      let needed = try? components.items(times: Double(scale)).freshRunNeeded(margin: halfWidth)
      guard let enough = needed?.seeds, enough <= most else { continue }
      let repetitions = max(enough, components.seeds)
      if repetitions * scale < best.map({ $0.repetitions * $0.scale }) ?? .max {
        best = (repetitions, scale)
      }
    }
    if let best {
      return "a fresh run with \(best.repetitions) repetitions and "
        + "\(Format.count(testItems * best.scale)) test items"
    }
    let present = components.items.reduce(0, +)
    let items = (try? components.freshRunNeeded(margin: halfWidth))?.items
    if itemsAreGiven, let items, present > 0 {
      let needed = Double(items) * Double(testItems) / Double(present)
      return "more labelled data, about \(Format.count(Int(needed.rounded(.up)))) test items"
    }
    return widerMargin("\(Format.count(most)) repetitions")
  }

  /// Of replications with a standard error over `count` of them: how many would be enough.
  package static func replications(
    standardError: Double?, count: Int, halfWidth: Double, unit: String
  ) -> String {
    guard let standardError, count > 1 else {
      return "a fresh run with 2 \(unit)s or more, since one has no interval"
    }
    let deviation = standardError * Double(count).squareRoot()
    let enough = (2...most).first { number in
      let half =
        TInterval.multiplier(Double(number - 1), level: 0.95) * deviation
        / Double(number).squareRoot()
      return half <= halfWidth
    }
    guard let enough else { return widerMargin("\(Format.count(most)) \(unit)s") }
    return "a fresh run with \(enough) \(unit)s"
  }

  /// Of an estimate whose error falls with the square root of what it counts.
  static func scaled(
    _ estimate: Estimate, count: Int, halfWidth: Double, unit: String
  ) -> String {
    guard let interval = estimate.interval, halfWidth > 0 else {
      return "a fresh run with more \(unit)s"
    }
    let ratio = (interval.upper - interval.lower) / 2 / halfWidth
    let needed = (Double(count) * ratio * ratio).rounded(.up)
    guard needed < 1e9 else { return widerMargin("a thousand million \(unit)s") }
    return "a fresh run with about \(Format.count(Int(needed))) \(unit)s"
  }

  private static func widerMargin(_ most: String) -> String {
    "a wider indifference margin, since \(most) would not be enough for this one"
  }
}

extension VarianceComponents {
  /// The components expected of `scale` times the items and the same seeds.
  fileprivate func items(times scale: Double) -> VarianceComponents {
    let spared = rest.reduce(0, +) * (1 - 1 / scale)
    return VarianceComponents(
      seeds: seeds, items: items.map { Int(Double($0) * scale) },
      seed: seed.map { max($0 - spared, rest.reduce(0, +) / scale) },
      item: item.map { $0 / scale }, rest: rest.map { $0 / scale })
  }
}
