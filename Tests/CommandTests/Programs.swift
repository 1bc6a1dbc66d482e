import Foundation
import Testing

/// The programs under test, as they were built beside this test bundle.
enum Programs {
  static let assay = program("assay")
  static let worker = program("assay-worker")

  /// Fails the test with what to do where a program is not built.
  static func require(_ path: String) throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: path),
      "there is no \(path): build it first, './run test' does")
  }

  private static func program(_ name: String) -> String {
    #if canImport(Darwin)
      let bundle = Bundle.allBundles.first { $0.bundleURL.pathExtension == "xctest" }?.bundleURL
      let binary = bundle?.path ?? CommandLine.arguments[0]
    #else
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let binary = link ?? CommandLine.arguments[0]
    #endif
    return URL(filePath: binary).deletingLastPathComponent().appending(path: name).path
  }
}

/// How a program ended.
enum Ending: Equatable {
  case exit(Int32)
  case signal(Int32)
}

/// A program that ran to its end.
struct Finished {
  let ending: Ending
  let output: String
  let error: String
}

/// A program that was started.
///
/// What it prints goes to files: pipes would have to be emptied while it runs.
final class Started {
  private let process = Process()
  private let files: Scratch

  /// Starts a program with changes to this process's environment, of which nil takes a variable away.
  init(
    _ program: String, _ arguments: [String], environment: [String: String?] = [:],
    in folder: String? = nil, input: Data = Data()
  ) throws {
    try Programs.require(program)
    files = try Scratch()
    try input.write(to: files.url("input"))
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = Self.environment(environment)
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = try FileHandle(forReadingFrom: files.url("input"))
    process.standardOutput = try files.handle("output")
    process.standardError = try files.handle("error")
    try process.run()
  }

  var identifier: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end without holding a thread.
  func end() async throws -> Finished {
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    let status = process.terminationStatus
    return Finished(
      ending: process.terminationReason == .exit ? .exit(status) : .signal(status),
      output: try files.text("output"), error: try files.text("error"))
  }

  /// The tests' own variables must not change what the programs do.
  private static func environment(_ changes: [String: String?]) -> [String: String] {
    var result = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "ASSAY_WORKER", "ASSAY_PARENT"] { result[name] = nil }
    for (name, value) in changes { result[name] = value }
    return result
  }
}

/// Runs `assay` to its end.
func assay(
  _ arguments: String..., environment: [String: String?] = [:], in folder: String? = nil
) async throws -> Finished {
  try await Started(Programs.assay, arguments, environment: environment, in: folder).end()
}

/// Waits until something holds; every wait is for an event that comes, however slow the machine.
func until(_ what: Comment, _ holds: () throws -> Bool) async throws {
  let patience = ContinuousClock.now + .seconds(300)
  while try !holds() {
    try #require(ContinuousClock.now < patience, what)
    try await Task.sleep(for: .milliseconds(5))
  }
}
