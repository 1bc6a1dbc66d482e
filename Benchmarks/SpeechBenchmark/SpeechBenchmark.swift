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
import Figures
import Measuring
import Records
import WorkloadKit

/// How well both recognisers hear real digits, against the bars that the project set itself.
///
///     ASSAY_DATA=FOLDER ./run bench speech [official|strings|speakers|worlds] [CONFIGURATIONS]
///
/// On the Free Spoken Digit Dataset in FOLDER: single digits by its own split (both right in 96 of
/// 100), strings of 3 to 7 digits (both at most 8 words wrong in 100), each speaker in turn left out
/// of the training (the better right in 72 of 100 on average), and between the worlds: trained on real
/// digits and tested on the synthesiser's, and the reverse, which has no bar. Exits 0 where all bars
/// are met, 2 where one is not, 64 for another word, 69 where the data is not there.
@main
struct SpeechBenchmark {
  static func main() {
    do {
      exit(try areMet() ? 0 : 2)
    } catch {
      print(error)
      exit(1)
    }
  }

  private static let parts = ["official", "strings", "speakers", "worlds"]

  /// Carries out what the command line names, and prints every figure.
  private static func areMet() throws -> Bool {
    let arguments = CommandLine.arguments.dropFirst()
    let configurations = arguments.lazy.compactMap { Int($0) }.first ?? 2
    let named = arguments.filter { Int($0) == nil }
    if let other = named.first(where: { !parts.contains($0) }) {
      print("there is no part '\(other)'; name some of: " + parts.joined(separator: ", "))
      exit(64)
    }
    guard let data = ProcessInfo.processInfo.environment["ASSAY_DATA"] else {
      print("set ASSAY_DATA to the folder that holds fsdd/")
      exit(69)
    }
    let digits: SpokenDigits
    do {
      digits = try SpokenDigits(data: data)
    } catch let error as WorkloadError {
      print(error)
      exit(69)
    }
    defer { digits.remove() }
    let machine = Machine.describe()
    print("\(machine.processor), \(machine.cores) cores; \(configurations) configurations each")
    var met = true
    if named.isEmpty || named.contains("official") {
      print("single digits, the data set's split:")
      for result in try both(digits.official(), configurations) {
        met = judge(result.accuracy >= 0.96, line(result)) && met
      }
    }
    if named.isEmpty || named.contains("strings") {
      print("strings of 3 to 7 digits:")
      for result in try both(
        digits.strings(training: 400, test: 100, seed: 1), configurations)
      {
        met = judge(result.wordErrorRate <= 0.08, line(result)) && met
      }
    }
    if named.isEmpty || named.contains("speakers") {
      met = try speakers(digits, configurations) && met
    }
    if named.isEmpty || named.contains("worlds") { try worlds(digits, configurations) }
    return met
  }

  private static func worlds(_ digits: SpokenDigits, _ configurations: Int) throws {
    for (title, source) in [
      ("trained on real digits, tested on synthetic ones:", try digits.realToSynthetic()),
      ("trained on synthetic digits, tested on real ones:", try digits.syntheticToReal()),
    ] {
      print(title)
      for result in try both(source, configurations) { print("  \(line(result))") }
    }
  }

  private static func speakers(_ digits: SpokenDigits, _ configurations: Int) throws -> Bool {
    print("single digits of a speaker who was left out:")
    var sums: [Architecture: Double] = [:]
    for speaker in digits.speakers {
      for result in try both(digits.without(speaker), configurations) {
        print("  \(speaker), \(line(result))")
        sums[result.architecture, default: 0] += result.accuracy / Double(digits.speakers.count)
      }
    }
    let means = sums.sorted { $0.value > $1.value }
    let text = means.map { "\($0.key.rawValue) \(Format.fixed($0.value, decimals: 3))" }
    return judge((means.first?.value ?? 0) >= 0.72, "mean: " + text.joined(separator: ", "))
  }

  private static func both(
    _ source: DataSource, _ configurations: Int
  ) throws -> [DigitResult] {
    try Architecture.allCases.map {
      try DigitTrial.run($0, on: source, configurations: configurations)
    }
  }

  private static func line(_ result: DigitResult) -> String {
    "\(result.architecture.rawValue): \(result.right) of \(result.recordings) right"
      + ", word error rate \(Format.percent(result.wordErrorRate))"
      + ", trained in \(Format.fixed(result.trainingSeconds, decimals: 1)) s"
      + (result.reachedPlateau ? "" : ", undertrained")
  }

  private static func judge(_ isMet: Bool, _ line: String) -> Bool {
    print("  \(isMet ? "met" : "unmet"): \(line)")
    return isMet
  }
}
