#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Measuring
import ModelFiles
import NumericCore
package import Records
package import WorkloadKit

/// Carries out one trial of a run: train a candidate, let it answer the test items, leave a record.
package struct TrialRunner {
  private let directory: RunDirectory
  private let plan: Plan
  private let specification: TrialSpecification
  private let provenance: Provenance
  private let workloads: [any Workload.Type]

  /// Reads the plan and finds the trial in it.
  ///
  /// - Throws: `RecordError` where the directory holds no plan, or the plan no such trial.
  package init(
    _ directory: RunDirectory, trial number: Int,
    workloads: [any Workload.Type] = Catalogue.workloads
  ) throws(RecordError) {
    self.directory = directory
    self.workloads = workloads
    plan = try directory.read(Plan.self, from: directory.plan)
    specification = try plan.trial(number, in: directory)
    provenance = .here()
  }

  /// Carries the trial out and writes its files: items and model first, the record last.
  ///
  /// A refusal of the workload is a record too.
  ///
  /// - Throws: `RecordError` where a file cannot be written.
  package func run() throws(RecordError) -> TrialRecord {
    let record: TrialRecord
    do {
      let workload = try Catalogue.open(
        specification.workload(of: plan), seed: plan.seed, among: workloads)
      record = try carryOut(workload)
    } catch let error as RecordError {
      throw error
    } catch {
      record = TrialRecord(
        specification: specification,
        failure: Failure(cause: .refused, detail: error.localizedReason), provenance: provenance)
    }
    try directory.write(record, to: directory.trial(specification.number))
    return record
  }

  /// The seed of the trial: the same for both architectures and all sizes of a repetition's fold.
  ///
  /// A site trains on its own, from a draw of its own; all else that a study varies keeps the seed.
  private var seed: UInt64 {
    var generator = SeededGenerator(
      seed: plan.seed, "trial", specification.repetition, specification.fold)
    let seed = generator.next()
    guard case .site(let site, _) = specification.variation else { return seed }
    var ofSite = SeededGenerator(seed: seed, "site", site)
    return ofSite.next()
  }

  /// One trial of each architecture is enough to show a case of; those of studies explain none.
  private var keepsCases: Bool {
    plan.keepsCases && specification.repetition == 1 && specification.fold == 0
      && specification.study == nil
  }

  private func train<W: Workload>(
    _ workload: W, on items: [W.Item]
  ) throws -> Trained<W.Input, W.Answer> {
    switch specification.variation {
    case .learned, .oracle, .unregularised:
      guard let variation = specification.variation else { break }
      return try workload.train(
        specification.architecture, varied: variation, on: items,
        configurations: specification.configurations, seed: seed)
    case .option, .site, nil: break
    }
    return try workload.train(
      specification.architecture, on: items, configurations: specification.configurations,
      seed: seed)
  }

  private func carryOut<W: Workload>(_ workload: W) throws -> TrialRecord {
    let whole = Stopwatch()
    let division = try workload.division(specification)
    let examples = specification.examples(of: division.training, seed: plan.seed)
    try? ResidentMemory.resetPeak()
    let before = try? ResidentMemory.read()
    let training = Stopwatch()
    let trained = try train(workload, on: examples)
    let trainingSeconds = training.seconds
    let after = try? ResidentMemory.read()
    let candidate = trained.candidate
    // One at a time: an item that fails has its own reason, which a batch does not tell.
    let constant = workload.constantAnswer(learnedFrom: examples)
    var answers: [W.Answer?] = []
    var items: [ItemRecord] = []
    for item in division.test {
      var record = ItemRecord(id: item.id, fold: specification.fold, values: [:])
      var answer: W.Answer?
      do throws(WorkloadError) {
        answer = try candidate.answer(item.input)
      } catch {
        record.failure = error.problem
      }
      record.values = workload.values(of: answer ?? constant, to: item)
      answers.append(answer)
      items.append(record)
    }
    let lines = try RecordCoding.encodeLines(items)
    try directory.write(lines, to: directory.items(specification.number))
    let model = try saveModel(candidate.file())
    let decided = DecidedItems(workload, division.test, answers, seed: seed)
    let explanations = try decided.flatMap {
      try ReasonTesting(
        workload: workload, candidate: candidate, seed: seed, keepsCases: keepsCases
      ).test($0, count: specification.explanations)
    }
    let methods = try decided.flatMap {
      try MethodComparison(workload: workload, candidate: candidate, seed: seed)
        .compare($0, count: specification.comparedExplanations ?? 0)
    }
    let parameters = candidate.stageParameters
    return TrialRecord(
      specification: specification,
      answers: TrialAnswers(
        itemsDigest: Digest.sha256(lines), items: items.count,
        failedItems: items.count { $0.failure != nil }, training: trained.summary,
        parameters: parameters.reduce(0) { $0 + $1.count }, stageParameters: parameters,
        modelBytes: model.bytes, modelDigest: model.digest,
        ceilings: workload.ceilings(on: division.test),
        groups: workload.groups(answers, on: division.test), explanations: explanations,
        methods: methods?.tests,
        trainingScore: workload.headlineScore(
          of: candidate.answer(all: examples.map(\.input)), to: examples, constant: constant),
        stageBytes: candidate.stageBytes,
        mediaSeconds: mediaSeconds(workload, division.test)),
      costs: TrialCosts(
        trainingSeconds: trainingSeconds, totalSeconds: whole.seconds,
        trainingPeakBytes: max(0, (after?.peak ?? 0) - (before?.resident ?? 0)),
        methods: methods?.times, courseSeconds: trained.courseSeconds),
      provenance: provenance)
  }

  /// The mean length of the items in time; nil where one of them has none.
  private func mediaSeconds<W: Workload>(_ workload: W, _ items: [W.Item]) -> Double? {
    let seconds = items.compactMap { workload.mediaSeconds(of: $0.input) }
    guard seconds.count == items.count, !seconds.isEmpty else { return nil }
    return seconds.reduce(0, +) / Double(seconds.count)
  }

  /// Measures the model's file, and writes it where a session will serve it.
  private func saveModel(_ file: ModelFile) throws -> (bytes: Int, digest: String) {
    let bytes = Data(try file.encoded())
    if specification.keepsModel {
      try directory.write(bytes, to: directory.model(specification.number))
    }
    return (bytes.count, Digest.sha256(bytes))
  }
}

extension Plan {
  /// The trial of a number.
  ///
  /// - Throws: `RecordError` where the plan has none.
  package func trial(
    _ number: Int, in directory: RunDirectory
  ) throws(RecordError) -> TrialSpecification {
    guard let trial = trials.first(where: { $0.number == number }) else {
      throw RecordError(
        path: directory.plan, problem: "has no trial \(number)",
        remedy: "name one of 1…\(trials.count)")
    }
    return trial
  }
}
