import Evidencing
import Figures
import Records
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("What studies show") struct StudyTests {
  static let both = Architecture.allCases

  /// The other architecture's main answers, so that every difference turns over.
  static func swapped(_ trial: TrialSpecification) -> [ItemRecord] {
    StudySample.answers(
      of: trial.architecture == .hybrid ? .endToEnd : .hybrid, in: trial)
  }

  static var sites: StudySample {
    StudySample(
      StudySpecification(name: "sites", kind: .sites, question: "?", size: 100, sites: 2),
      (0..<2).map { (.site($0, of: 2), both) }
    ) { trial in
      // The first site answers as the main run does, the second as the other architecture.
      trial.variation == .site(0, of: 2)
        ? StudySample.answers(of: trial.architecture, in: trial) : swapped(trial)
    }
  }

  static var knob: StudySample {
    StudySample(
      StudySpecification(
        name: "knowledge", kind: .option, question: "?", size: 100, mainValue: 0.75),
      [0, 1].map { (.option(name: "knowledge", value: $0), both) }
    ) { trial in
      trial.variation == .option(name: "knowledge", value: 0)
        ? swapped(trial) : StudySample.answers(of: trial.architecture, in: trial)
    }
  }

  @Test("The trials of a study change nothing else of the time-free part")
  func mainStaysAsItIs() throws {
    var found = try Self.knob.timeFree()
    found.studies = nil
    let without = try Self.knob.main.evidence().timeFree
    #expect(try RecordCoding.encode(found) == RecordCoding.encode(without))
  }

  @Test("A sweep compares both architectures at each value, ascending, the run's own among them")
  func knobValues() throws {
    let study = try #require(try Self.knob.evidence())
    #expect(study.conditions.map(\.value) == [0, 0.75, 1])
    #expect(study.conditions.map(\.label) == ["knowledge 0", "knowledge 0.75", "knowledge 1"])
    #expect(study.conditions.map(\.isMain) == [false, true, false])
    let main = try #require(try Self.knob.main.evidence().score("auc"))
    #expect(study.conditions[1].estimates == main.estimates)
    // At 0 the two answer as each other, so the difference is that of the run turned over.
    let contrasts = study.conditions.compactMap(\.contrast)
    let ofRun = try #require(main.contrast?.estimate)
    #expect(abs(contrasts[0].estimate.value + ofRun.value) < 1e-12)
    #expect(abs(contrasts[2].estimate.value - ofRun.value) < 1e-12)
    // All three p values are the same: the first step of three is passed or stays, ties in order.
    let levels = contrasts.compactMap { $0.estimate.interval?.level }
    #expect(levels.count == 3 && levels[0] == 1 - 0.05 / 3)
    #expect(contrasts.allSatisfy { $0.margin == 0.005 })
  }

  @Test("A sweep that turns the conclusion over says where, and one that does not says so")
  func knobSentence() throws {
    // Of 60 items a perfect order against one that no outcome knows of is beyond doubt.
    func sentence(_ better: [Double: Architecture]) throws -> (String, Bool) {
      var sample = Self.knob
      func answers(_ trial: TrialSpecification, _ value: Double) -> [ItemRecord] {
        StudySample.drawn.outcomes.enumerated().map { index, outcome in
          let blind = Double(index * 37 % 60) / 60
          let isBetter = better[value] == trial.architecture
          return RunSample.item(index, isBetter ? (outcome ? 0.9 : 0.1) : blind, outcome)
        }
      }
      sample.main.answers = { answers($0, 0.75) }
      sample.answers = { trial in
        guard case .option(_, let value) = trial.variation else { return [] }
        return answers(trial, value)
      }
      let study = try #require(try sample.evidence())
      return (study.conclusion, study.flips)
    }
    #expect(
      try sentence([0: .endToEnd, 0.75: .hybrid, 1: .hybrid])
        == (
          "The conclusion depends on knowledge: at knowledge 0 end-to-end is better; from knowledge"
            + " 0.75 to 1 hybrid is better.", true
        ))
    #expect(
      try sentence([0: .hybrid, 0.75: .hybrid, 1: .hybrid])
        == ("At every knowledge tried, 0 to 1, hybrid is better.", false))
    // Where both answer alike the difference is nothing, which lies within the margin.
    #expect(
      try sentence([1: .hybrid])
        == (
          "From knowledge 0 to 0.75 the two are equal; at knowledge 1 hybrid is better.", false
        ))
  }

  @Test("Sites alone score the mean of theirs, and pooling is paired with it item by item")
  func sitesAlone() throws {
    let study = try #require(try Self.sites.evidence())
    let main = try #require(try Self.sites.main.evidence().score("auc"))
    let (one, other) = try (
      #require(main.estimates[.endToEnd]).value, #require(main.estimates[.hybrid]).value
    )
    #expect(study.conditions.map(\.label) == ["all sites pooled", "one of 2 sites alone"])
    #expect(study.conditions[0].estimates == main.estimates)
    // One site answers as end-to-end and one as hybrid, whichever is trained: the mean of the two.
    for architecture in Self.both {
      let alone = try #require(study.conditions[1].estimates[architecture]).value
      #expect(abs(alone - (one + other) / 2) < 1e-12)
    }
    // Item by item, pooled less alone is half of end-to-end less hybrid, and so is its error.
    let ofRun = try #require(main.contrast?.estimate)
    let pooling = try #require(study.contrasts.first { $0.architecture == .endToEnd })
    #expect(pooling.label == "all sites pooled" && pooling.against == "one of 2 sites alone")
    #expect(abs(pooling.estimate.value - ofRun.value / 2) < 1e-12)
    let error = try #require(pooling.estimate.standardError)
    #expect(abs(error - (ofRun.standardError ?? 0) / 2) < 1e-12)
    // Without pooling both are the same, and what has no spread lies within the margin.
    #expect(study.conditions[1].contrast?.verdict == .equivalent)
    #expect(study.conclusion.hasPrefix("Pooling the examples of 2 sites changes AUC by "))
    #expect(study.conclusion.contains("; without pooling the two are equal "))
  }

  @Test("A failed trial of a study takes its repetition out there, and leaves all else")
  func failed() throws {
    var sample = Self.knob
    sample.change = { record in
      guard record.specification.architecture == .hybrid, record.specification.repetition == 2,
        record.specification.variation == .option(name: "knowledge", value: 1)
      else { return }
      record.answers = nil
      record.failure = Failure(cause: .crashed, detail: "signal 11")
    }
    let facts = try sample.timeFree()
    let study = try #require(facts.studies?.first)
    #expect(
      study.remarks == [
        "Knowledge 1, hybrid: not every trial of repetition 2 completed (signal 11)."
      ])
    #expect(study.conditions.compactMap(\.contrast).count == 3)
    #expect(facts.failures.allSatisfy { $0.failedTrials == 0 && $0.trials == 3 })
    #expect(facts.remarks == (try sample.main.evidence().timeFree.remarks))
  }

  @Test("Training that a budget stopped takes the verdict of its condition only")
  func undertrained() throws {
    var sample = Self.knob
    sample.change = { record in
      guard record.specification.variation == .option(name: "knowledge", value: 1) else { return }
      record.answers?.training.configurations[0].reachedPlateau = false
    }
    let facts = try sample.timeFree()
    let study = try #require(facts.studies?.first)
    #expect(study.conditions.map { $0.contrast?.verdict == nil } == [false, false, true])
    #expect(facts.undertrained == [])
    #expect(study.remarks.count == 2)
  }

  @Test("Other items within a condition are refused")
  func otherItems() throws {
    var sample = Self.knob
    sample.answers = { trial in
      let answers = StudySample.answers(of: trial.architecture, in: trial)
      return trial.architecture == .hybrid ? Array(answers.dropLast()) : answers
    }
    #expect(throws: EvidenceError.self) { try sample.evidence() }
  }

  @Test("The network without regularisation is held against itself")
  func regularisation() throws {
    let sample = StudySample(
      StudySpecification(name: "regularisation", kind: .regularisation, question: "?", size: 100),
      [(.unregularised, [.endToEnd])]
    ) { StudySample.answers(of: .hybrid, in: $0) }
    let study = try #require(try sample.evidence())
    let ofRun = try #require(try sample.main.evidence().score("auc")?.contrast)
    // It answers as the hybrid does: its difference is that of the run turned over, interval and all.
    let interval = try #require(ofRun.estimate.interval)
    #expect(
      matches(
        study.contrasts.first?.estimate, -ofRun.estimate.value, -interval.upper, -interval.lower))
    #expect(study.conclusion.hasPrefix("Without regularisation the network's AUC changes by "))
  }
}
