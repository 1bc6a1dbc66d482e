import NumericCore

/// Which recordings a candidate holds back from training, the same for both architectures.
///
/// From `speakersApart` speakers on, whole speakers are held back, as those who will be heard later are others too;
/// with fewer of them, whom a candidate then cannot spare, recordings of each are.
struct SpokenDivision: Sendable {
  /// The share held back.
  static let share = 0.15
  static let speakersApart = 10
  /// The most recordings that the course of a training is judged on.
  static let judged = 100

  let training: [Utterance]
  let validation: [Utterance]

  init(_ items: [Utterance], seed: UInt64) {
    var generator = SeededGenerator(seed: seed, "speech-recognition", "validation")
    var held = Set<Int>()
    let wanted = Int((Double(items.count) * Self.share).rounded(.up))
    var speakers = Set(items.map(\.speaker)).sorted()
    generator.shuffle(&speakers)
    if speakers.count >= Self.speakersApart {
      for speaker in speakers where held.count < wanted {
        held.formUnion(items.indices.filter { items[$0].speaker == speaker })
      }
    } else {
      held = Set(generator.permutation(items.count).prefix(wanted))
    }
    training = items.indices.filter { !held.contains($0) }.map { items[$0] }
    validation = items.indices.filter(held.contains).map { items[$0] }
  }
}
