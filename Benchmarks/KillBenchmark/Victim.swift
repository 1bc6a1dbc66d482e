#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Measuring
import NumericCore
import Records
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One run that is killed again and again, and continued until it is whole.
struct Victim {
  /// What was going on when a kill fell.
  enum Phase: String, CaseIterable {
    case preparing
    case trial
    case between = "between two"
    case session
    case concluding
  }

  /// Who was killed.
  enum Target: String, CaseIterable {
    case assay
    case worker
  }

  struct Kill: Hashable {
    let phase: Phase
    let target: Target
  }

  let bench: Bench
  let directory: RunDirectory
  private(set) var kills: [Kill] = []
  /// Failures of workers that were killed twice, which `--retry-failed` tried again.
  private(set) var retried = 0
  private(set) var damage: [String] = []
  private(set) var facts: Data?
  /// The command at work.
  private var running: Task<WorkerOutcome, any Error>?

  init(bench: Bench, number: Int) {
    self.bench = bench
    directory = bench.directory("run-\(number)")
  }

  /// Starts a run, over and over while it is prepared, then kills it while it trains.
  ///
  /// At most `longestWait` seconds lie between two of `most` kills: some trials must come through.
  mutating func startAgainAndAgain(
    upTo most: Int, longestWait: Double, _ generator: inout SeededGenerator
  ) async throws {
    while !directory.exists(directory.plan), kills.count < most {
      try await strike(after: Double.random(in: 0...0.06, using: &generator), .assay)
    }
    while !isDone, kills.count < most {
      try await strike(
        after: Double.random(in: 0...longestWait, using: &generator), target(&generator))
    }
    try await end()
  }

  /// Kills the last part of a run: two trials, a session, and the conclusion.
  ///
  /// A whole run is mostly training, so that moments drawn over it would seldom hit anything else.
  mutating func continueAgainAndAgain(
    upTo most: Int, longestWait: Double, _ generator: inout SeededGenerator
  ) async throws {
    try bench.copyUndisturbed(to: directory, &generator)
    for _ in 0..<3 where !isDone && kills.count < most {
      try await strike(
        after: Double.random(in: 0...longestWait, using: &generator), target(&generator))
    }
    try await finish()
    // Resumed when it is whole, a run is only concluded again.
    if kills.count < most {
      try await strike(after: Double.random(in: 0...0.3, using: &generator), .assay)
    }
    try await end()
  }

  private mutating func end() async throws {
    try await finish()
    facts = try? Bench.facts(of: directory)
    if try await run("verify", directory.path) != .completed {
      damage.append("verify does not agree")
    }
  }

  private func target(_ generator: inout SeededGenerator) -> Target {
    Int.random(in: 0..<10, using: &generator) < 6 ? .assay : .worker
  }

  private var isDone: Bool { directory.exists(directory.decision) }

  private func run(_ arguments: String...) async throws -> WorkerOutcome {
    try await WorkerCommand(executable: bench.assay, arguments: arguments)
      .runToEnd(timeout: Bench.patience)
  }

  /// The command that goes on from where the run is: with its plan it is resumed.
  private var next: WorkerCommand {
    directory.exists(directory.plan)
      ? bench.command("resume", directory.path)
      : bench.command("recommend", bench.profile, "--output", directory.path)
  }

  private mutating func finish() async throws {
    let outcome: WorkerOutcome
    if let running {
      outcome = try await running.value
    } else {
      outcome = try await next.runToEnd(timeout: Bench.patience)
    }
    running = nil
    guard outcome == .completed else { throw Unfit(what: "to go on: \(outcome)") }
    let failures = try RunAudit.failures(in: directory)
    guard failures > 0 else { return }
    retried += failures
    let again = try await run("resume", "--retry-failed", directory.path)
    guard again == .completed else { throw Unfit(what: "to try again: \(again)") }
  }

  /// Kills after a while; what comes next is started where nothing runs, and a command whose worker
  /// was killed stays at work.
  private mutating func strike(after seconds: Double, _ target: Target) async throws {
    let command = next
    let task = running ?? Task { try await command.runToEnd(timeout: Bench.patience) }
    running = task
    try await Task.sleep(for: .seconds(seconds))
    let processes = ProcessList.naming(directory.path)
    let workers = processes.filter { $0.words.first?.hasSuffix("assay-worker") == true }
    let phase = phase(workers)
    if target == .worker, let worker = workers.first {
      kills.append(Kill(phase: phase, target: .worker))
      kill(worker.identifier, SIGKILL)
      return
    }
    if let assay = processes.first(where: { $0.words.first == bench.assay }) {
      kills.append(Kill(phase: phase, target: .assay))
      kill(assay.identifier, SIGKILL)
    }
    _ = try await task.value
    running = nil
    while !ProcessList.naming(directory.path).isEmpty {
      try await Task.sleep(for: .milliseconds(5))
    }
    damage += RunAudit.halfWritten(in: directory)
  }

  private func phase(_ workers: [ProcessList.Entry]) -> Phase {
    if workers.contains(where: { $0.words.contains("train") }) { return .trial }
    if workers.contains(where: { $0.words.contains("serve") }) { return .session }
    guard directory.exists(directory.plan) else { return .preparing }
    return RunAudit.isMeasured(directory) ? .concluding : .between
  }

  /// What came out, in a few words.
  func verdict(_ expected: Data) -> String {
    guard damage.isEmpty else { return damage.joined(separator: "; ") }
    return facts == expected ? "the same evidence" : "OTHER evidence"
  }
}
