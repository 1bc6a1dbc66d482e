import BenchmarkPeers
import Figures
import Measuring

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// All figures of a run, as text and as JSON.
struct BenchmarkReport: PrintedReport {
  /// The part of the machine that a reader needs.
  struct Host: Encodable {
    let processor: String
    let cores: Int
    let system: String
    let load: Double?
  }

  let machine: Host
  let versions: PeerVersions
  let rounds: Int
  let contests: [ContestReport]
  let footprints: [Footprint]

  init(
    machine: Machine, versions: PeerVersions, rounds: Int, contests: [ContestReport],
    footprints: [Footprint]
  ) {
    self.machine = Host(
      processor: machine.processor, cores: machine.cores, system: machine.system,
      load: machine.load)
    self.versions = versions
    self.rounds = rounds
    self.contests = contests
    self.footprints = footprints
  }

  var exitCode: Int32 {
    BarVerdict.exitCode(contests.flatMap { $0.comparisons.compactMap(\.verdict) })
  }

  var text: String {
    let load = machine.load.map { ", load " + Format.fixed($0, decimals: 1) } ?? ""
    let head = """
      \(machine.processor), \(machine.cores) cores, \(machine.system)\(load)
      PyTorch \(versions.torch)\(versions.mkl ? " with MKL" : ""), ONNX Runtime \
      \(versions.onnxruntime), Python \(versions.python); one thread each, medians over \
      \(rounds) rounds
      """
    let parts =
      [head] + contests.map(\.lines)
      + [comparisons.text, peaks.text, starts.text, sum]
    return parts.joined(separator: "\n\n")
  }

  private var comparisons: TextTable {
    var table = TextTable([
      "net", "work", "rival", "ours", "theirs", "theirs over ours", "bar", "verdict",
    ])
    for contest in contests {
      for comparison in contest.comparisons where comparison.work != .product {
        table.add([
          contest.net, comparison.work.rawValue, comparison.rival.rawValue,
          Format.value(comparison.ours.value, .seconds),
          Format.value(comparison.theirs.value, .seconds), Format.ratio(comparison.ratio),
          comparison.bar.map { "≥ " + Format.setting($0, .dimensionless) } ?? "",
          comparison.verdict.map(\.word) ?? "",
        ])
      }
    }
    return table
  }

  private var peaks: TextTable {
    var table = TextTable([
      "net", "product of 512³: ours", "PyTorch's", "training step", "share of the peak",
    ])
    for contest in contests {
      let product = contest.comparisons.first { $0.work == .product }
      table.add([
        contest.net, Self.speed(product.map { SquareProduct.operations / $0.ours.value }),
        Self.speed(product.map { SquareProduct.operations / $0.theirs.value }),
        Self.speed(contest.reached), contest.shareOfPeak.map(Format.percent) ?? "",
      ])
    }
    return table
  }

  private var starts: TextTable {
    var table = TextTable(["process", "until it is there", "resident"])
    for footprint in footprints {
      table.add([
        footprint.process, Format.value(footprint.seconds, .seconds),
        footprint.resident.map { Format.value($0, .bytes) } ?? "unknown",
      ])
    }
    return table
  }

  private var sum: String {
    let verdicts = contests.flatMap { $0.comparisons.compactMap(\.verdict) }
    return RequirementVerdict.allCases.map { verdict in
      "\(verdicts.count { $0 == verdict }) \(verdict.word)"
    }.joined(separator: ", ")
  }

  private static func speed(_ operations: Double?) -> String {
    operations.map { Format.significant($0 / 1e9) + " GFLOPS" } ?? ""
  }
}

extension ContestReport {
  /// What is no comparison: the size, the agreement, the memory.
  fileprivate var lines: String {
    let heap =
      switch memory.heapGrowth {
      case .none: "the C library does not tell its heap"
      case .some(let bytes):
        "\(Format.count(TrainingMemory.answers)) answers change the heap by "
          + "\(Format.count(bytes)) bytes"
      }
    let compiled = uncompiled.map { "\n  PyTorch cannot compile: \($0)" } ?? ""
    return """
      \(net): \(title), \(Format.count(parameters)) parameters
        losses, relatively: \(agreement.first.short) apart in \(Agreement.firstSteps) steps, at most \
      \(Agreement.firstTolerance.short); \(agreement.all.short) in \(Agreement.steps), at most \
      \(agreement.tolerance.short) (PyTorch from nudged weights: \(agreement.nudged.short))
        answers: \(agreement.answers.short) apart, at most \(Agreement.answerTolerance.short): the \
      same work
        memory of training: \(Format.value(Double(memory.afterFirstStep), .bytes)) after the first \
      step, \(Format.value(Double(memory.atEnd), .bytes)) at the end; \(heap)\(compiled)
      """
  }
}
