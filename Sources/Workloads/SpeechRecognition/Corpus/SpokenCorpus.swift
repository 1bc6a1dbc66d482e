import NumericCore
import Signals

/// The embedded corpus: sentences of a small grammar, spoken by a formant synthesiser.
///
/// Every utterance comes from a stream of its own, so that the first of a larger corpus are those of
/// a smaller one. A speaker says eight sentences in a row; test speakers are others than those
/// trained on.
struct SpokenCorpus: Sendable {
  /// Sentences of one speaker.
  static let sentencesOfSpeaker = 8
  /// The share of utterances in which a burst of noise hides a stretch.
  static let disturbed = 0.12

  let knowledge: Double
  let seed: UInt64

  /// The streams that training and test items come from.
  static let trainingStream = "training"
  static let testStream = "test"

  /// The first `count` utterances of a stream, such as `training`, but for those before `first`.
  func utterances(
    _ count: Int, stream: String, repetition: Int = 0, from first: Int = 0
  ) -> [Utterance] {
    var speaker: Speaker?
    return (first..<max(count, first)).map { index in
      let group = index / Self.sentencesOfSpeaker
      if speaker == nil || index.isMultiple(of: Self.sentencesOfSpeaker) {
        var generator = SeededGenerator(seed: seed, "speaker", stream, repetition, group)
        speaker = Speaker(
          name: "\(stream)-\(repetition)-\(group)", knowledge: knowledge, &generator)
      }
      var generator = SeededGenerator(seed: seed, "utterance", stream, repetition, index)
      let fallback = Speaker(name: stream, knowledge: knowledge, &generator)
      return utterance(
        id: "\(stream.prefix(1).uppercased())\(index)", speaker ?? fallback, &generator)
    }
  }

  /// Single digits, each of a speaker of its own.
  func digits(_ count: Int, stream: String) -> [Utterance] {
    (0..<count).map { index in
      var generator = SeededGenerator(seed: seed, "digit", stream, index)
      let speaker = Speaker(name: "\(stream)-\(index)", knowledge: knowledge, &generator)
      return utterance(
        id: "\(stream.prefix(1).uppercased())\(index)",
        words: [Pronunciations.digits[index % 10]], speaker, &generator)
    }
  }

  private func utterance(
    id: String, words: [String]? = nil, _ speaker: Speaker, _ generator: inout SeededGenerator
  ) -> Utterance {
    let words = words ?? SpokenGrammar.sentence(&generator)
    let articulation = Articulation(words: words, speaker: speaker, &generator)
    var sound = FormantSynthesiser.speak(articulation, speaker, &generator)
    let size = Articulation.samplesPerStep
    if generator.bernoulli(0.6) {
      Room.reverberate(
        &sound, seconds: generator.uniform(0.1, 0.35), share: generator.uniform(0.1, 0.6))
    }
    let first = articulation.spans.first?.steps.upperBound ?? 0
    let spoken = first * size..<articulation.end * size
    let level = Room.level(sound[spoken])
    let ratio = generator.uniform(8, 32)
    Room.addNoise(
      &sound, in: sound.indices, level: level * Double.pow(10, -ratio / 20),
      pole: generator.uniform(0, 0.9), &generator)
    let disturbance = disturb(&sound, spoken, level: level, &generator)
    let gain = Double.pow(10, generator.uniform(-24, -8) / 20) / max(level, 1e-9)
    return Utterance(
      id: id,
      input: Waveform(
        samples: sound.map { Float(min(max(gain * $0, -1), 1)) }, rate: FormantSynthesiser.rate),
      words: words, speaker: speaker.name,
      truth: SpokenTruth(
        phones: articulation.spans.map { span in
          .init(
            phone: span.phone,
            samples: span.steps.lowerBound * size..<span.steps.upperBound * size)
        },
        endOfSpeech: articulation.end * size, disturbance: disturbance))
  }

  /// Hides a stretch of the speech in some utterances; returns where.
  private func disturb(
    _ sound: inout [Double], _ spoken: Range<Int>, level: Double,
    _ generator: inout SeededGenerator
  ) -> Range<Int>? {
    guard generator.bernoulli(Self.disturbed) else { return nil }
    let length = min(
      Int(generator.uniform(0.12, 0.32) * Double(FormantSynthesiser.rate)), spoken.count)
    let start = spoken.lowerBound + generator.index(below: spoken.count - length + 1)
    let range = start..<start + length
    Room.addNoise(
      &sound, in: range, level: level * Double.pow(10, generator.uniform(2, 10) / 20),
      pole: generator.uniform(0, 0.7), &generator)
    return range
  }
}

extension SpeechRecognition {
  /// The digits as words, zero to nine.
  package static var digitWords: [String] { Pronunciations.digits }

  /// Single digits of the synthesiser, each of another speaker who says it as the lexicon lists it: to test
  /// how real the speech is, by a recogniser of real digits.
  package static func spokenDigits(_ count: Int, stream: String, seed: UInt64) -> [Utterance] {
    SpokenCorpus(knowledge: 1, seed: seed).digits(count, stream: stream)
  }
}
