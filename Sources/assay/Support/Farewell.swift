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
import Dispatch
import Measuring

/// Ends an interview on ^C: says where the answers are, since every one of them is already kept.
final class Farewell {
  private let output: String
  private let partial: String
  private var sources: [any DispatchSourceSignal] = []

  init(output: String, partial: String) {
    self.output = output
    self.partial = partial
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The main thread waits for a line and cannot be told.
      source.setEventHandler {
        Self.sayGoodbye(output: output, partial: partial)
        // Not `exit`, which may wait for the stream that the main thread reads.
        _exit(ExitStatus.interrupted)
      }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }

  func sayGoodbye() { Self.sayGoodbye(output: output, partial: partial) }

  private static func sayGoodbye(output: String, partial: String) {
    let message =
      FileManager.default.fileExists(atPath: partial)
      ? "The answers are kept in \(partial); 'assay ask --output \(output)' goes on from there."
      : "Nothing was answered, and nothing is kept."
    StandardError.write("\n" + Terminal.inert(message) + "\n")
  }
}
