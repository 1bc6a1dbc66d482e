import CustomerService
import Foundation
import NumericCore
import Records
import Scores
import Testing
import WorkloadKit

@Suite("The user's own requests")
struct LabelledTextsTests {
  /// Texts of three intents, which one word each tells apart.
  private func rows(_ count: Int) -> [(text: String, intent: String)] {
    let words = ["block", "balance", "refund"]
    let others = ["please", "now", "today", "for me", "thanks", "again", "here", "soon"]
    return (0..<count).map { row in
      (
        "\(words[row % 3]) it \(others[row / 3 % 8]) \(others[row / 24 % 8])",
        "want-\(words[row % 3])"
      )
    }
  }

  private func source(_ path: String) -> DataSource {
    DataSource(
      path: path,
      columns: [
        Column(name: "text", role: .input, kind: .text), Column(name: "intent", role: .label),
      ])
  }

  private func open(_ path: String) throws -> CustomerService {
    try CustomerService(
      WorkloadReference(name: "customer-service", data: source(path)), seed: 1)
  }

  @Test(
    "Both architectures learn intents from a table, which CSV and JSON Lines hold alike",
    arguments: Architecture.allCases)
  func trains(architecture: Architecture) throws {
    let rows = rows(180)
    let csv = try Samples.write(
      "text,intent\n" + rows.map { "\($0.text),\($0.intent)\n" }.joined(), as: "requests.csv")
    let lines = try Samples.write(
      rows.map { #"{"intent": "\#($0.intent)", "text": "\#($0.text)"}"# + "\n" }.joined(),
      as: "requests.jsonl")
    let workload = try open(csv)
    #expect(workload.summary.examples == 180)
    var trial = Samples.trial(architecture, size: 100)
    trial.folds = 5
    let division = try workload.division(trial)
    #expect(
      try open(lines).division(trial).training.map(\.input)
        == division.training.map(\.input))
    #expect(division.training.count == 100 && division.test.count == 36)
    let trained = try workload.train(
      architecture, on: division.training, configurations: 1, seed: 1)
    // One word tells the intent.
    #expect(Samples.success(trained.candidate, division.test) > 0.9)
    let answer = try trained.candidate.answer(division.test[0].input)
    let values = workload.values(of: answer, to: division.test[0])
    #expect(values["task-success"] == values["intent-correct"])
    #expect(values["slots-true"] == 0 && values["slots-found"] == 0 && values["out-of-scope"] == 0)
    #expect(answer.action.step.isEmpty && answer.action.arguments.isEmpty)
    let loaded = try workload.load(architecture, from: trained.candidate.file())
    #expect(try loaded.answer(division.test[0].input) == answer)
  }

  @Test(
    "An intent that only an example held back has moves no other intent's scores",
    arguments: Architecture.allCases, ["a rare one", "out-of-scope"])
  func rareIntent(architecture: Architecture, rare: String) throws {
    // What is turned away comes last by name, so that a shift by one points beyond the scores.
    var rows = rows(120).map {
      (text: $0.text, intent: $0.intent == "want-refund" ? "out-of-scope" : $0.intent.uppercased())
    }
    if rare == "out-of-scope" { rows.removeAll { $0.intent == rare } }
    let seed: UInt64 = 3
    var generator = SeededGenerator(seed: seed, "customer-service", "validation")
    let held = generator.permutation(rows.count)[0]
    rows[held] = ("something else entirely", rare)
    let items = rows.enumerated().map { index, row in
      ServiceItem(
        id: "\(index)", input: ServiceRequest(text: row.text),
        outcome: ServiceAction(intent: row.intent, step: "", arguments: [:]))
    }
    let trained = try Samples.workload().train(
      architecture, on: items, configurations: 1, seed: seed)
    let answers = trained.candidate.answer(all: items.map(\.input))
    let right = zip(answers, items).count { $0?.action.intent == $1.outcome.intent }
    // One word tells every other intent.
    #expect(right >= 110 * rows.count / 120)
  }

  @Test(
    "A label that the embedded corpus has too is a label and nothing more, and counts as done",
    arguments: Architecture.allCases)
  func builtInNames(architecture: Architecture) throws {
    let names = ["want-block": "card.block", "want-balance": "out-of-scope"]
    let rows = rows(120).map { "\($0.text),\(names[$0.intent] ?? $0.intent)\n" }
    let workload = try open(
      try Samples.write("text,intent\n" + rows.joined(), as: "requests.csv"))
    var trial = Samples.trial(architecture, size: 90)
    trial.folds = 5
    let division = try workload.division(trial)
    let trained = try workload.train(
      architecture, on: division.training, configurations: 1, seed: 1)
    // One word tells the intent: compared as whole actions, two thirds would be missed.
    #expect(trained.summary.configurations[0].validationLoss < 0.1)
    let answer = try trained.candidate.answer(ServiceRequest(text: "block it please now"))
    #expect(answer.action == ServiceAction(intent: "card.block", step: "", arguments: [:]))
    #expect(answer.reply == "You asked about: card.block.")
    let loaded = try workload.load(architecture, from: trained.candidate.file())
    #expect(try loaded.answer(ServiceRequest(text: "block it please now")) == answer)
  }

  @Test(
    "Stages that need marked slots are not learned from texts with intents, and are not planned")
  func unmarkedSlots() throws {
    let path = try Samples.write(
      "text,intent\n" + rows(60).map { "\($0.text),\($0.intent)\n" }.joined(),
      as: "requests.csv")
    let workload = try open(path)
    let items = try workload.division(Samples.trial(.hybrid, size: 40)).training
    #expect(
      throws: WorkloadError(
        "a table of texts and intents tells no slots", at: "slot tagger",
        remedy: "learn 'intent classifier' alone")
    ) {
      try workload.train(
        .hybrid, varied: .learned(stages: ["intent classifier", "slot tagger"]), on: items,
        configurations: 1, seed: 1)
    }
    #expect(CustomerService.descriptor.stagesLearnedFromTables == ["intent classifier"])
  }

  @Test("A text without a word, and an intent that is empty, are refused with their lines")
  func refusals() throws {
    var rows = rows(60).map { "\($0.text),\($0.intent)\n" }
    rows[7] = "...,want-block\n"
    var path = try Samples.write("text,intent\n" + rows.joined(), as: "requests.csv")
    #expect(
      throws: WorkloadError(
        "the request holds no word", at: "\(path):9",
        remedy: "send a text with a letter or a digit")
    ) { try open(path) }
    rows[7] = "block it,\n"
    path = try Samples.write("text,intent\n" + rows.joined(), as: "requests.csv")
    #expect(
      throws: WorkloadError(
        "the label is empty", at: "\(path):9",
        remedy: "fill the column 'intent', or remove the row")
    ) { try open(path) }
  }
}
