import Evidencing
import Figures
import Records
import Testing

@Suite("The order in which stages are learned") struct MigrationTests {
  /// How far a hybrid's answers lie apart, by the stages that are learned; more is better.
  static let apart: [Set<String>: Double] = [
    ["a"]: 0.30, ["b"]: 0.24, ["c"]: 0.15, ["a", "b"]: 0.28, ["a", "c"]: 0.05, ["b", "c"]: 0.10,
    ["a", "b", "c"]: 0.02,
  ]

  static func sample(_ sets: [[String]], oracle: Double? = nil) -> StudySample {
    var variations: [(Variation, [Architecture])] = sets.map { (.learned(stages: $0), [.hybrid]) }
    if oracle != nil { variations.append((.oracle(stage: "a", refitted: false), [.hybrid])) }
    let study = StudySpecification(
      name: "stages", kind: .stages, question: "?", size: 100, keptStages: ["d"])
    return StudySample(study, variations) { trial in
      let distance =
        if case .learned(let stages) = trial.variation {
          apart[Set(stages)] ?? 0
        } else {
          oracle ?? 0
        }
      return StudySample.answers(of: .hybrid, in: trial).enumerated().map { index, item in
        let isEvent = item.values["outcome"] == 1
        // A fixed sequence within 0…0.5 that no outcome knows of, and a shift for events.
        let noise = Double((index * 37 + trial.repetition * 11) % 60) / 120
        return RunSample.item(index, noise + (isEvent ? distance : 0), isEvent)
      }
    }
  }

  @Test("is the one with the best scores on the way, each step against the one before")
  func order() throws {
    let sets = [["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]]
    let study = try #require(try Self.sample(sets).evidence())
    let steps = try #require(study.migration)
    // a alone is the best of one, a and b of two, so no other order is as good at any step.
    #expect(steps.map(\.stage) == ["a", "b", "c"])
    let scores = steps.map(\.estimate.value)
    for (index, step) in steps.enumerated().dropFirst() {
      #expect(abs(step.gain.value - (scores[index] - scores[index - 1])) < 1e-12)
    }
    let hybrid = try #require(study.conditions[0].estimates[.hybrid]).value
    #expect(abs(steps[0].gain.value - (scores[0] - hybrid)) < 1e-12)
    #expect(steps[2].verdict == .worse)
    // Three steps are one family; so are seven mixes against each architecture.
    #expect(steps.compactMap { $0.gain.interval?.level }.max() == 1 - 0.05 / 3)
    #expect(study.contrasts.compactMap { $0.estimate.interval?.level }.max() == 1 - 0.05 / 7)
    #expect(study.contrasts.count == 14)
    #expect(study.conclusion.contains("the order that keeps AUC best is a ("))
    #expect(study.conclusion.contains("; learning c loses; kept throughout: d."))
  }

  @Test("goes as far as the mixes that were planned, and past failed ones")
  func chains() throws {
    let study = try #require(try Self.sample([["a"], ["b"], ["a", "b"]]).evidence())
    #expect(study.migration?.map(\.stage) == ["a", "b"])
    var failed = Self.sample([["a"], ["b"], ["a", "b"]])
    failed.change = { record in
      guard record.specification.variation == .learned(stages: ["a"]) else { return }
      record.answers = nil
      record.failure = Failure(cause: .crashed, detail: "signal 11")
    }
    #expect(try failed.evidence()?.migration?.map(\.stage) == ["b", "a"])
  }

  @Test("An oracle's difference from the hybrid is headroom, in a family of its own")
  func headroom() throws {
    let study = try #require(try Self.sample([["a"]], oracle: 0.5).evidence())
    let headroom = try #require(study.contrasts.last)
    #expect(headroom.label == "oracle of a" && headroom.againstArchitecture == .hybrid)
    #expect(headroom.estimate.interval?.level == 0.95)
    #expect(headroom.verdict == .better)
    #expect(study.conclusion.contains("the most that a perfect stage wins is +"))
    #expect(study.remarks.contains { $0.contains("upper bound") })
    let none = try #require(try Self.sample([["a"]], oracle: 0).evidence())
    #expect(none.conclusion.contains("no perfect stage wins, the best of them changes"))
  }
}
