import Foundation
import Records
import Testing

@Suite("The same seed")
struct RepetitionTests {
  let run: SharedRun

  init() async throws { run = try await SharedRun.finished() }

  @Test("gives the same answers, models and time-free evidence, however many trials run at once")
  func sameSeed() async throws {
    let again = try await SharedRun(jobs: 1)
    #expect(again.ending == .exit(0))
    #expect(again.plan == run.plan)
    for trial in run.plan.trials {
      #expect(
        try again.directory.bytes(again.directory.items(trial.number))
          == run.directory.bytes(run.directory.items(trial.number)), "trial \(trial.number)")
      #expect(try answers(again.directory, trial.number) == answers(run.directory, trial.number))
      guard trial.keepsModel else { continue }
      #expect(
        try again.directory.bytes(again.directory.model(trial.number))
          == run.directory.bytes(run.directory.model(trial.number)), "trial \(trial.number)")
    }
    let facts = try (again.directory.readEvidence().timeFree, run.directory.readEvidence().timeFree)
    #expect(try RecordCoding.encode(facts.0) == RecordCoding.encode(facts.1))
  }

  @Test("is not another seed: that one gives other answers")
  func otherSeed() async throws {
    let scratch = try Scratch()
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let plan = try await assay("plan", "--seed", "2", "--json", profile)
    let directory = RunDirectory(path: scratch.url("run").path)
    try directory.create()
    try directory.write(Data(plan.output.utf8), to: directory.plan)
    // The hybrid of the smallest size, the quickest of all.
    let trial = try #require(
      run.plan.trials.last { $0.architecture == .hybrid && $0.size == run.plan.sizes[0] })
    let trained = try await Started(
      Programs.worker, ["train", directory.path, String(trial.number)]
    ).end()
    #expect(trained.ending == .exit(0), "\(trained.error)")
    let answers = try directory.readItems(trial.number)
    #expect(answers.count == trial.testItems)
    #expect(try answers != run.directory.readItems(trial.number))
  }

  private func answers(_ directory: RunDirectory, _ trial: Int) throws -> TrialAnswers? {
    try directory.read(TrialRecord.self, from: directory.trial(trial)).answers
  }
}
