#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Deciding
import Profiles
import Records
import Reporting
import Runs
import Trials
import Workers
import WorkloadKit

/// The descriptor of the workload that a plan is about.
func descriptor(of plan: Plan) throws(WorkloadError) -> WorkloadDescriptor {
  guard let descriptor = Catalogue.descriptor(named: plan.workload.name) else {
    throw WorkloadError(
      "this build has no workload '\(plan.workload.name)'",
      remedy: "use the version of assay that made the run")
  }
  return descriptor
}

/// Carries out what the run lacks, then writes evidence and decision.
func carryOut(
  _ directory: RunDirectory, plan: Plan, descriptor: WorkloadDescriptor, jobs: Int
) async throws {
  let reporter = ProgressReporter(plan: plan, descriptor: descriptor, jobs: jobs)
  let executor = try RunExecutor(
    directory, jobs: jobs, provenance: .here(), progress: reporter.report)
  try await untilInterrupted { try await executor.carryOut() }
  reporter.report(.concluding)
  let conclusion = try Conclusion(of: directory, descriptor: descriptor, regimes: regimeDemands)
  try directory.write(conclusion.evidence, to: directory.evidence)
  try directory.write(conclusion.decision, to: directory.decision)
  try directory.write(decisionRecord(of: conclusion), to: directory.decisionRecord)
  try directory.write(reportPage(of: conclusion), to: directory.report)
  try DigestList(of: directory).write(to: directory)
  reporter.end()
}

/// The content of `decision.md`.
func decisionRecord(of conclusion: Conclusion) -> Data {
  let record = MADR.document(
    profileName: conclusion.profile.name, summary: conclusion.profile.summary,
    plan: conclusion.plan, evidence: conclusion.evidence, decision: conclusion.decision)
  return Data(MarkdownRenderer.render(record).utf8)
}

/// The content of `report.html`.
func reportPage(of conclusion: Conclusion) -> Data {
  let report = ReportDocument.document(
    profile: conclusion.profile, plan: conclusion.plan, evidence: conclusion.evidence,
    decision: conclusion.decision)
  return Data(HTMLRenderer.render(report, title: conclusion.profile.name).utf8)
}

/// Carries out a fresh run of a profile, in a directory of its own.
func recommend(
  _ loaded: LoadedProfile, effort: Effort, seed: UInt64, jobs: Int, output: String?,
  keepsCases: Bool = false, studies: String? = nil
) async throws -> RunDirectory {
  try loaded.checkMemory()
  let plan = try loaded.plan(
    effort: effort, seed: seed, keepsCases: keepsCases, studies: studies)
  // Before a directory is made that would then be in the way.
  _ = try WorkerCommand.locateProgram()
  let directory = RunDirectory(path: output ?? Defaults.runPath(name: loaded.profile.name))
  let lock = try RunPreparation.create(
    directory, profileText: loaded.text, profile: loaded.profile, plan: plan)
  try await carryOut(directory, plan: plan, descriptor: loaded.descriptor, jobs: jobs)
  withExtendedLifetime(lock) {}
  return directory
}

/// Refuses a run that has no decision yet.
func requireFinished(_ directory: RunDirectory) throws(RecordError) {
  // What is no run at all is told as that.
  _ = try directory.bytes(directory.plan)
  guard !directory.exists(directory.decision) else { return }
  throw RecordError(
    path: directory.path, problem: "the run is not finished",
    remedy: "continue it with 'assay resume \(directory.path)'")
}

/// Prints the summary of a finished run, or its decision as JSON.
func show(_ directory: RunDirectory, json: Bool) throws {
  let plan = try directory.read(Plan.self, from: directory.plan)
  try requireFinished(directory)
  let decision = try directory.read(Decision.self, from: directory.decision)
  if json {
    try Terminal.show(json: decision)
    return
  }
  let evidence = try directory.read(Evidence.self, from: directory.evidence)
  Terminal.show(
    Summary.document(
      profileName: decision.profile, plan: plan, evidence: evidence, decision: decision))
  print(
    "\nThe run is in \(Terminal.inert(directory.path)); the report is report.html and the"
      + " decision record decision.md there.")
}
