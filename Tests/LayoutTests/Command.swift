import Foundation

/// A program of the toolchain or the system, run to its end.
enum Command {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What the program prints on standard output.
  ///
  /// - Throws: ``Failure`` where it cannot be started or does not exit with 0.
  static func output(_ words: String...) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        description: "'\(words.joined(separator: " "))' exits with \(process.terminationStatus)")
    }
    return output
  }
}
