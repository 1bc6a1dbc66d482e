import Records
import Subprocess

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a worker is started.
package struct WorkerCommand: Sendable, Equatable {
  /// The path of the program.
  package var executable: String
  package var arguments: [String]
  /// Added to the environment of this process.
  package var environment: [String: String]

  package init(executable: String, arguments: [String], environment: [String: String] = [:]) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }

  /// Finds `assay-worker`: where `ASSAY_WORKER` says, else beside the running program.
  ///
  /// - Throws: ``WorkerError`` that says where it was looked for.
  package static func locateProgram() throws(WorkerError) -> String {
    let environment = ProcessInfo.processInfo.environment
    let path: String
    if let named = environment[WorkerEnvironment.program], !named.isEmpty {
      path = named
    } else {
      let folder = runningProgram().split(separator: "/", omittingEmptySubsequences: false)
      path = (folder.dropLast() + ["assay-worker"]).joined(separator: "/")
    }
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw WorkerError(
        code: .notStarted,
        message: """
          there is no program at '\(path)'; build it with 'swift build -c release', or name it in \
          \(WorkerEnvironment.program)
          """)
    }
    return path
  }

  /// The path of the program that runs, with its symbolic links resolved where the system can.
  private static func runningProgram() -> String {
    #if canImport(Darwin)
      return Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
    #else
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return link ?? CommandLine.arguments[0]
    #endif
  }

  /// The configuration for swift-subprocess.
  ///
  /// The worker leads a process group of its own: a terminal's ^C then reaches only the parent,
  /// which cancels, and a cancelled trial is not taken for a crashed one. Its end is asked for with
  /// SIGTERM and forced with SIGKILL, and it takes its own children with it.
  var configuration: Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = Self.teardown
    var additions: [Environment.Key: String?] = [
      parentKey: String(ProcessInfo.processInfo.processIdentifier)
    ]
    // A backtrace would push the message of a crash out of the kept end of standard error.
    if ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil {
      additions["SWIFT_BACKTRACE"] = "enable=no"
    }
    for (name, value) in environment {
      if let key = Environment.Key(rawValue: name) { additions[key] = value }
    }
    return Configuration(
      executable: .path(pathLiteral(executable)), arguments: Arguments(arguments),
      environment: .inherit.updating(additions), platformOptions: options)
  }

  static let teardown: [TeardownStep] = [
    .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
  ]

  private var parentKey: Environment.Key {
    Environment.Key(stringLiteral: WorkerEnvironment.parent)
  }
}

/// A path for swift-subprocess, through the protocol of literals: its type lives in swift-system,
/// which would be one more dependency for this line alone.
private func pathLiteral<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
where Path.StringLiteralType == String {
  Path(stringLiteral: text)
}

/// Lets a write to a worker that has ended fail, which is handled, instead of ending the parent.
let brokenPipesAreErrors: Void = {
  signal(SIGPIPE, SIG_IGN)
}()
