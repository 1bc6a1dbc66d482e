import ArgumentParser
import Measuring
import Workers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a benchmark prints when it is done.
package protocol PrintedReport: Encodable, Sendable {
  var text: String { get }
  /// 0, 2 or 3, as ``BarVerdict`` has it.
  var exitCode: Int32 { get }
}

extension PrintedReport {
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

/// Carries out a benchmark that a signal may end, and prints its report.
///
/// - Throws: `ExitCode` where the bars are not all met, or nothing could be measured; a sentence
///   about the latter, after the benchmark's name, goes to standard error.
package func carryOut(
  _ name: String, json: Bool, _ measured: @escaping @Sendable () async throws -> some PrintedReport
) async throws {
  do {
    try await untilInterrupted {
      let report = try await measured()
      try Task.checkCancellation()
      print(json ? try report.json() : report.text)
      guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
    }
  } catch let exit as ExitCode {
    throw exit
  } catch {
    let failure = BenchmarkError(error)
    StandardError.write("\(name): \(failure)\n")
    throw ExitCode(failure.exitCode)
  }
}
