#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NumericCore
import Records
import Workers

/// The place of the experiment: the programs, a small profile, and a folder for the runs.
struct Bench {
  let assay: String
  let folder: String
  let profile: String

  init() throws {
    let worker = try WorkerCommand.locateProgram()
    assay =
      worker.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/assay"
    folder =
      FileManager.default.temporaryDirectory.path
      + "/assay-kills-\(ProcessInfo.processInfo.processIdentifier)"
    profile = folder + "/profile.yaml"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(Self.text.utf8).write(to: URL(filePath: profile))
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func directory(_ name: String) -> RunDirectory { RunDirectory(path: "\(folder)/\(name)") }

  /// `assay`, to be run to its end.
  func command(_ arguments: String...) -> WorkerCommand {
    WorkerCommand(executable: assay, arguments: arguments)
  }

  /// The time-free evidence of a run that nothing disturbs.
  func undisturbed() async throws -> Data {
    let directory = directory("undisturbed")
    let outcome = try await command("recommend", profile, "--output", directory.path)
      .runToEnd(timeout: Self.patience)
    guard outcome == .completed else { throw Unfit(what: "the undisturbed run: \(outcome)") }
    return try Self.facts(of: directory)
  }

  /// A copy of the undisturbed run without its conclusion, two of its trials and one session, drawn.
  func copyUndisturbed(
    to copy: RunDirectory, _ generator: inout SeededGenerator
  ) throws {
    let files = FileManager.default
    let source = directory("undisturbed")
    try files.copyItem(atPath: source.path, toPath: copy.path)
    let plan = try source.read(Plan.self, from: source.plan)
    var gone = [copy.evidence, copy.decision, copy.decisionRecord, copy.digests]
    for trial in plan.trials.shuffled(using: &generator).prefix(2) {
      gone += [copy.trial(trial.number), copy.items(trial.number), copy.model(trial.number)]
    }
    if let session = plan.sessions.randomElement(using: &generator) {
      gone.append(copy.session(session.number))
    }
    for file in gone where copy.exists(file) { try files.removeItem(atPath: file) }
  }

  /// The part of the evidence that the same seed repeats.
  static func facts(of directory: RunDirectory) throws -> Data {
    try RecordCoding.encode(
      directory.read(Evidence.self, from: directory.evidence).timeFree)
  }

  static let patience = Duration.seconds(600)

  /// Few examples and quick queries: a run has many short trials and sessions.
  private static let text = """
    assay: profile/1
    name: kills
    workload: credit-risk
    data: {paired-examples: 240}
    latency: {budget: 80 ms, at: p90, scenario: server, rate: 400/s}

    """
}

/// Something that keeps the experiment from telling anything.
struct Unfit: Error, CustomStringConvertible {
  let what: String

  var description: String { what }
}
