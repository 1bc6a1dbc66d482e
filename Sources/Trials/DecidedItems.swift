import NumericCore
import WorkloadKit

/// The answered test items by the decision that a candidate took, in an order drawn by the seed.
struct DecidedItems<W: Workload> {
  /// References are drawn from so many favourable decisions.
  private static var mostReferences: Int { 200 }

  private(set) var adverse: [W.Item] = []
  private(set) var favourable: [W.Item] = []

  /// Nil where there is nothing to compare an adverse decision with.
  init?(_ workload: W, _ items: [W.Item], _ answers: [W.Answer?], seed: UInt64) {
    var generator = SeededGenerator(seed: seed, "explanations")
    for index in generator.permutation(items.count) {
      guard let answer = answers[index] else { continue }
      if workload.isAdverse(answer) {
        adverse.append(items[index])
      } else {
        favourable.append(items[index])
      }
    }
    guard !adverse.isEmpty, !favourable.isEmpty else { return nil }
  }

  /// The favourable decisions that references are drawn from.
  var references: [W.Item] { Array(favourable.prefix(Self.mostReferences)) }
}
