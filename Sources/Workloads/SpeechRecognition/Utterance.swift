package import Signals
import WorkloadKit

/// A recording with the words that are spoken in it.
package struct Utterance: LabelledItem {
  package let id: String
  package let input: Waveform
  /// The words, in lower case.
  package let words: [String]
  package let speaker: String
  /// What the corpus knows besides; nil of the user's recordings.
  package let truth: SpokenTruth?

  package init(
    id: String, input: Waveform, words: [String], speaker: String, truth: SpokenTruth? = nil
  ) {
    self.id = id
    self.input = input
    self.words = words
    self.speaker = speaker
    self.truth = truth
  }
}

/// What the synthesiser knows of an utterance that it spoke.
package struct SpokenTruth: Sendable, Hashable {
  /// A stretch of one phone, in samples of the recording.
  package struct PhoneSpan: Sendable, Hashable {
    package let phone: String
    package let samples: Range<Int>

    package init(phone: String, samples: Range<Int>) {
      self.phone = phone
      self.samples = samples
    }
  }

  /// All phones with the silences between them, in order, without gaps.
  package let phones: [PhoneSpan]
  /// The sample at which the last word ends.
  package let endOfSpeech: Int
  /// Where a burst of noise hides what is said, in samples; nil where there is none.
  package let disturbance: Range<Int>?

  package init(phones: [PhoneSpan], endOfSpeech: Int, disturbance: Range<Int>? = nil) {
    self.phones = phones
    self.endOfSpeech = endOfSpeech
    self.disturbance = disturbance
  }
}

/// What a recogniser answers.
package struct Transcript: Sendable, Hashable {
  package let words: [String]
  /// How sure the recogniser is, as log-odds that every word is right; finite.
  package let confidence: Double
  /// Whether the speaker is asked to repeat, since the recogniser is not sure enough.
  package let isRejected: Bool
  /// The time in the recording at which the last word stands, in seconds; nil where there is no word.
  package let lastWordAt: Double?

  package init(words: [String], confidence: Double, isRejected: Bool, lastWordAt: Double?) {
    self.words = words
    self.confidence = confidence
    self.isRejected = isRejected
    self.lastWordAt = lastWordAt
  }
}
