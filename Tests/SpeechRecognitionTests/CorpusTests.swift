import NumericCore
import Records
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

@Suite("The spoken corpus")
struct CorpusTests {
  static let items = Result {
    try Samples.workload().division(Samples.trial(.hybrid, size: 240, testItems: 120))
  }

  @Test("The same seed gives the same sound, another seed another")
  func seeds() throws {
    let trial = Samples.trial(.hybrid, size: 12, testItems: 12)
    let first = try Samples.workload().division(trial)
    let again = try Samples.workload().division(trial)
    let other = try Samples.workload(seed: 2).division(trial)
    #expect(first.training.map(\.input) == again.training.map(\.input))
    #expect(first.test.map(\.truth) == again.test.map(\.truth))
    #expect(first.training.map(\.input) != other.training.map(\.input))
    #expect(first.test.map(\.input) != other.test.map(\.input))
  }

  @Test("A smaller size is part of every larger one, and its test items are the same")
  func prefixes() throws {
    let workload = try Samples.workload()
    let small = try workload.division(Samples.trial(.hybrid, size: 13, testItems: 9))
    let large = try workload.division(Samples.trial(.endToEnd, size: 30, testItems: 20))
    #expect(small.training.map(\.input) == large.training.prefix(13).map(\.input))
    #expect(small.test.map(\.input) == large.test.prefix(9).map(\.input))
  }

  @Test("Each repetition trains on other speakers, and all are tested on speakers that none heard")
  func speakers() throws {
    let workload = try Samples.workload()
    let first = try workload.division(Samples.trial(.hybrid, size: 40, testItems: 20))
    let second = try workload.division(
      Samples.trial(.hybrid, size: 40, testItems: 20, repetition: 2))
    #expect(first.test.map(\.input) == second.test.map(\.input))
    let names = [first.training, second.training, first.test].map { Set($0.map(\.speaker)) }
    #expect(names[0].isDisjoint(with: names[1]))
    #expect(names[2].isDisjoint(with: names[0].union(names[1])))
  }

  @Test("Phones follow each other without gaps from the first sample to the last")
  func alignment() throws {
    for item in try Self.items.get().training.prefix(60) {
      let truth = try #require(item.truth)
      #expect(truth.phones.first?.samples.lowerBound == 0)
      #expect(truth.phones.last?.samples.upperBound == item.input.samples.count)
      for (phone, next) in zip(truth.phones, truth.phones.dropFirst()) {
        #expect(phone.samples.upperBound == next.samples.lowerBound)
      }
      // After the last word there is silence, and nothing else.
      #expect(truth.phones.last?.phone == "SIL")
      #expect(truth.phones.last?.samples.lowerBound == truth.endOfSpeech)
    }
  }

  @Test("Sentences have one to six words and last 0.3 to 6 s, 1.7 s on average")
  func lengths() throws {
    let items = try Self.items.get().training
    #expect(items.allSatisfy { (1...6).contains($0.words.count) })
    #expect(items.allSatisfy { (0.3...6).contains($0.input.seconds) })
    let mean = items.reduce(0) { $0 + $1.input.seconds } / Double(items.count)
    #expect(abs(mean - 1.7) < 0.2)
  }

  /// The expected share is 12 %, of 360 recordings; four standard deviations are 6.9 %.
  @Test("A burst of noise hides a stretch of the speech in about an eighth of the recordings")
  func disturbances() throws {
    let division = try Self.items.get()
    let all = division.training + division.test
    let bursts = all.compactMap { item in item.truth?.disturbance.map { (item, $0) } }
    #expect(abs(Double(bursts.count) / Double(all.count) - 0.12) < 0.069)
    for (item, burst) in bursts {
      #expect(burst.upperBound <= item.truth?.endOfSpeech ?? 0)
      #expect(burst.count >= 400)
    }
  }

  /// A hiss has its energy above 2.5 kHz, a vowel below 1.2 kHz, whoever speaks.
  @Test("Hisses are high and vowels are low, in recordings without much noise")
  func spectra() throws {
    var higher = (hisses: 0, vowels: 0)
    var counts = (hisses: 0, vowels: 0)
    let transform = FourierTransform(atLeast: 256)
    for item in try Self.items.get().training where item.truth?.disturbance == nil {
      for span in item.truth?.phones ?? [] where ["S", "AA", "AO", "OW"].contains(span.phone) {
        guard span.samples.count >= 256 else { continue }
        var power: [Float] = []
        var scratch = FourierTransform.Scratch()
        let middle = (span.samples.lowerBound + span.samples.upperBound) / 2
        transform.power(
          of: item.input.samples[middle - 128..<middle + 128], into: &power, scratch: &scratch)
        let hertz = 8000 / Float(transform.size)
        let low = power[..<Int(1200 / hertz)].reduce(0, +)
        let high = power[Int(2500 / hertz)...].reduce(0, +)
        if span.phone == "S" {
          counts.hisses += 1
          higher.hisses += high > low ? 1 : 0
        } else {
          counts.vowels += 1
          higher.vowels += high > low ? 1 : 0
        }
      }
    }
    #expect(counts.hisses > 40)
    #expect(counts.vowels > 40)
    // Rumbling noise at the lowest ratios drowns some hisses.
    #expect(Double(higher.hisses) > 0.8 * Double(counts.hisses))
    #expect(Double(higher.vowels) < 0.05 * Double(counts.vowels))
  }

  /// With knowledge 0 four words in five are said as no lexicon lists them.
  @Test("Knowledge decides how often speakers say what the lexicon lists")
  func knowledge() throws {
    func shares(_ knowledge: Double) throws -> Double {
      let items = try Samples.workload(knowledge: knowledge)
        .division(Samples.trial(.hybrid, size: 400)).training
      let ones = items.filter { $0.words == ["no"] || $0.words == ["yes"] }
      let listed = ones.filter { item in
        let phones = item.truth?.phones.map(\.phone).filter { $0 != "SIL" } ?? []
        return [["N", "OW"], ["Y", "EH", "S"]].contains(phones)
      }
      return Double(listed.count) / Double(ones.count)
    }
    #expect(try shares(1) == 1)
    #expect(try shares(0) < 0.6)
  }
}
