import ArgumentParser
import Measuring
import Workers

/// Whether the methods of the evidence keep what they promise, by simulation.
@main
struct EvidenceProof: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "./run prove",
    abstract: "Hold the statistics of the evidence to their promises, by simulation.",
    discussion: """
      Experiments are drawn whose truth is known, and judged by the product's own functions: how often \
      do intervals cover, does a claim pass falsely, is a crossover found, are equals told apart, do \
      random reasons count as measurable? One line a bar, with the share found, its 95 % interval \
      (Wilson) and whether the share reaches the bar.

      Examples:
        ./run prove
        ./run prove --quick --seed 7
        ./run prove --only coverage,latency

      Exit codes: 0 all bars met, 1 internal failure, 2 a bar not met, 64 wrong usage, 75 interrupted.
      """)

  @Flag(help: "A tenth of the experiments: for a look, since chance alone may miss a bar then.")
  var quick = false

  @Option(help: ArgumentHelp("Draws the experiments.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The parts, of \(Part.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "parts"))
  var only = Part.allCases.map(\.rawValue).joined(separator: ",")

  func validate() throws {
    let unknown = names.filter { Part(rawValue: $0) == nil }
    guard !names.isEmpty, unknown.isEmpty else {
      throw ValidationError(
        "--only takes some of \(Part.allCases.map(\.rawValue).joined(separator: ", ")), not"
          + " '\(only)'.")
    }
  }

  func run() async throws {
    do {
      try await untilInterrupted {
        let watch = Stopwatch()
        let machine = Machine.describe()
        let name = "\(machine.processor), \(machine.cores) cores, \(machine.system)"
        var bars: [Bar] = []
        for part in names.compactMap(Part.init(rawValue:)) {
          bars += try await part.bars(Laboratory(seed: seed, isQuick: quick))
        }
        try Task.checkCancellation()
        let report = ProofReport(bars: bars, machine: name, seconds: watch.seconds)
        print(report.text)
        guard report.isMet else { throw ExitCode(2) }
      }
    } catch let exit as ExitCode {
      throw exit
    } catch is CancellationError {
      StandardError.write("prove: interrupted; nothing was kept\n")
      throw ExitCode(75)
    } catch {
      StandardError.write("prove: \(error)\n")
      throw ExitCode(1)
    }
  }

  private var names: [String] { only.split(separator: ",").map(String.init) }
}

/// The parts of the proof, each with its own bars.
enum Part: String, CaseIterable {
  case coverage
  case latency
  case crossover
  case equality
  case reasons

  func bars(_ laboratory: Laboratory) async throws -> [Bar] {
    switch self {
    case .coverage: try await CoverageProof(laboratory: laboratory).bars()
    case .latency: try await LatencyProof(laboratory: laboratory).bars()
    case .crossover: try await CrossoverProof(laboratory: laboratory).bars()
    case .equality: try await EqualityProof(laboratory: laboratory).bars()
    case .reasons: try await ReasonProof(laboratory: laboratory).bars()
    }
  }
}
