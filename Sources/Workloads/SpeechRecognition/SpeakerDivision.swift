import NumericCore
import WorkloadKit

/// Which recordings are trained on and which are held back: other speakers where there are enough.
struct SpeakerDivision {
  /// Places in the list of recordings, ascending.
  let training: [Int]
  let validation: [Int]
  /// How many people speak in all.
  let speakers: Int

  private static let share = 0.14
  private static let fewestSpeakers = 8
  private static let fewestItems = 20
  /// More tell no more apart.
  private static let mostHeld = 320

  /// Divides recordings at random.
  ///
  /// - Throws: `WorkloadError` for fewer than 20 recordings.
  init(_ items: [Utterance], seed: UInt64) throws(WorkloadError) {
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
      let order = generator.permutation(items.count)
      validation = order.prefix(count).sorted()
      training = order.dropFirst(count).sorted()
      return
    }
    var held: Set<String> = []
    var sum = 0
    var sizes: [String: Int] = [:]
    for item in items { sizes[item.speaker, default: 0] += 1 }
    for place in generator.permutation(names.count) where sum < count {
      held.insert(names[place])
      sum += sizes[names[place]] ?? 0
    }
    validation = items.indices.filter { held.contains(items[$0].speaker) }
    training = items.indices.filter { !held.contains(items[$0].speaker) }
  }
}
