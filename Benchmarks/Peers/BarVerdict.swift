package import Figures
import Statistics

/// Whether a ratio of times reaches its bar, and what a program says with its exit code.
package enum BarVerdict {
  /// By the ratio's interval alone; without one it is open.
  package static func of(_ ratio: Estimate, bar: Double) -> RequirementVerdict {
    ratio.interval.map {
      RequirementVerdict(interval: $0, limit: bar, direction: .higherIsBetter)
    } ?? .inconclusive
  }

  /// 0 where all bars are met, 2 where one is unmet, else 3.
  package static func exitCode(_ verdicts: [RequirementVerdict]) -> Int32 {
    if verdicts.contains(.unmet) { return 2 }
    return verdicts.contains(.inconclusive) ? 3 : 0
  }
}

extension RequirementVerdict {
  /// The verdict as benchmarks print it.
  package var word: String { self == .inconclusive ? "open" : rawValue }
}

/// How many repetitions a block has.
package enum BlockSize {
  /// The seconds that a block should take: long enough to be warm, short enough to take turns.
  package static let seconds = 0.15
  package static let least = 5
  /// Keeps the replies of the fastest answers short.
  package static let most = 20_000

  /// The repetitions that take about `seconds`.
  package static func count(secondsEach: Double) -> Int {
    guard secondsEach > 0 else { return most }
    return Int(min(max(seconds / secondsEach, Double(least)), Double(most)))
  }

  /// The median of a block's times; of none it is 0.
  package static func median(_ times: [Double]) -> Double {
    Quantiles.type7(times.sorted(), 0.5) ?? 0
  }
}

extension Double {
  /// A small number as a power of ten, such as `3.1e-7`.
  package var short: String {
    guard isFinite, self > 0 else { return self == 0 ? "0" : "\(self)" }
    var exponent = 0
    var mantissa = self
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return Format.fixed(mantissa, decimals: 1) + "e\(exponent)"
  }
}
