import Records
import Statistics

/// The service time of one candidate in one session as a multiple of the reference loop.
///
/// On a shared machine a neighbour on the same core slows both by up to twice, for milliseconds or
/// minutes, and not by quite the same factor. So the turns count that stand between two quiet
/// readings of the loop: within `tolerance` of the session's floor, its 5 % quantile. The candidate's
/// own answers have no say in the choice but through the caches that they leave behind, from which
/// the loop recovers in the first of its products. Where fewer than `least` turns are quiet, all of them
/// count, each over the mean of the readings around it.
struct ServiceMultiple {
  static let tolerance = 1.08
  static let least = 20

  /// The loop's floor in seconds; nil without readings.
  static func floor(_ times: [TimesBesideReference]) -> Double? {
    let readings = times.flatMap(\.reference).map(Double.init).sorted()
    return Quantiles.type7(readings, 0.05).flatMap { $0 > 0 ? $0 * 1e-9 : nil }
  }

  let value: Double

  /// Nil without turns.
  init?(_ blocks: [TimesBesideReference], floor: Double) {
    func multiples(_ block: TimesBesideReference, _ turns: [Int]) -> [Double] {
      turns.map { turn in
        let around = (Double(block.reference[turn]) + Double(block.reference[turn + 1])) / 2
        return Double(block.answer[turn]) / max(around, 1)
      }
    }
    let quiet = blocks.flatMap { block in
      multiples(block, block.turns(below: floor * 1e9 * Self.tolerance))
    }
    let counted =
      quiet.count >= Self.least
      ? quiet : blocks.flatMap { multiples($0, $0.turns(below: .infinity)) }
    guard let median = Quantiles.type7(counted.sorted(), 0.5), median > 0 else { return nil }
    value = median
  }
}
