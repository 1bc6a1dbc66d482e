import Foundation
import Records
import Testing

@Suite("The command regimes, and the checklist of a run")
struct RegimeTests {
  @Test("All regimes are listed, and one is told with what answers it")
  func listed() async throws {
    let list = try await assay("regimes")
    #expect(list.ending == .exit(0))
    #expect(list.output.contains("\n  gdpr/22 "))
    #expect(list.output.contains("Withdrawn on 2026-04-17"))
    #expect(list.output.contains("not legal advice") || list.output.contains("not\n  legal advice"))
    let one = try await assay("regimes", "ecoa/reg-b")
    #expect(one.ending == .exit(0))
    #expect(one.error == "")
    #expect(one.output.contains("12 CFR 1002.9(b)(2), comment 2"))
    #expect(one.output.contains("yours: the adverse action notice"))
    #expect(one.output.contains("policy.necessity"))
  }

  @Test("As JSON each demand has its place, standing and answers; a withdrawn regime warns")
  func json() async throws {
    let all = try await assay("regimes", "--json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: Any]])
    #expect(list.count >= 18)
    #expect(all.error == "")
    let withdrawn = try await assay("regimes", "sr-11-7", "--json")
    #expect(withdrawn.ending == .exit(0))
    #expect(
      withdrawn.error
        == "warning: sr-11-7: Withdrawn on 2026-04-17; its successor is sr-26-2.\n")
  }

  @Test("An unknown regime is told with the nearest name")
  func unknown() async throws {
    let run = try await assay("regimes", "gdpr/23")
    #expect(run.ending == .exit(64))
    #expect(
      run.error
        == "Error: The catalogue has no regime 'gdpr/23'; did you mean 'gdpr/22'? 'assay regimes'"
        + " lists them.\n")
  }

  @Test("A run has the checklist of its regimes: in short, line by line, and traced")
  func checklist() async throws {
    let run = try await SharedRun.finished()
    let decision = try run.directory.read(Decision.self, from: run.directory.decision)
    let checklist = try #require(decision.checklist)
    #expect(
      Set(checklist.map(\.regime)) == ["eu-ai-act/annex-iii-5b", "gdpr/22", "ecoa/reg-b"])
    #expect(run.output.contains("\nChecklist of the regimes\n"))
    let record = try String(contentsOfFile: run.directory.decisionRecord, encoding: .utf8)
    #expect(record.contains("### Checklist, gdpr/22"))
    #expect(record.contains("(assay's default, not the law's)"))
    let index = try #require(checklist.firstIndex { $0.figure == "necessity" })
    let chain = try await assay("explain", run.directory.path, "checklist.\(index + 1)")
    #expect(chain.ending == .exit(0), "\(chain.error)")
    #expect(chain.output.contains("Figure necessity"))
    #expect(chain.output.contains("decision.json#/checklist/\(index)/status"))
  }
}
