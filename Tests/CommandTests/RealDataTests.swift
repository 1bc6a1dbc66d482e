import Foundation
import Records
import Testing

@Suite("Real data on the command line")
struct RealDataTests {
  static let table = ProcessInfo.processInfo.environment["ASSAY_DATA"]
    .map { "\($0)/german-credit/south_german_credit.csv" }
  static let hint: Comment = "set ASSAY_DATA to the folder that holds german-credit/"

  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The kept profile, naming the table where it is.
  private func profile() throws -> String {
    let kept = packageRoot.appending(path: "Tests/ProfilesTests/south-german-credit.yaml")
    let text = try String(decoding: Data(contentsOf: kept), as: UTF8.self)
    let table = try #require(Self.table)
    return try scratch.write(
      text.replacing("path: south_german_credit.csv", with: "path: \(table)"),
      to: "south-german-credit.yaml")
  }

  @Test(
    "South German Credit validates and is planned in five folds", .enabled(if: table != nil, hint))
  func planned() async throws {
    let profile = try profile()
    let validated = try await assay("validate", profile)
    #expect(validated.ending == .exit(0), "\(validated.error)")
    #expect(validated.output.contains("sound. south-german-credit; "))
    let run = try await assay("plan", "--json", profile)
    let plan = try JSONDecoder().decode(Plan.self, from: Data(run.output.utf8))
    #expect(plan.folds == 5)
    #expect(plan.testItems == 1000)
    #expect(plan.sizes.last == 800)
    #expect(plan.workload.data?.digest != nil)
  }

  @Test(
    "A trial names protected columns in its counts by group and nowhere else, whatever it keeps",
    .enabled(if: table != nil, hint), arguments: [[], ["--keep-cases"]])
  func protectedColumns(flags: [String]) async throws {
    let run = try await Started(
      Programs.assay, ["plan", "--json", try profile()] + flags
    ).end()
    let directory = RunDirectory(path: scratch.url("run").path)
    try directory.create()
    try directory.write(Data(run.output.utf8), to: directory.plan)
    let plan = try directory.read(Plan.self, from: directory.plan)
    let trial = try #require(plan.trials.first { $0.architecture == .hybrid }).number
    let trained = try await Started(
      Programs.worker, ["train", directory.path, String(trial)]
    ).end()
    #expect(trained.ending == .exit(0), "\(trained.error)")
    var record = try directory.read(TrialRecord.self, from: directory.trial(trial))
    let shown = record.answers?.explanations?.items.compactMap(\.shown) ?? []
    #expect(shown.isEmpty == flags.isEmpty, "cases are kept on request alone")
    let columns = Set(record.answers?.groups.map(\.column) ?? [])
    #expect(columns == ["personal_status_sex", "foreign_worker"])
    record.answers?.groups = []
    let rest = try RecordCoding.encode(record) + directory.bytes(directory.items(trial))
    for column in columns { #expect(!rest.contains(column)) }
    // An answer is an id, an outcome, a probability and whether it was right: no value of any column can
    // be in it.
    let keys = Set(try directory.readItems(trial).flatMap { $0.values.keys })
    #expect(keys == ["correct", "outcome", "probability"])
  }
}

extension Data {
  fileprivate func contains(_ text: String) -> Bool { firstRange(of: Data(text.utf8)) != nil }
}
