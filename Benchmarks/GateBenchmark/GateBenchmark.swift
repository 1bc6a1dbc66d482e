#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Figures
import Measuring
import Records
import Statistics
import Workers

/// How often a gate fails without cause, and how often it notices what is wrong on purpose.
///
///     ./run bench GateBenchmark [UNCHANGED [HANDICAPPED [GATE]]]
///
/// Carries out the gate 50 times on unchanged code, one after the other, then 10 times with answers
/// that take a quarter longer and 10 times with answers that cost three points of AUC (programs of
/// `HandicappedWorker`). Prints a line a run and the counts with Wilson's intervals. The baseline is
/// the gate's own; where it was recorded on another machine, times carry the gate's allowance.
@main
struct GateBenchmark {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().prefix(2).map { Int($0) ?? 0 }
    let gate = CommandLine.arguments.dropFirst(3).first ?? "Benchmarks/gates/credit-risk.yaml"
    let machine = Machine.describe()
    print("\(machine.processor), \(machine.cores) cores, \(machine.system)")
    let series = [
      Series("unchanged", handicap: nil, count: numbers.first ?? 50, wanted: .passed),
      Series("a quarter slower", handicap: "slow", count: numbers.last ?? 10, wanted: .failed),
      Series(
        "three points of AUC lost", handicap: "worse", count: numbers.last ?? 10, wanted: .failed),
    ]
    for series in series where series.count > 0 { try await series.carryOut(gate) }
  }
}

/// How a gate ended.
private enum Ending: String, CaseIterable {
  case passed
  case failed
  case inconclusive
  /// Neither: the gate itself broke.
  case broken

  init(_ outcome: WorkerOutcome) {
    self =
      switch outcome {
      case .completed: .passed
      case .crashed(.exitCode(2), _): .failed
      case .crashed(.exitCode(3), _): .inconclusive
      default: .broken
      }
  }
}

/// The same gate a number of times.
private struct Series {
  let name: String
  let handicap: String?
  let count: Int
  let wanted: Ending

  init(_ name: String, handicap: String?, count: Int, wanted: Ending) {
    self.name = name
    self.handicap = handicap
    self.count = count
    self.wanted = wanted
  }

  func carryOut(_ gate: String) async throws {
    var endings: [Ending] = []
    var seconds: [Double] = []
    for number in 1...count {
      let run =
        FileManager.default.temporaryDirectory.path
        + "/assay-gate-\(ProcessInfo.processInfo.processIdentifier)-\(number)"
      let watch = Stopwatch()
      let outcome = try await command(gate, run).runToEnd(timeout: .seconds(1800))
      endings.append(Ending(outcome))
      seconds.append(watch.seconds)
      StandardError.write(
        "\(name) \(number): \(endings[number - 1].rawValue), "
          + Format.value(seconds[number - 1], .seconds) + "\n")
      if case .refused(_, let message) = outcome { StandardError.write(message + "\n") }
      if endings.last == wanted {
        try? FileManager.default.removeItem(atPath: run)
      } else {
        StandardError.write("  its run is kept in \(run); see 'assay gate \(gate) --run \(run)'\n")
      }
    }
    report(endings, seconds)
  }

  private func command(_ gate: String, _ run: String) throws -> WorkerCommand {
    let worker = try WorkerCommand.locateProgram()
    let folder = worker.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    var environment: [String: String] = [:]
    if let handicap {
      environment = [
        WorkerEnvironment.program: folder + "/HandicappedWorker", "ASSAY_HANDICAP": handicap,
      ]
    }
    return WorkerCommand(
      executable: folder + "/assay", arguments: ["gate", gate, "--output", run],
      environment: environment)
  }

  private func report(_ endings: [Ending], _ seconds: [Double]) {
    let counts = Ending.allCases.map { ending in
      "\(ending.rawValue) \(endings.count { $0 == ending })"
    }
    print("\(name), \(count) gates: \(counts.joined(separator: ", "))")
    if let share = Proportion.wilson(endings.count { $0 == wanted }, of: count) {
      print("  \(wanted.rawValue): \(Format.estimate(share, .dimensionless))")
    }
    if let median = Quantiles.type7(seconds.sorted(), 0.5), let most = seconds.max() {
      print(
        "  a gate takes \(Format.value(median, .seconds)) (median), at most "
          + Format.value(most, .seconds))
    }
  }
}
