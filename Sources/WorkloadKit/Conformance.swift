#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Explaining
import Figures
import ModelFiles
package import Records
package import Scores

/// The rules that every workload keeps with every architecture, checked on trained candidates.
///
/// It knows no field: a workload's tests hand it a trial, inputs that are malformed, and a candidate
/// with a dead stage. What this does not know: whether a candidate is any good beyond a constant.
package struct Conformance<W: Workload> {
  package typealias Model = any Candidate<W.Input, W.Answer>

  /// A rule that a workload broke.
  package enum Rule: String, Sendable, CaseIterable {
    case beatsTheConstantPredictor = "beats the constant predictor"
    case sameSeedSameAnswers = "same seed, same answers"
    case savedModelAnswersTheSame = "a saved and loaded model answers the same"
    case itemsMakeUpTheScore = "aggregated per-item statistics equal the score"
    case malformedInputIsRefused = "empty or malformed input gives a typed error"
    case deadStageFailsItsItem = "a dead stage fails its item and no other"
    case batchAnswersLikeOne = "many inputs are answered as one by one"
    case reasonsNameUnits = "reasons name units of the input"
    case stagesAreMarked = "each stage is marked once, and marking changes no answer"
    case unitsHaveWords = "every unit of an input, and every answer, can be put in words"
  }

  /// One way in which a rule was broken.
  package struct Violation: Sendable, Equatable, CustomStringConvertible {
    package let rule: Rule
    /// What was seen, in one sentence.
    package let sentence: String

    package init(_ rule: Rule, _ sentence: String) {
      self.rule = rule
      self.sentence = sentence
    }

    package var description: String { "\(rule.rawValue): \(sentence)" }
  }

  /// An input that must be refused, and what is wrong with it.
  package struct Malformed: Sendable {
    package let fault: String
    package let input: W.Input

    package init(_ fault: String, _ input: W.Input) {
      self.fault = fault
      self.input = input
    }
  }

  private let workload: W
  private let specification: TrialSpecification
  private let seed: UInt64
  private let headline: any Score
  let items: [W.Item]
  private let constant: W.Answer
  /// The candidate that the rules are checked on.
  package let candidate: Model
  private let twin: Model

  /// Divides, and trains the same candidate twice, as a trial does.
  ///
  /// - Parameters:
  ///   - workload: the workload, on its embedded corpus or a table.
  ///   - specification: the trial: architecture, size, test items, configurations, variation.
  ///   - seed: the trial's seed.
  ///   - headline: the score that the constant predictor is beaten in.
  /// - Throws: what division and training throw.
  package init(
    _ workload: W, _ specification: TrialSpecification, seed: UInt64, headline: any Score
  ) throws {
    self.workload = workload
    self.specification = specification
    self.seed = seed
    self.headline = headline
    let division = try workload.division(specification)
    items = division.test
    constant = workload.constantAnswer(learnedFrom: division.training)
    func train() throws -> Model {
      if let variation = specification.variation {
        return try workload.train(
          specification.architecture, varied: variation, on: division.training,
          configurations: specification.configurations, seed: seed
        ).candidate
      }
      return try workload.train(
        specification.architecture, on: division.training,
        configurations: specification.configurations, seed: seed
      ).candidate
    }
    candidate = try train()
    twin = try train()
  }

  /// Every broken rule that needs no candidate but the trained one.
  ///
  /// - Parameters:
  ///   - margin: by how much the headline score must beat the constant predictor's.
  ///   - malformed: inputs that must be refused.
  ///   - batchTolerance: how far a value may lie from the one that the input gives on its own.
  /// - Returns: the violations, in the order of the rules; none from a sound workload.
  /// - Throws: ``ScoreError`` where the test items cannot support a score, and file errors.
  package func violations(
    margin: Double, malformed: [Malformed], batchTolerance: Double
  ) throws -> [Violation] {
    let answers = candidate.answer(all: items.map(\.input))
    return try beatsConstant(answers, margin: margin)
      + differences(answers, of: twin, .sameSeedSameAnswers, "the model trained again")
      + fileDifferences()
      + differences(answers, of: try reloaded(), .savedModelAnswersTheSame, "the loaded model")
      + itemsMakeUpScores(answers)
      + refusals(malformed)
      + batch(answers, tolerance: batchTolerance)
      + reasons(answers)
      + words(answers) + stages(answers)
  }

  /// Broken rules of a candidate with a stage that fails for some items.
  ///
  /// - Parameters:
  ///   - broken: the trained candidate, with a stage that throws for the items named.
  ///   - failing: the ids of those items.
  /// - Returns: the violations, in the order of the items.
  package func violations(ofDeadStage broken: Model, failing: Set<String>) -> [Violation] {
    let inputs = items.map(\.input)
    let answers = broken.answer(all: inputs)
    var found: [Violation] = []
    for (index, healthy) in candidate.answer(all: inputs).enumerated() {
      let id = items[index].id
      if failing.contains(id) {
        if answers[index] != nil {
          found.append(.init(.deadStageFailsItsItem, "item \(id) was answered all the same"))
        }
        if (try? broken.answer(items[index].input)) != nil {
          found.append(.init(.deadStageFailsItsItem, "item \(id) alone gave no error"))
        }
      } else if !isSame(answers[index], healthy, items[index]) {
        found.append(.init(.deadStageFailsItsItem, "item \(id) changed its answer"))
      }
    }
    let missing = failing.subtracting(items.map(\.id)).sorted()
    return found + missing.map { .init(.deadStageFailsItsItem, "there is no item \($0)") }
  }
}

extension Conformance {
  private func scored(_ answers: [W.Answer?]) throws -> ScoredItems {
    try ScoredItems(
      zip(items, answers).map { item, answer in
        ScoredItem(id: item.id, values: workload.values(of: answer ?? constant, to: item))
      })
  }

  private func beatsConstant(_ answers: [W.Answer?], margin: Double) throws -> [Violation] {
    let reached = try headline.value(of: try scored(answers))
    let constant = try headline.value(of: try scored(items.map { _ in nil }))
    let gain = headline.kind.direction == .higherIsBetter ? reached - constant : constant - reached
    guard !(gain >= margin) else { return [] }
    return [
      .init(
        .beatsTheConstantPredictor,
        "\(headline.kind.id) is \(reached), the constant predictor's \(constant)")
    ]
  }

  private func differences(
    _ answers: [W.Answer?], of other: Model, _ rule: Rule, _ name: String
  ) -> [Violation] {
    let others = other.answer(all: items.map(\.input))
    let differing = items.indices.filter { !isSame(answers[$0], others[$0], items[$0]) }
    guard let first = differing.first else { return [] }
    return [
      .init(
        rule,
        "\(name) answers \(differing.count) of \(items.count) items otherwise, "
          + "item \(items[first].id) first")
    ]
  }

  func isSame(_ first: W.Answer?, _ second: W.Answer?, _ item: W.Item) -> Bool {
    guard (first == nil) == (second == nil) else { return false }
    guard first.map(workload.isAdverse) == second.map(workload.isAdverse) else { return false }
    let bits = [first, second].map { answer in
      answer.map { workload.values(of: $0, to: item).mapValues(\.bitPattern) }
    }
    return bits[0] == bits[1]
  }

  private func fileDifferences() -> [Violation] {
    candidate.file() == twin.file()
      ? [] : [.init(.sameSeedSameAnswers, "the two trained models give different files")]
  }

  private func reloaded() throws -> Model {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "assay-conformance-\(UUID().uuidString).model").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try candidate.file().write(to: path)
    return try workload.load(specification.architecture, from: try ModelFile.read(path))
  }

  /// Each stratum's mean is the score; 1e−12 allows for another order of summation.
  private func itemsMakeUpScores(_ answers: [W.Answer?]) throws -> [Violation] {
    let items = try scored(answers)
    var found: [Violation] = []
    for kind in W.descriptor.scores {
      guard let score = ScoreCatalogue.score(kind.id), let strata = try score.strata(of: items)
      else { continue }
      let value = try score.value(of: items)
      for stratum in strata where !(abs(stratum.mean - value) <= 1e-12 * max(1, abs(value))) {
        found.append(
          .init(
            .itemsMakeUpTheScore,
            "\(kind.id) is \(value), its stratum '\(stratum.name)' has the mean \(stratum.mean)"))
      }
    }
    return found
  }

  private func refusals(_ malformed: [Malformed]) -> [Violation] {
    guard let sound = items.first, let answer = candidate.answer(all: [sound.input]).first else {
      return []
    }
    var found: [Violation] = []
    func add(_ sentence: String) { found.append(.init(.malformedInputIsRefused, sentence)) }
    for (fault, input) in malformed.map({ ($0.fault, $0.input) }) {
      if (try? candidate.answer(input)) != nil { add("an input with \(fault) is answered") }
      if (try? candidate.explain(input)) != nil { add("an input with \(fault) is explained") }
      let among = candidate.answer(all: [input, sound.input, input])
      if among.count != 3 || among[0] != nil || among[2] != nil {
        add("an input with \(fault) is answered among others")
      }
      if among.count == 3, !isSame(among[1], answer, sound) {
        add("an input with \(fault) changes the answer to another")
      }
    }
    return found
  }

  private func batch(_ answers: [W.Answer?], tolerance: Double) -> [Violation] {
    var worst = (distance: 0.0, id: "")
    for (item, answer) in zip(items, answers) {
      let alone = try? candidate.answer(item.input)
      guard (alone == nil) == (answer == nil) else {
        return [.init(.batchAnswersLikeOne, "item \(item.id) is answered in one way only")]
      }
      let values = [alone, answer].map { workload.values(of: $0 ?? constant, to: item) }
      for (name, value) in values[0] {
        let distance = abs(value - (values[1][name] ?? .infinity))
        if !(distance <= worst.distance) { worst = (distance, item.id) }
      }
    }
    guard !(worst.distance <= tolerance) else { return [] }
    return [
      .init(
        .batchAnswersLikeOne,
        "item \(worst.id) lies \(worst.distance) from its answer alone, \(tolerance) is allowed")
    ]
  }

  private func words(_ answers: [W.Answer?]) -> [Violation] {
    zip(items, answers).prefix(8).compactMap { item, answer in
      let units = workload.inWords(input: item.input)
      let isWhole = units.count == workload.units.count && !units.contains("")
      if isWhole, answer.map({ !workload.inWords(answer: $0).isEmpty }) ?? true { return nil }
      return .init(.unitsHaveWords, "item \(item.id) has the words \(units)")
    }
  }

  /// The first few adverse decisions have reasons, and these name units that there are.
  private func reasons(_ answers: [W.Answer?]) throws -> [Violation] {
    let adverse = zip(items, answers).filter { $1.map(workload.isAdverse) ?? false }.prefix(8)
    var found: [Violation] = []
    for (item, _) in adverse {
      let explanation = try candidate.explain(item.input)
      let named = explanation.reasons.flatMap(\.units)
      let isSound = explanation.reasons.allSatisfy { !$0.units.isEmpty && $0.weight.isFinite }
      if named.isEmpty || !isSound || !named.allSatisfy(workload.units.indices.contains) {
        found.append(.init(.reasonsNameUnits, "item \(item.id) has the reasons \(explanation)"))
      }
    }
    return found
  }
}
