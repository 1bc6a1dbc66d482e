import Foundation
import Records
import Testing

@Suite("Commands that only look")
struct InspectionTests {
  static let profile = packageRoot.appending(path: "Profiles/credit-risk.yaml").path

  private func json(_ arguments: String...) async throws -> Any {
    let run = try await Started(Programs.assay, arguments).end()
    #expect(run.ending == .exit(0), "\(run.error)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  }

  @Test("What init prints is a sound profile")
  func initialised() async throws {
    let scratch = try Scratch()
    let template = try await assay("init", "--workload", "credit-risk")
    #expect(template.ending == .exit(0))
    #expect(template.error == "")
    let path = try scratch.write(template.output, to: "mine.yaml")
    let validated = try await assay("validate", path)
    #expect(validated.ending == .exit(0), "\(validated.error)")
    #expect(validated.error == "")
    #expect(try await assay("plan", path).ending == .exit(0))
  }

  @Test("Every profile that comes with assay is sound")
  func shippedProfiles() async throws {
    let folder = packageRoot.appending(path: "Profiles")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names where name.hasSuffix(".yaml") {
      let run = try await assay("validate", name, in: folder.path)
      #expect(run.ending == .exit(0), "\(run.error)")
    }
  }

  @Test(
    "The schemas are JSON that names its dialect",
    arguments: ["profile", "gate", "questionnaire", "decision", "record"])
  func schemas(kind: String) async throws {
    let schema = try #require(try await json("schema", kind) as? [String: Any])
    #expect((schema["$schema"] as? String)?.hasPrefix("https://json-schema.org/") == true)
  }

  @Test("The plan is printed as it would be written, the same every time")
  func plan() async throws {
    let run = try await assay("plan", "--json", Self.profile)
    #expect(run.ending == .exit(0))
    let plan = try JSONDecoder().decode(Plan.self, from: Data(run.output.utf8))
    #expect(try Data(run.output.utf8) == RecordCoding.encode(plan))
    #expect(plan.trials.map(\.number) == Array(1...plan.trials.count))
    #expect(Set(plan.trials.map(\.size)).count >= 3)
    #expect(plan.repetitions >= 3)
    #expect(try await assay("plan", "--json", Self.profile).output == run.output)
  }

  @Test("More effort plans more of the same", arguments: ["standard", "thorough"])
  func effort(name: String) async throws {
    let quick = try await assay("plan", Self.profile)
    let more = try await assay("plan", "--effort", name, Self.profile)
    #expect(quick.output.contains("the plan, effort quick\n"))
    #expect(more.output.contains("the plan, effort \(name)\n"))
    #expect(more.output.split(separator: "\n").count > quick.output.split(separator: "\n").count)
  }

  @Test("The matrix is a prior, labelled so, as text and as JSON")
  func matrix() async throws {
    let run = try await assay("matrix", Self.profile)
    #expect(run.ending == .exit(0))
    #expect(run.output.lowercased().contains("prior"))
    let encoded = try await assay("matrix", "--json", Self.profile)
    let matrix = try JSONDecoder().decode(DecisionMatrix.self, from: Data(encoded.output.utf8))
    #expect(matrix.rows.count == 3)
    #expect(matrix.rows.allSatisfy { $0.prior.count == 2 && $0.measured.isEmpty })
  }

  @Test("The workloads are listed with their stages and scores, as text and as JSON")
  func workloads() async throws {
    let run = try await assay("workloads")
    #expect(run.output.contains("credit-risk: "))
    #expect(run.output.contains(" → scorecard → "))
    #expect(run.output.contains("AUC"))
    let listed = try #require(try await json("workloads", "--json") as? [[String: Any]])
    #expect(
      listed.compactMap { $0["name"] as? String }
        == ["credit-risk", "speech-recognition", "customer-service"])
  }

  @Test("The check-up names library, kernels and worker, and measures products, clock and noise")
  func doctor() async throws {
    let run = try await assay("doctor")
    #expect(run.ending == .exit(0))
    for subject in [
      "libyaml", "C kernels", "worker", "matrix products", "clock", "load", "noise",
    ] {
      #expect(run.output.contains("\n\(subject) "), "\(run.output)")
    }
    #expect(run.output.contains(Programs.worker))
    let findings = try #require(try await json("doctor", "--json") as? [[String: Any]])
    #expect(findings.allSatisfy { $0["subject"] is String && $0["value"] is String })
  }

  @Test("Both programs print the version of the records")
  func version() async throws {
    #expect(try await assay("--version").output == Provenance.version + "\n")
    let worker = try await Started(Programs.worker, ["--version"]).end()
    #expect(worker.output == Provenance.version + "\n")
  }

  @Test(
    "Each command's help has an example",
    arguments: [
      "init", "ask", "validate", "matrix", "plan", "recommend", "resume", "show", "report",
      "answer", "claims",
      "gate", "baseline", "diff", "verify", "clean", "workloads", "regimes", "schema", "doctor",
    ])
  func help(command: String) async throws {
    let run = try await assay(command, "--help")
    #expect(run.ending == .exit(0))
    #expect(run.output.contains("Example: assay \(command)"))
    let overview = try await assay("--help").output
    #expect(overview.contains("\n  \(command) "))
  }

  @Test("The worker explains itself, and refuses what it does not know with 64")
  func workerUsage() async throws {
    let help = try await Started(Programs.worker, ["--help"]).end()
    #expect(help.ending == .exit(0))
    #expect(help.output.contains("Example: assay-worker train"))
    for arguments in [[], ["train"], ["train", "run", "zero"], ["dance"]] {
      let run = try await Started(Programs.worker, arguments).end()
      #expect(run.ending == .exit(64))
      #expect(run.error == help.output)
    }
    let missing = try await Started(Programs.worker, ["train", "/nowhere", "1"]).end()
    #expect(missing.ending == .exit(65))
    #expect(missing.error.hasPrefix("assay-worker: /nowhere/plan.json: cannot be read"))
  }
}
