import Records
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

@Suite("Slices of time")
struct SliceTests {
  private static let sound = Waveform(samples: Array(repeating: 0.5, count: 1200), rate: 8000)
  private static let other = Waveform(samples: Array(repeating: -0.25, count: 700), rate: 8000)

  @Test("Keeping all slices keeps the recording; keeping none gives the reference")
  func extremes() throws {
    let workload = try Samples.workload()
    let all = workload.compose(
      Self.sound, reference: Self.other, kept: Array(repeating: true, count: 12))
    #expect(all == Self.sound)
    let none = workload.compose(
      Self.sound, reference: Self.other, kept: Array(repeating: false, count: 12))
    // The reference is shorter and read over and over; the length stays.
    #expect(none.samples == Array(repeating: -0.25, count: 1200))
  }

  @Test("A slice comes from the reference within its borders, faded over 4 ms")
  func one() throws {
    var kept = [Bool](repeating: true, count: 12)
    kept[3] = false
    let composed = try Samples.workload().compose(
      Self.sound, reference: Self.other, kept: kept)
    // A slice has 100 samples; the fade takes 32 of them at either border.
    #expect(composed.samples[..<300] == Self.sound.samples[..<300])
    #expect(composed.samples[400...] == Self.sound.samples[400...])
    #expect(composed.samples[331..<369].allSatisfy { $0 == -0.25 })
    #expect(composed.samples[300] == 0.5 - 0.75 / 32)
  }

  @Test("Slices are told with their times, the answer with its words")
  func words() throws {
    let workload = try Samples.workload()
    let words = workload.inWords(input: Self.sound)
    #expect(words.count == 12)
    #expect(words[0] == "slice 1 of 12 (0.00–0.01 s)")
    #expect(words[11] == "slice 12 of 12 (0.14–0.15 s)")
    #expect(
      workload.inWords(
        answer: Transcript(
          words: ["call", "one"], confidence: -0.5, isRejected: true, lastWordAt: 1))
        == "'call one', please repeat, log-odds of all words right −0.5")
  }

  @Test("The truth of a rejection is the burst's share of each slice")
  func truth() throws {
    let burst = Utterance(
      id: "1", input: Self.sound, words: ["one"], speaker: "s",
      truth: SpokenTruth(phones: [], endOfSpeech: 1000, disturbance: 250..<450))
    let shares = try Samples.workload().truth(of: burst, against: [])
    #expect(shares == [0, 0, 0.25, 0.5, 0.25, 0, 0, 0, 0, 0, 0, 0])
    let quiet = Utterance(id: "2", input: Self.sound, words: ["one"], speaker: "s")
    #expect(try Samples.workload().truth(of: quiet, against: []) == nil)
  }

  @Test("Errors, words, characters and the delay are counted item by item")
  func values() throws {
    let item = Utterance(
      id: "1", input: Self.sound, words: ["call", "one", "two"], speaker: "s",
      truth: SpokenTruth(phones: [], endOfSpeech: 800))
    let answer = Transcript(
      words: ["call", "two"], confidence: 1, isRejected: false, lastWordAt: 0.125)
    let values = try Samples.workload().values(of: answer, to: item)
    // 'one ' is missing: one word, four characters of 'call one two'. The speech ends at 0.1 s.
    #expect(
      values == [
        "word-errors": 1, "words": 3, "character-errors": 4, "characters": 12,
        "last-word-delay": 0.125 - 0.1,
      ])
  }
}
