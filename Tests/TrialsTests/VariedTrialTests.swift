import Records
import Testing
import Trials

@Suite("What a trial of a study changes") struct VariedTrialTests {
  static func trial(
    _ variation: Variation?, _ architecture: Architecture = .hybrid, repetition: Int = 1
  ) -> TrialSpecification {
    TrialSpecification(
      number: 1, architecture: architecture, size: 100, repetition: repetition, fold: 0, folds: 1,
      testItems: 10, configurations: 1, explanations: 0, keepsModel: false, timeout: 60,
      study: "a study", variation: variation)
  }

  @Test("Another value of a knob opens the corpus with it, and changes no other knob")
  func option() {
    let plan = Plan(
      workload: WorkloadReference(name: "sample", options: ["knowledge": 0.75, "noise": 0.1]),
      effort: .quick, seed: 7, sizes: [], repetitions: 1, folds: 1, testItems: 10, trials: [],
      sessions: [])
    #expect(
      Self.trial(.option(name: "knowledge", value: 0)).workload(of: plan).options
        == ["knowledge": 0, "noise": 0.1])
    #expect(Self.trial(.unregularised).workload(of: plan) == plan.workload)
  }

  @Test("Sites share the examples out, as evenly as it goes, each in the order of the whole")
  func sites() {
    let examples = Array(0..<100)
    let shares = (0..<3).map {
      Self.trial(.site($0, of: 3)).examples(of: examples, seed: 7)
    }
    // 100 over three sites are 34, 33 and 33.
    #expect(shares.map(\.count) == [34, 33, 33])
    #expect(shares.flatMap(\.self).sorted() == examples)
    #expect(shares.allSatisfy { $0 == $0.sorted() })
    // A deal in the order of the file would give every third example.
    #expect(shares[0] != Array(stride(from: 0, to: 100, by: 3)))
  }

  @Test("Both architectures share the deal; another repetition or seed deals anew")
  func deal() {
    let examples = Array(0..<100)
    func share(_ architecture: Architecture, _ repetition: Int, _ seed: UInt64) -> [Int] {
      Self.trial(.site(0, of: 3), architecture, repetition: repetition)
        .examples(of: examples, seed: seed)
    }
    #expect(share(.hybrid, 1, 7) == share(.endToEnd, 1, 7))
    #expect(share(.hybrid, 1, 7) != share(.hybrid, 2, 7))
    #expect(share(.hybrid, 1, 7) != share(.hybrid, 1, 8))
  }

  @Test("What is no site trains on all examples", arguments: [Variation.unregularised, nil])
  func whole(_ variation: Variation?) {
    #expect(Self.trial(variation).examples(of: [1, 2, 3], seed: 7) == [1, 2, 3])
  }
}
