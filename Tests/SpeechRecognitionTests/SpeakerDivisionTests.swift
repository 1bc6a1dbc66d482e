import Signals
import SpeechRecognition
import Testing

@Suite("Recordings held back")
struct SpeakerDivisionTests {
  /// Recordings of speakers who have so many each.
  static func items(_ counts: [Int]) -> [Utterance] {
    counts.enumerated().flatMap { speaker, count in
      (0..<count).map { number in
        Utterance(
          id: "\(speaker)-\(number)", input: Waveform(samples: [], rate: 8000), words: ["one"],
          speaker: "s\(speaker)")
      }
    }
  }

  @Test(
    "are about one in seven, whoever speaks how much",
    arguments: [
      [Int](repeating: 50, count: 8), [500] + [Int](repeating: 55, count: 9),
      [365] + [Int](repeating: 5, count: 7), [600], [300, 40, 9, 8, 7, 6, 5, 4, 3, 2],
    ], [1, 2, 3, 4, 5])
  func share(counts: [Int], seed: UInt64) throws {
    let items = Self.items(counts)
    let division = try SpeakerDivision(items, seed: seed)
    let share = Double(division.validation.count) / Double(items.count)
    // One and a half of 14 % at most; half of it at least.
    #expect(share >= 0.06 && share <= 0.22, "\(share)")
    #expect((division.validation + division.training).sorted() == Array(items.indices))
  }

  @Test("are of other speakers than those trained on, where eight or more speak about as much")
  func speakers() throws {
    let items = Self.items([Int](repeating: 20, count: 12))
    let division = try SpeakerDivision(items, seed: 3)
    let held = Set(division.validation.map { items[$0].speaker })
    #expect(held.isDisjoint(with: division.training.map { items[$0].speaker }))
    #expect(division.speakers == 12)
  }
}
