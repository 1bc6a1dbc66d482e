import Foundation
import Profiles
import Records
import Regimes
import StrictYAML
import Testing

@Suite("A profile is read")
struct ProfileReaderTests {
  let reader = ProfileReader(workloads: [creditRisk, speech])

  func read(_ text: String, file: String = "profile.yaml") throws -> Profile {
    try reader.read(bytes: Array(text.utf8), file: file).profile
  }

  @Test("the example of the reference gives every value in base units")
  func example() throws {
    let path = packageRoot.appending(path: "Profiles/credit-risk.yaml").path
    let (profile, warnings) = try reader.read(path: path)
    #expect(warnings.isEmpty)
    #expect(
      profile
        == Profile(
          name: "consumer-credit",
          summary: "Approve or refuse consumer loans at a regional bank",
          workload: WorkloadReference(name: "credit-risk"),
          data: .init(
            pairedExamples: 120_000, stageAnnotations: 900_000, distribution: .central,
            pairedCost: 4, stageCost: 0.4),
          latency: .init(budget: 0.08, percentile: 0.99, scenario: .server(rate: 50)),
          regulation: .init(
            regimes: ["eu-ai-act/annex-iii-5b", "gdpr/22", "ecoa/reg-b"], businessCritical: true),
          memory: 536_870_912, quality: .init(target: 0.78, indifference: 0.005),
          priorities: .init(data: 2, latency: 1, regulation: 3)))
  }

  @Test("what a profile leaves out has its documented default")
  func defaults() throws {
    #expect(
      try read(minimal)
        == Profile(
          name: "least", summary: "", workload: WorkloadReference(name: "credit-risk"),
          data: .init(
            pairedExamples: 1, stageAnnotations: 0, distribution: .central, pairedCost: 0,
            stageCost: 0),
          latency: .init(budget: 1, percentile: 0.99, scenario: .singleStream),
          regulation: .init(regimes: [], businessCritical: false), memory: nil,
          quality: .init(target: nil, indifference: 0.005),
          policy: .init(necessity: nil, disparateImpact: nil),
          priorities: .init(data: 1, latency: 1, regulation: 1)))
  }

  @Test("the template of init is a profile, and shows every option of its workload")
  func template() throws {
    let text = ProfileTemplate.text(workload: creditRisk)
    #expect(try read(text).name == "my-project")
    #expect(text.contains("knowledge: 0.7    # 0 to 1: How well"))
  }

  @Test(
    "a deployment declares the parameters of one architecture or of both",
    arguments: [
      (
        "{end-to-end: 120M, hybrid: 1.5M}",
        [Architecture.endToEnd: 120_000_000, .hybrid: 1_500_000]
      ),
      ("{hybrid: 40M}", [.hybrid: 40_000_000]),
    ])
  func deployment(parameters: String, counts: [Architecture: Int]) throws {
    let profile = try read(minimal + "\ndeployment: {parameters: \(parameters)}\n")
    #expect(profile.deployment == Profile.DeploymentSection(parameters: counts))
    #expect(try read(minimal).deployment == nil)
  }

  @Test("a user's table gives a role for each of its columns, and an absolute path")
  func userData() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appending(path: "south_german_credit.csv").path
    try Data("status\n".utf8).write(to: URL(filePath: data))
    let source = try #require(
      try read(southGermanCredit, file: folder.path + "/./profile.yaml").workload.data)
    #expect(source.path == data)
    #expect(source.columns.count == 21)
    #expect(
      source.columns.filter { $0.role != .input } == [
        Column(name: "personal_status_sex", role: .protected),
        Column(name: "foreign_worker", role: .protected),
        Column(name: "credit_risk", role: .label, positive: "0"),
      ])
    #expect(
      source.columns[1] == Column(name: "duration", role: .input, kind: .number, meaning: "term"))
    #expect(source.columns[0] == Column(name: "status", role: .input, kind: .category))
  }

  @Test("columns may be steps of a series, and options of a workload are kept as written")
  func seriesAndOptions() throws {
    let text = minimal.replacing(
      "workload: credit-risk",
      with: """
        workload:
          name: credit-risk
          data:
            path: \(#filePath)
            columns:
              m1: {role: input, kind: number, as: inflow, series: inflow}
              m2: {role: input, kind: number, as: inflow, series: inflow}
              customer: group
              opened: time
              fold: split
              late: {role: label, positive: yes}
        """)
    #expect(
      try read(text).workload.data?.columns == [
        Column(name: "m1", role: .input, kind: .number, meaning: "inflow", series: "inflow"),
        Column(name: "m2", role: .input, kind: .number, meaning: "inflow", series: "inflow"),
        Column(name: "customer", role: .group), Column(name: "opened", role: .time),
        Column(name: "fold", role: .split), Column(name: "late", role: .label, positive: "yes"),
      ])
    let option = minimal.replacing(
      "workload: credit-risk", with: "workload: {name: credit-risk, knowledge: 0.5}")
    #expect(
      try read(option).workload
        == WorkloadReference(name: "credit-risk", options: ["knowledge": 0.5])
    )
  }

  @Test(
    "quantities are read into base units",
    arguments: [
      ("budget: 1 s", "budget: 250 us", 0.00025), ("budget: 1 s", "budget: 1.5min", 90),
      ("budget: 1 s", "budget: \"80 ms\"", 0.08),
    ])
  func durations(old: String, new: String, seconds: Double) throws {
    #expect(try read(minimal.replacing(old, with: new)).latency.budget == seconds)
  }

  @Test("policy thresholds are shares, but for the time to explain; each may be missing")
  func policy() throws {
    let text =
      minimal
      + "\npolicy: {sufficiency: 0.6, necessity-and-sufficiency: 0.4, calibration-error: 0.03,"
      + " explanation-time: 250 ms}\n"
    #expect(
      try read(text).policy
        == .init(
          sufficiency: 0.6, necessityAndSufficiency: 0.4, calibrationError: 0.03,
          explanationTime: 0.25))
  }

  @Test(
    "counts are whole numbers, however they are written",
    arguments: [
      ("900", 900), ("1.5M", 1_500_000), ("0.25k", 250), ("2G", 2_000_000_000), ("1.000k", 1000),
      ("1000000G", 1_000_000_000_000_000),
    ])
  func counts(text: String, value: Int) throws {
    let profile = try read(
      minimal.replacing("paired-examples: 1", with: "paired-examples: \(text)"))
    #expect(profile.data.pairedExamples == value)
  }

  @Test("a withdrawn regime is read, with a warning that names its date and successor")
  func withdrawnRegime() throws {
    let text = minimal + "\nregulation: {regimes: [sr-11-7]}\n"
    let (profile, warnings) = try reader.read(bytes: Array(text.utf8), file: "p.yaml")
    #expect(profile.regulation.regimes == ["sr-11-7"])
    #expect(
      warnings.map(\.description) == [
        """
        p.yaml:6:24: warning: `regulation.regimes` names sr-11-7, which was withdrawn on 2026-04-17
          regulation: {regimes: [sr-11-7]}
                                 ^~~~~~~
          write sr-26-2, its successor
        """
      ])
  }

  @Test("a byte order mark at the start and line ends of other systems change nothing")
  func otherEditors() throws {
    let plain = try read(minimal)
    #expect(try read("\u{FEFF}" + minimal) == plain)
    #expect(try read(minimal.replacing("\n", with: "\r\n")) == plain)
    #expect(try read(minimal.replacing("\n", with: "\r")) == plain)
  }

  @Test("every key is explained in the profile reference")
  func documentation() throws {
    let text = try String(
      contentsOf: packageRoot.appending(path: "docs/profile.md"), encoding: .utf8)
    for path in reader.keyPaths {
      #expect(text.contains("`\(path)`"), "\(path)")
    }
  }

  @Test("every regime stands in the profile reference as in the catalogue")
  func regimeTable() throws {
    let text = try String(
      contentsOf: packageRoot.appending(path: "docs/profile.md"), encoding: .utf8)
    for regime in RegimeCatalogue.all {
      let withdrawn = regime.withdrawnOn.map { "Withdrawn on \($0). " } ?? ""
      let effective = regime.effectiveFrom.map { " From \($0)." } ?? ""
      let caveat = regime.caveat.isEmpty ? "" : " " + regime.caveat
      let row = """
        | `\(regime.id)` | \(withdrawn)\(regime.demand)\(effective)\(caveat) \
        (\(regime.standing.rawValue)) | \(regime.demandsExplanation ? "yes" : "no") |
        """
      #expect(text.contains(row), "\(regime.id)")
    }
  }
}
