import NumericCore
package import WorkloadKit

/// Which recordings are trained on and which are held back: other speakers where there are enough.
package struct SpeakerDivision {
  /// Places in the list of recordings, ascending.
  package let training: [Int]
  package let validation: [Int]
  /// How many people speak in all.
  package let speakers: Int

  private static let share = 0.14
  private static let fewestSpeakers = 8
  private static let fewestItems = 20
  /// More tell no more apart.
  private static let mostHeld = 320

  /// Divides recordings at random.
  ///
  /// - Throws: `WorkloadError` for fewer than 20 recordings.
  package init(_ items: [Utterance], seed: UInt64) throws(WorkloadError) {
    guard items.count >= Self.fewestItems else {
      throw WorkloadError(
        "\(items.count) recordings are too few", at: "training data",
        remedy: "bring at least \(Self.fewestItems) recordings with transcripts")
    }
    var generator = SeededGenerator(seed: seed, "validation")
    let names = Set(items.map(\.speaker)).sorted()
    speakers = names.count
    let count = min(Int((Double(items.count) * Self.share).rounded()), Self.mostHeld)
    guard names.count >= Self.fewestSpeakers else {
      (training, validation) = Self.random(items.count, held: count, &generator)
      return
    }
    var held: Set<String> = []
    var sum = 0
    var sizes: [String: Int] = [:]
    for item in items { sizes[item.speaker, default: 0] += 1 }
    for place in generator.permutation(names.count) where sum < count {
      let size = sizes[names[place]] ?? 0
      // Whoever speaks in much of the recordings is trained on.
      guard sum + size <= count + count / 2 else { continue }
      held.insert(names[place])
      sum += size
    }
    // Where a few speak in nearly all recordings, people cannot be told apart by holding some back.
    guard sum >= count / 2 else {
      (training, validation) = Self.random(items.count, held: count, &generator)
      return
    }
    validation = items.indices.filter { held.contains(items[$0].speaker) }
    training = items.indices.filter { !held.contains(items[$0].speaker) }
  }

  private static func random(
    _ items: Int, held: Int, _ generator: inout SeededGenerator
  ) -> (training: [Int], validation: [Int]) {
    let order = generator.permutation(items)
    return (order.dropFirst(held).sorted(), order.prefix(held).sorted())
  }
}
