import Figures
import Measuring
import Statistics
import Workers

/// How long `assay matrix` takes from start to exit, in alternation with a program that does nothing.
///
/// The bar is 50 ms. The ratio to `true`, which costs what starting any process costs here, is
/// what may be compared between machines; the absolute time is quoted with its machine.
@main
struct CommandBenchmark {
  private static let rounds = 40

  static func main() async throws {
    let assay = try neighbour("assay")
    let commands = [
      WorkerCommand(executable: assay, arguments: ["matrix", "Profiles/credit-risk.yaml"]),
      WorkerCommand(executable: "/bin/true", arguments: []),
    ]
    var times: [[Double]] = [[], []]
    let order = AlternationPlan(candidates: 2, blocks: rounds, seed: 1)
    for index in order.turns {
      let watch = Stopwatch()
      let outcome = try await commands[index].runToEnd(timeout: .seconds(10))
      let seconds = watch.seconds
      guard outcome == .completed else {
        print("\(commands[index].executable) did not complete: \(outcome)")
        return
      }
      times[index].append(seconds)
    }
    let machine = Machine.describe()
    print("\(machine.processor), \(machine.cores) cores, \(machine.system)")
    for (name, sample) in zip(["assay matrix", "true"], times) {
      let sorted = sample.sorted()
      if let median = Quantiles.estimate(sorted, 0.5) {
        print("\(name): median \(Format.estimate(median, .seconds)) of \(rounds) starts")
      }
    }
    let ratio = try Replications.ratio(times[0], to: times[1])
    print("assay matrix over true: \(Format.ratio(ratio))")
  }

  /// A program beside this one.
  private static func neighbour(_ name: String) throws -> String {
    let worker = try WorkerCommand.locateProgram()
    return worker.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/" + name
  }
}
