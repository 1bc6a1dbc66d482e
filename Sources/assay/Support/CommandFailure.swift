import ArgumentParser
import Measuring
import Profiles
import Records
import Runs
import Planning
import StrictYAML
import WorkloadKit
import Workers

/// The exit codes of the commands.
enum ExitStatus {
  static let internalFailure: Int32 = 1
  static let gateFailed: Int32 = 2
  static let gateInconclusive: Int32 = 3
  static let noBaseline: Int32 = 4
  static let wrongUsage: Int32 = 64
  static let badData: Int32 = 65
  static let unreachable: Int32 = 69
  static let interrupted: Int32 = 75
  static let badConfiguration: Int32 = 78
}

/// Runs a command's body; an error becomes a message on standard error and the right exit code.
func reporting(_ body: () async throws -> Void) async throws {
  do {
    try await body()
    try Terminal.flush()
  } catch let exit as ExitCode {
    throw exit
  } catch {
    let (message, code) = explain(error)
    StandardError.write(Terminal.inert(message) + "\n")
    throw ExitCode(code)
  }
}

private func explain(_ error: any Error) -> (message: String, code: Int32) {
  switch error {
  case let exit as ValidationError: ("Error: \(exit.message)", ExitStatus.wrongUsage)
  case let error as OutputError: ("assay: \(error)", ExitStatus.internalFailure)
  case let problems as ProfileProblems: (problems.description, ExitStatus.badData)
  case let problem as Diagnostic: (problem.description, ExitStatus.badData)
  case let error as WorkloadError: ("assay: \(error)", ExitStatus.badData)
  case let error as RecordError:
    ("assay: \(error)", error.isTemporary ? ExitStatus.interrupted : ExitStatus.badData)
  case let error as PlanError: ("assay: \(error)", ExitStatus.badData)
  case let error as WorkerError: ("assay: \(error)", ExitStatus.unreachable)
  case let error as RunError:
    ("assay: \(error)", status(of: error.code))
  default: ("assay: internal failure: \(error.localizedReason)", ExitStatus.internalFailure)
  }
}

private func status(of code: RunError.Code) -> Int32 {
  switch code {
  case .interrupted, .inUse: ExitStatus.interrupted
  case .noWorker: ExitStatus.unreachable
  case .noEvidence, .altered, .cleaned: ExitStatus.badData
  }
}
