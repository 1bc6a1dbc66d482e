import Measuring
import ModelFiles
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Python that has the peer's packages.
package struct PeerInstallation: Sendable {
  /// Names a Python that has the packages already.
  package static let variable = "ASSAY_PEERS_PYTHON"

  private static let sources = "Benchmarks/NetworksBenchmark"
  private static let folder = ".build/peers"
  private static let installedPython = folder + "/bin/python"
  private static let stamp = folder + "/requirements.sha256"

  let python: String

  /// The Python that the environment names, or that of the virtual environment, made where it is
  /// missing or the requirements have changed.
  ///
  /// - Throws: `BenchmarkError` of code `noPeer`, with what to do.
  static func ready() async throws -> PeerInstallation {
    let requirements = sources + "/requirements.txt"
    guard FileManager.default.fileExists(atPath: requirements) else {
      throw BenchmarkError(
        .noPeer, "there is no \(requirements): run this from the top of the repository")
    }
    if let python = ProcessInfo.processInfo.environment[variable], !python.isEmpty {
      guard FileManager.default.isExecutableFile(atPath: python) else {
        throw BenchmarkError(.noPeer, "\(variable) names '\(python)', which is no program")
      }
      return PeerInstallation(python: python)
    }
    let digest = try Digest.sha256(ofFile: requirements)
    let installed = try? String(contentsOfFile: stamp, encoding: .utf8)
    let isThere = FileManager.default.isExecutableFile(atPath: installedPython)
    if !isThere || !isCurrent(stamp: installed, digest: digest) {
      try await install(requirements)
      try digest.write(toFile: stamp, atomically: true, encoding: .utf8)
    }
    return PeerInstallation(python: installedPython)
  }

  /// Whether what is installed was made from these requirements.
  package static func isCurrent(stamp: String?, digest: String) -> Bool { stamp == digest }

  private static func install(_ requirements: String) async throws {
    StandardError.write("Installing PyTorch and ONNX Runtime in \(folder) …\n")
    try await step(
      "/usr/bin/env", ["python3", "-m", "venv", "--clear", folder],
      otherwise: "install python3 with its module venv, or name a Python in \(variable)")
    try await step(
      installedPython,
      [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement",
        requirements,
      ],
      otherwise: "pip needs the network and room for PyTorch; or name a Python in \(variable)")
  }

  private static func step(
    _ program: String, _ arguments: [String], otherwise remedy: String
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
        "'\(([program] + arguments).joined(separator: " "))' failed: \(problem)\nnetworks: \(remedy)"
      )
    }
  }

  /// Starts the peer and hands it over; on return it is gone.
  func withPeer<Value>(_ body: (Peer) async throws -> Value) async throws -> Value {
    try await command("peer.py").withWorker { try await body(Peer($0)) }
  }

  /// How a Python file of the benchmark is started, one thread in every library.
  func command(_ file: String) -> WorkerCommand {
    WorkerCommand(
      executable: python, arguments: [Self.sources + "/" + file],
      environment: [
        "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
      ])
  }
}
