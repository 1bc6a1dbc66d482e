import Figures
import Foundation
import Records
import Testing

@Suite("The command claims")
struct ClaimsTests {
  @Test("A finished run is judged: every claim has a verdict, and none is an article's figure")
  func finished() async throws {
    let run = try await SharedRun.finished()
    let judged = try await assay("claims", "--run", run.directory.path, "--json")
    #expect(judged.ending == .exit(0), "\(judged.error)")
    let reports = try JSONDecoder().decode([ClaimReport].self, from: Data(judged.output.utf8))
    let report = try #require(reports.first)
    #expect(report.run?.workload == "credit-risk")
    #expect(report.results.map(\.claim) == (1...21).map { "C\($0)" })
    for result in report.results {
      #expect((result.criterion == nil) == (result.waitsFor != nil), "\(result.claim)")
      if result.verdict == .inconclusive { #expect(result.settledBy != nil, "\(result.claim)") }
    }
    let latency = try #require(report.results.first { $0.claim == "C14" })
    // The verdict itself hangs on how busy the machine is: 'ClaimJudgeTests' has every case of it.
    #expect(latency.criterion != nil)
    #expect(latency.measured.first?.source == "latency-p99")
    #expect(latency.measured.first?.estimate?.interval != nil)
    // The shared run's profile asks for one study only, which no claim needs.
    for claim in ["C5", "C13", "C17"] {
      #expect(report.results.first { $0.claim == claim }?.verdict == .notTestable)
    }
    let workloads = try await assay("workloads", "--json")
    let listed = try #require(
      try JSONSerialization.jsonObject(with: Data(workloads.output.utf8)) as? [[String: Any]])
    let elsewhere = ["C1", "C2", "C7"]
    #expect(
      listed.first?["claims"] as? [String]
        == report.results.filter { $0.criterion != nil && !elsewhere.contains($0.claim) }
        .map(\.claim))
    for claim in elsewhere {
      let result = try #require(report.results.first { $0.claim == claim })
      #expect(result.verdict == .notTestable)
      #expect(
        result.explanation.hasPrefix("The workload credit-risk does not test it; what does: "))
    }
    let again = try await assay("claims", "--run", run.directory.path, "--json")
    #expect(again.output == judged.output)
  }

  @Test("As text a claim shows the article's figure, what was measured, the verdict and why")
  func text() async throws {
    let run = try await SharedRun.finished()
    let told = try await assay("claims", "C12", "c1", "--run", run.directory.path)
    #expect(told.ending == .exit(0))
    for part in [
      "C12: ", "The article's figure: explanation confidence 92 % traced, 65 % post-hoc",
      "Measured here: ", "Verdict: ", "Criterion: Holds where", "speech-recognition",
    ] {
      #expect(told.output.contains(part), "\(told.output)")
    }
    #expect(!told.output.contains("C13"))
  }

  @Test("Claims that nothing tests yet are told without a run")
  func waiting() async throws {
    let told = try await assay("claims", "C4", "C21")
    #expect(told.ending == .exit(0))
    #expect(told.error == "")
    #expect(told.output.contains("a protocol of continual learning"))
  }

  @Test("An unknown claim, a missing run and an output beside a run are refused")
  func refused() async throws {
    let unknown = try await assay("claims", "C99")
    #expect(unknown.ending == .exit(64))
    #expect(unknown.error.contains("There is no claim 'C99'"))
    #expect(try await assay("claims", "--run", "/nowhere").ending == .exit(65))
    #expect(
      try await assay("claims", "--run", "/nowhere", "--output", "x").ending == .exit(64))
  }
}
