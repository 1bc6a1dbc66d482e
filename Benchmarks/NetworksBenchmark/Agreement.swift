/// How far the two sides are apart in what they compute.
///
/// Both compute in Float32, and add up in different orders: a loss of a few hundred terms is then off
/// by some units of 2⁻²⁴ ≈ 6e-8, and 1e-5 leaves room for a hundred of them in the first steps. A
/// wrong decay, bias correction or gradient shows there already. Later the ways part: AdamW's step is
/// the gradient over its own size, so a rounding error in a gradient near zero moves a weight by up to
/// the learning rate. How far rounding alone takes a training is measured, not guessed: PyTorch
/// trains again from weights that are moved to the next Float32 above or below, and ours may be off by
/// three times as much as that is, or by 1e-3.
package struct Agreement: Codable, Sendable, Equatable {
  package static let steps = 50
  package static let firstSteps = 5
  package static let firstTolerance = 1e-5
  package static let answerTolerance = 1e-4
  /// The trainings from nudged weights; the one that parts the most counts.
  package static let nudges = 3

  /// The largest relative difference of the losses in the first steps.
  package let first: Double
  /// The largest of all steps.
  package let all: Double
  /// The largest of all steps between PyTorch and PyTorch from nudged weights.
  package let nudged: Double
  /// The largest absolute difference of the answers, of ours and all rivals.
  package let answers: Double

  /// The most that the losses of all steps may differ by.
  package var tolerance: Double { max(1e-3, 3 * nudged) }

  /// Compares losses step by step, and answers number by number; unequal counts agree in nothing.
  package init(ours: [Double], theirs: [Double], nudged: [[Double]], answers: [[Double]]) {
    first = Self.difference(
      Array(ours.prefix(Self.firstSteps)), Array(theirs.prefix(Self.firstSteps)))
    all = Self.difference(ours, theirs)
    self.nudged = nudged.map { Self.difference($0, theirs) }.max() ?? 0
    var largest = 0.0
    for (index, answer) in answers.enumerated() {
      for other in answers.dropFirst(index + 1) {
        guard answer.count == other.count else {
          largest = .infinity
          continue
        }
        // Written so that a value that is no number counts as apart.
        for (a, b) in zip(answer, other) where !(abs(a - b) <= largest) {
          largest = (a - b).isNaN ? .infinity : abs(a - b)
        }
      }
    }
    self.answers = largest
  }

  /// Whether both sides do the same work.
  package var holds: Bool {
    first <= Self.firstTolerance && all <= tolerance && answers <= Self.answerTolerance
  }

  private static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    guard ours.count == theirs.count, !ours.isEmpty else { return .infinity }
    return zip(ours, theirs).reduce(0) { largest, pair in
      let difference = abs(pair.0 - pair.1) / max(abs(pair.0), abs(pair.1), .leastNormalMagnitude)
      return difference.isNaN ? .infinity : max(largest, difference)
    }
  }
}
