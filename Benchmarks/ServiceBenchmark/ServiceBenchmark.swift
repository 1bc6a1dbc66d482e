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
import CustomerService
import Figures
import Records
import Statistics
import Tables
import WorkloadKit

/// Intents of real customers: both architectures on Banking77, against the bars set for them.
///
///     ASSAY_DATA=FOLDER ./run bench service [CONFIGURATIONS]
///
/// FOLDER holds `banking77/train.csv` and `test.csv` (Casanueva et al. 2020): 10 003 and 3080 texts
/// of 77 intents. Each architecture tries 2 configurations unless told, on examples held back from
/// the training texts, and answers the test texts once. Prints the intent accuracy with Wilson's
/// interval and the seconds of training. Exits 0 where both reach their bars, 2 where one does not,
/// 69 where the data is not there.
@main
struct ServiceBenchmark {
  /// TF-IDF with a linear support vector machine reaches 0.894: `Tests/References/real_data_peers.py`.
  private static let bars: [Architecture: Double] = [.hybrid: 0.885, .endToEnd: 0.84]

  static func main() throws {
    guard let folder = ProcessInfo.processInfo.environment["ASSAY_DATA"] else {
      print("set ASSAY_DATA to the folder that holds banking77/")
      exit(69)
    }
    let configurations = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2
    let path = FileManager.default.temporaryDirectory
      .appending(path: "assay-banking77-\(ProcessInfo.processInfo.processIdentifier).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try joined("\(folder)/banking77").write(toFile: path, atomically: true, encoding: .utf8)
    var isMet = true
    for architecture in Architecture.allCases {
      isMet = try run(architecture, path, configurations) && isMet
    }
    if !isMet { exit(2) }
  }

  /// Both files as one table, with a column that says which row is of which.
  private static func joined(_ folder: String) throws -> String {
    var text = "text,category,split\n"
    for split in ["train", "test"] {
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(split).csv"))
      for row in try CSVReader.read([UInt8](data)).rows {
        let quoted = row[0].replacing("\"", with: "\"\"")
        text += "\"\(quoted)\",\(row[1]),\(split)\n"
      }
    }
    return text
  }

  /// Trains one architecture and asks it; whether it reaches its bar.
  private static func run(
    _ architecture: Architecture, _ path: String, _ configurations: Int
  ) throws -> Bool {
    let columns = [
      Column(name: "text", role: .input, kind: .text), Column(name: "category", role: .label),
      Column(name: "split", role: .split),
    ]
    let workload = try CustomerService(
      WorkloadReference(
        name: "customer-service", data: DataSource(path: path, columns: columns)), seed: 1)
    let division = try workload.division(
      TrialSpecification(
        number: 1, architecture: architecture, size: .max, repetition: 1, fold: 0, folds: 1,
        testItems: 0, configurations: configurations, explanations: 0, keepsModel: false,
        timeout: 0))
    let clock = ContinuousClock()
    let start = clock.now
    let trained = try workload.train(
      architecture, on: division.training, configurations: configurations, seed: 1)
    let seconds = (clock.now - start) / .seconds(1)
    let answers = trained.candidate.answer(all: division.test.map(\.input))
    let right = zip(answers, division.test).count { $0?.action.intent == $1.outcome.intent }
    let share = Double(right) / Double(division.test.count)
    let interval = Proportion.wilson(right, of: division.test.count)?.interval
    let bar = bars[architecture] ?? 0
    let summary = trained.summary
    print(
      "\(architecture.rawValue): intent accuracy \(Format.fixed(share, decimals: 4))"
        + " [\(Format.fixed(interval?.lower ?? 0, decimals: 4)), \(Format.fixed(interval?.upper ?? 1, decimals: 4))]"
        + " on \(division.test.count) texts, bar \(Format.fixed(bar, decimals: 3))"
        + " \(share >= bar ? "met" : "unmet"); \(division.training.count) examples,"
        + " \(configurations) configurations, \(Format.fixed(seconds, decimals: 0)) s"
        + (summary.undertrained ? ", undertrained" : ""))
    return share >= bar && !summary.undertrained
  }
}
