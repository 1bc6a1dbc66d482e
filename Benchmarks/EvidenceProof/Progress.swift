import Measuring
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far a series of experiments is, on a terminal's one line; silent elsewhere.
final class Progress: Sendable {
  private let name: String
  private let count: Int
  private let done = Mutex(0)
  private let isShown: Bool

  init(_ name: String, count: Int) {
    self.name = name
    self.count = count
    isShown = isatty(STDERR_FILENO) == 1
  }

  func advance() {
    guard isShown else { return }
    done.withLock { done in
      done += 1
      // Fifty steps are enough for an eye.
      guard done % max(1, count / 50) == 0 || done == count else { return }
      StandardError.write("\r\u{1B}[K" + (done == count ? "" : "\(name): \(done) of \(count)"))
    }
  }
}
