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
import Measuring
import Trials

// A worker whose candidates are worse on purpose, to see whether a gate notices: 'assay' starts it
// where ASSAY_WORKER names it, and ASSAY_HANDICAP says what is wrong with it.
if let handicap = Handicap(ProcessInfo.processInfo.environment["ASSAY_HANDICAP"]) {
  HandicappedCreditRisk.handicap = handicap
  exit(
    WorkerProgram.main(
      Array(CommandLine.arguments.dropFirst()), workloads: [HandicappedCreditRisk.self]))
} else {
  StandardError.write("HandicappedWorker: set ASSAY_HANDICAP to 'slow' or 'worse'\n")
  exit(64)
}
