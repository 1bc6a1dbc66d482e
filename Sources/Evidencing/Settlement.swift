package import Figures
import NumericCore
import Records
package import Statistics

/// The fresh run that would settle an inconclusive comparison, as a noun phrase.
///
/// Two runs are named: the one that is enough if the difference is as measured, where it is no more
/// than `most` repetitions or sessions, and the one that is enough whatever the truth is. Fresh
/// means all of it: adding to a run until it pleases spends alpha.
package enum Settlement {
  /// More than this of anything is not offered as a run.
  package static let most = 1000
  static let oneTraining =
    "a fresh run with 3 repetitions or more, since one says nothing of other trainings"

  /// Of a score over seeds × items, repetitions × items.
  ///
  /// As measured: the fewest repetitions, at least the present ones, with the present items.
  /// Whatever the truth: the run of the fewest answers, in which neither falls below this run's.
  /// Items are doubled up to 256 times, and for each number of them the repetitions are sized by
  /// `VarianceComponents.freshRunNeeded`. The items of the user's own data are given: there, where
  /// no number of repetitions is enough, more labelled data are named.
  package static func freshRun(
    _ components: VarianceComponents, testItems: Int, widths: SettlingWidths, itemsAreGiven: Bool
  ) -> String {
    guard components.seed != nil else { return oneTraining }
    func repetitions(_ scale: Int, _ halfWidth: Double) -> Int? {
      let needed = try? components.items(times: Double(scale)).freshRunNeeded(margin: halfWidth)
      guard let enough = needed?.seeds, enough <= most else { return nil }
      return max(enough, components.seeds)
    }
    func run(_ size: (repetitions: Int, scale: Int)) -> String {
      "\(size.repetitions) repetitions and \(Format.count(testItems * size.scale)) test items"
    }
    let fewest = repetitions(1, widths.asMeasured)
    let likely = fewest.map { run(($0, 1)) }
    var best: (repetitions: Int, scale: Int)?
    for doubling in 0...(itemsAreGiven ? 0 : 8) {
      let scale = 1 << doubling
      guard let repetitions = repetitions(scale, widths.always) else { continue }
      if repetitions * scale < best.map({ $0.repetitions * $0.scale }) ?? .max {
        best = (repetitions, scale)
      }
    }
    if let best {
      // Where items win more than repetitions, what always settles may be the smaller run.
      let isSmaller = fewest.map { $0 >= best.repetitions * best.scale } ?? false
      return sentence(isSmaller ? run(best) : likely, always: run(best))
    }
    let present = components.items.reduce(0, +)
    let items = (try? components.freshRunNeeded(margin: widths.always))?.items
    if itemsAreGiven, let items, present > 0 {
      let needed = (Double(items) * Double(testItems) / Double(present)).rounded(.up)
      return sentence(
        likely, otherwise: "more labelled data, about \(Format.count(Int(needed))) test items")
    }
    return sentence(likely, otherwise: widerMargin("\(Format.count(most)) repetitions"))
  }

  /// Of replications with a standard error over `count` of them.
  package static func replications(
    standardError: Double?, count: Int, widths: SettlingWidths, unit: String
  ) -> String {
    guard let standardError, count > 1 else {
      return "a fresh run with 2 \(unit)s or more, since one has no interval"
    }
    let deviation = standardError * Double(count).squareRoot()
    func enough(_ halfWidth: Double, from first: Int) -> String? {
      guard first <= most else { return nil }
      let number = (first...most).first { number in
        let half =
          TInterval.multiplier(Double(number - 1), level: 0.95) * deviation
          / Double(number).squareRoot()
        return half <= halfWidth
      }
      return number.map { "\($0) \(unit)s" }
    }
    let likely = enough(widths.asMeasured, from: count)
    guard let always = enough(widths.always, from: 2) else {
      return sentence(likely, otherwise: widerMargin("\(Format.count(most)) \(unit)s"))
    }
    return sentence(likely, always: always)
  }

  /// Of an estimate whose error falls with the square root of the units that it counts.
  ///
  /// Of n′ units instead of n the standard error is √(n/n′) times this one's, on (n′ − 1)/(n − 1)
  /// times its degrees of freedom; no more than `most` are offered.
  package static func scaled(
    _ estimate: Estimate, count: Int, widths: SettlingWidths, unit: String, most: Int = most
  ) -> String {
    guard let error = estimate.standardError, count > 1, widths.always > 0 else {
      return "a fresh run with more \(unit)s"
    }
    func enough(_ halfWidth: Double) -> String? {
      var (low, high) = (count, most + 1)
      // The half width falls with the number, so the least that is enough is found by halving.
      while low < high {
        let number = low + (high - low) / 2
        let freedom =
          (estimate.degreesOfFreedom ?? .infinity) * Double(number - 1) / Double(count - 1)
        let half =
          TInterval.multiplier(freedom, level: 0.95) * error
          * (Double(count) / Double(number)).squareRoot()
        if half <= halfWidth { high = number } else { low = number + 1 }
      }
      return low > most ? nil : "\(Format.count(low)) \(unit)s"
    }
    let likely = enough(widths.asMeasured)
    guard let always = enough(widths.always) else {
      return sentence(likely, otherwise: widerMargin("\(Format.count(most)) \(unit)s"))
    }
    return sentence(likely, always: always)
  }

  /// Both runs, or the second alone where there is no first, or none that is smaller.
  private static func sentence(_ likely: String?, always: String) -> String {
    let run = "a fresh run with \(always)"
    if likely == always { return run }
    return likely == nil ? run + ", whatever the truth is" : sentence(likely, otherwise: run)
  }

  private static func sentence(_ likely: String?, otherwise: String) -> String {
    guard let likely else { return otherwise }
    return
      "a fresh run with about \(likely) if the difference is as measured; whatever the truth is,"
      + " \(otherwise)"
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
