import Explaining
import Records
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

@Suite("The hybrid recogniser")
struct HybridTests {
  private static let division = Result {
    try Samples.workload().division(Samples.trial(.hybrid, size: 160, testItems: 100))
  }

  private static func trained(_ variation: Variation? = nil) throws -> Trained<Waveform, Transcript>
  {
    let items = try division.get().training
    let workload = try Samples.workload()
    guard let variation else {
      return try workload.train(.hybrid, on: items, configurations: 1, seed: 3)
    }
    return try workload.train(.hybrid, varied: variation, on: items, configurations: 1, seed: 3)
  }

  private static let plain = Result { try trained() }

  /// Bound: three standard errors of about 340 words above what 160 recordings were seen to reach.
  @Test("With 160 recordings it has fewer than one word in eight wrong")
  func learns() throws {
    let rate = Samples.errorRate(try Self.plain.get().candidate, try Self.division.get().test)
    #expect(rate < 0.125)
  }

  @Test("Rejected recordings are wrong more often than the others")
  func rejections() throws {
    let items = try Self.division.get().test
    let answers = try Self.plain.get().candidate.answer(all: items.map(\.input))
    var wrong: [Bool: [Bool]] = [:]
    for (item, answer) in zip(items, answers) {
      let answer = try #require(answer)
      wrong[answer.isRejected, default: []].append(answer.words != item.words)
    }
    func share(_ isRejected: Bool) -> Double {
      let outcomes = wrong[isRejected] ?? []
      return Double(outcomes.count { $0 }) / Double(max(outcomes.count, 1))
    }
    #expect(!(wrong[true] ?? []).isEmpty)
    #expect(share(true) > 2 * share(false))
  }

  @Test("The course tells word errors epoch by epoch, and ends near the best")
  func course() throws {
    let summary = try Self.plain.get().summary
    let course = try #require(summary.course)
    #expect(course.points.count == Int(summary.configurations[0].epochs))
    #expect(course.points.allSatisfy { (0...2).contains($0.loss) })
    #expect(course.points[course.kept].loss < 0.5 * course.points[0].loss)
    #expect(try Self.plain.get().courseSeconds?.count == course.points.count)
    #expect(!summary.undertrained)
  }

  @Test(
    "Stages that are learned from transcripts alone recognise words too",
    arguments: [["acoustic model"], ["decoder"]])
  func mixes(stages: [String]) throws {
    let mix = try Self.trained(.learned(stages: stages)).candidate
    #expect(Samples.errorRate(mix, try Self.division.get().test) < 0.25)
  }

  /// What is wrong with the truth in the acoustic model's place is the lexicon's fault.
  @Test("With the true phones in its place the acoustic model has little to answer for")
  func oracle() throws {
    let items = try Self.division.get().test
    let refitted = try Self.trained(.oracle(stage: "acoustic model", refitted: true)).candidate
    let answers = refitted.answer(all: items.map(\.input))
    // Every recording that was said as the lexicon lists it is understood.
    #expect(answers.allSatisfy { $0 != nil })
    #expect(throws: WorkloadError.self) {
      try refitted.answer(Waveform(samples: Array(repeating: 0.1, count: 4000), rate: 8000))
    }
  }

  @Test("Stages that have no other form are refused by name")
  func refused() throws {
    #expect(throws: WorkloadError.self) { try Self.trained(.learned(stages: ["confidence"])) }
    #expect(throws: WorkloadError.self) { try Self.trained(.learned(stages: ["ears"])) }
    #expect(throws: WorkloadError.self) {
      try Self.trained(.oracle(stage: "decoder", refitted: false))
    }
  }

  @Test("Its reasons name the burst of noise, where there is one")
  func reasons() throws {
    let candidate = try Self.plain.get().candidate
    let workload = try Samples.workload()
    var hits = 0
    var explained = 0
    for item in try Self.division.get().test {
      guard let truth = workload.truth(of: item, against: []) else { continue }
      let named = try candidate.explain(item.input).reasons.prefix(3).flatMap(\.units)
      explained += 1
      hits += named.contains { truth[$0] > 0 } ? 1 : 0
    }
    // Three slices at random of twelve meet a burst of about three in half of the cases.
    #expect(explained >= 5)
    #expect(Double(hits) > 0.7 * Double(explained))
  }

  @Test("At a declared size its acoustic model has about that many parameters, and answers")
  func declared() throws {
    let items = try Self.division.get()
    let declared = try Samples.workload().declared(
      .hybrid, parameters: 300_000, on: Array(items.training.prefix(40)), seed: 1)
    let count = declared.model.stages.first { $0.name == "acoustic model" }?.count ?? 0
    #expect(abs(Double(count) / 300_000 - 1) < 0.1)
    let answers = declared.candidate.answer(all: items.test.prefix(5).map(\.input))
    #expect(answers.allSatisfy { $0 != nil })
    #expect(throws: WorkloadError.self) {
      try Samples.workload().declared(.hybrid, parameters: 3, on: items.training, seed: 1)
    }
  }
}
