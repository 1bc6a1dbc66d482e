#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Defaults that depend on the machine and the hour.
enum Defaults {
  /// One trial for each core.
  static var jobs: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// `runs/20261123-101500-consumer-credit`, in UTC.
  static func runPath(name: String, now: Date = .now) -> String {
    let stamp = now.formatted(.iso8601).filter { $0.isNumber || $0 == "T" }
    let time = String(stamp.map { $0 == "T" ? "-" : $0 })
    let safe = name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
    return "runs/\(time)-\(String(safe))"
  }
}
