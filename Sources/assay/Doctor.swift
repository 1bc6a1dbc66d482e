import ArgumentParser
import Measuring
import Records
import StrictYAML
import Tensors
import Trials
import Workers

/// The command `doctor`, which looks whether this machine is fit to measure on.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check libraries, kernels, clock, cores and noise of this machine.",
    discussion: "Example: assay doctor --json")

  /// One line of the check-up.
  struct Finding: Codable {
    var subject: String
    var value: String
    /// What to do; nil where all is well.
    var advice: String?
  }

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      let worker = worker()
      let findings = examine(worker)
      if json { try Terminal.show(json: findings) } else { findings.forEach(tell) }
      // A noisy machine is advice; without its worker nothing can run.
      if worker.advice != nil { throw ExitCode(ExitStatus.badConfiguration) }
    }
  }

  private func tell(_ finding: Finding) {
    let subject =
      finding.subject + String(repeating: " ", count: max(1, 18 - finding.subject.count))
    print(Terminal.inert(subject + finding.value))
    if let advice = finding.advice { print("                  → \(Terminal.inert(advice))") }
  }

  private func examine(_ worker: Finding) -> [Finding] {
    let here = Provenance.here()
    let machine = Machine.describe()
    let findings = [
      Finding(subject: "assay", value: here.version),
      Finding(subject: "system", value: here.system),
      Finding(subject: "processor", value: "\(here.processor), \(here.cores) cores"),
      Finding(subject: "libyaml", value: LibYAML.version),
      Finding(subject: "C kernels", value: kernels),
      worker,
    ]
    return findings + measured(machine)
  }

  /// The version of the kernels that this processor runs, and those that it was chosen from.
  private var kernels: String {
    let others = Kernels.versions.filter { $0 != Kernels.name }
    return Kernels.name + (others.isEmpty ? "" : " (also built: \(others.joined(separator: ", ")))")
  }

  private func worker() -> Finding {
    do {
      return Finding(subject: "worker", value: try WorkerCommand.locateProgram())
    } catch {
      return Finding(subject: "worker", value: "not found", advice: error.message)
    }
  }

  private func measured(_ machine: Machine) -> [Finding] {
    let clock = MonotonicClock().quality()
    let load = machine.load ?? 0
    let blocks = (0..<10).map { _ in ReferenceLoop.times(rounds: 20) }
    let noise = Validity.noisyMachine(blocks: blocks)
    return [
      Finding(
        subject: "matrix products",
        value: "\(Int(ProductRate.measure().rounded())) GFLOP/s, 512 × 512 × 512 on one core"),
      Finding(
        subject: "clock",
        value: "\(clock.resolution) ns steps, \(Int(clock.overhead.rounded())) ns a reading"),
      Finding(
        subject: "load", value: "\((load * 100).rounded() / 100) runnable on average over a minute",
        advice: load > 0.5 ? "close other programs before sessions" : nil),
      Finding(
        subject: "noise", value: noise?.detail ?? "a fixed loop takes the same time in every block",
        advice: noise?.remedy),
    ]
  }
}
