import Measuring
import ModelFiles
package import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Python that has the packages of a benchmark's peer.
package struct PeerInstallation: Sendable {
  /// What a benchmark needs of Python, and where it lies.
  package struct Needs: Sendable {
    /// What the benchmark is called, such as `networks`.
    package let benchmark: String
    /// The packages in words, such as `PyTorch and ONNX Runtime`.
    package let packages: String
    /// Where `requirements.txt` and the programs lie.
    package let sources: String
    /// Where the virtual environment is made.
    package let folder: String

    package init(benchmark: String, packages: String, sources: String, folder: String) {
      self.benchmark = benchmark
      self.packages = packages
      self.sources = sources
      self.folder = folder
    }

    fileprivate var requirements: String { sources + "/requirements.txt" }
    fileprivate var python: String { folder + "/bin/python" }
    fileprivate var stamp: String { folder + "/requirements.sha256" }
  }

  /// Names a Python that has the packages already.
  package static let variable = "ASSAY_PEERS_PYTHON"

  private let needs: Needs
  private let python: String

  /// The Python that the environment names, or that of the virtual environment, made where it is
  /// missing or the requirements have changed.
  ///
  /// - Throws: `BenchmarkError` of code `noPeer`, with what to do.
  package static func ready(_ needs: Needs) async throws -> PeerInstallation {
    guard FileManager.default.fileExists(atPath: needs.requirements) else {
      throw BenchmarkError(
        .noPeer, "there is no \(needs.requirements): run this from the top of the repository")
    }
    if let python = ProcessInfo.processInfo.environment[variable], !python.isEmpty {
      guard FileManager.default.isExecutableFile(atPath: python) else {
        throw BenchmarkError(.noPeer, "\(variable) names '\(python)', which is no program")
      }
      return PeerInstallation(needs: needs, python: python)
    }
    let digest = try Digest.sha256(ofFile: needs.requirements)
    let installed = try? String(contentsOfFile: needs.stamp, encoding: .utf8)
    let isThere = FileManager.default.isExecutableFile(atPath: needs.python)
    if !isThere || !isCurrent(stamp: installed, digest: digest) {
      try await install(needs)
      try digest.write(toFile: needs.stamp, atomically: true, encoding: .utf8)
    }
    return PeerInstallation(needs: needs, python: needs.python)
  }

  /// Whether what is installed was made from these requirements.
  package static func isCurrent(stamp: String?, digest: String) -> Bool { stamp == digest }

  private static func install(_ needs: Needs) async throws {
    StandardError.write("Installing \(needs.packages) in \(needs.folder) …\n")
    try await step(
      needs, "/usr/bin/env", ["python3", "-m", "venv", "--clear", needs.folder],
      otherwise: "install python3 with its module venv, or name a Python in \(variable)")
    try await step(
      needs, needs.python,
      [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement",
        needs.requirements,
      ],
      otherwise: "pip needs the network and room for the packages; or name a Python in \(variable)")
  }

  private static func step(
    _ needs: Needs, _ program: String, _ arguments: [String], otherwise remedy: String
  ) async throws {
    let outcome = try await WorkerCommand(executable: program, arguments: arguments)
      .runToEnd(timeout: .seconds(3_600))
    let problem =
      switch outcome {
      case .completed: ""
      case .hung(let message), .refused(_, let message): message
      case .crashed(let cause, let message): message.isEmpty ? "\(cause)" : message
      }
    guard outcome == .completed else {
      throw BenchmarkError(
        .noPeer,
        "'\(([program] + arguments).joined(separator: " "))' failed: \(problem)\n"
          + "\(needs.benchmark): \(remedy)")
    }
  }

  /// Starts `peer.py` and hands it over; on return it is gone.
  package func withPeer<Value>(
    _ body: (PeerChannel) async throws -> Value
  ) async throws -> Value {
    try await command("peer.py").withWorker { try await body(PeerChannel($0)) }
  }

  /// How a Python file of the benchmark is started, one thread in every library.
  package func command(_ file: String) -> WorkerCommand {
    WorkerCommand(
      executable: python, arguments: [needs.sources + "/" + file],
      environment: [
        "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "Benchmarks/Peers",
      ])
  }
}
