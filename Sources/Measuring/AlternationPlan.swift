import NumericCore

/// The order in which the candidates of a session take turns.
///
/// Rounds come in pairs, a random order of all candidates and its mirror: for two candidates, ABBA
/// or BAAB. A drift of the machine that is linear in time then weighs on all alike, and the random
/// order keeps a periodic disturbance from hitting one candidate alone.
package struct AlternationPlan: Sendable, Equatable {
  /// The rounds in order; each is a permutation of `0 ..< candidates`.
  package let rounds: [[Int]]

  /// Draws a plan.
  ///
  /// - Parameters:
  ///   - candidates: how many take turns.
  ///   - blocks: turns of each candidate; an odd number is raised to the next even one.
  ///   - seed: draws the orders.
  package init(candidates: Int, blocks: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, "alternation")
    rounds = (0..<(max(blocks, 0) + 1) / 2).flatMap { _ in
      let order = generator.permutation(candidates)
      return [order, order.reversed()]
    }
  }

  /// All turns in order, as indices of candidates.
  package var turns: [Int] { rounds.flatMap(\.self) }
}
