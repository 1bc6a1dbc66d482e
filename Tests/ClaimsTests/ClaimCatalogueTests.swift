import Claims
import Foundation
import Records
import Reporting
import Testing

@Suite("The catalogue of claims")
struct ClaimCatalogueTests {
  @Test("It has C1 to C21 in their order, and finds them in either case")
  func ids() {
    #expect(ClaimCatalogue.ids == (1...21).map { "C\($0)" })
    #expect(ClaimCatalogue.claim("c12")?.id == "C12")
    #expect(ClaimCatalogue.claim("C22") == nil)
  }

  @Test("Every rule tests a claim; the others say what they wait for, and promise no date")
  func tests() {
    var rules: Set<ClaimRule> = []
    for claim in ClaimCatalogue.all {
      switch claim.test {
      case .rule(let rule): rules.insert(rule)
      case .waits(let what):
        #expect(!what.isEmpty && !what.contains { $0.isNumber && $0 != "1" && $0 != "7" })
      }
    }
    #expect(rules == Set(ClaimRule.allCases))
  }

  @Test("Those that no rule tests are not testable, and carry the article's figure as such")
  func untested() {
    let results = ClaimJudge.untested(ClaimCatalogue.all)
    #expect(
      results.map(\.claim) == [
        "C4", "C6", "C8", "C9", "C10", "C16", "C18", "C19", "C20", "C21",
      ])
    #expect(results.allSatisfy { $0.verdict == .notTestable && $0.measured.isEmpty })
    #expect(results[0].articleFigure == "BLEU 28.7 end-to-end, 26.3 staged (WMT14 English–German)")
  }

  @Test("docs/claims.md is what the catalogue says; ASSAY_RECORD=1 writes it anew")
  func document() throws {
    let made = MarkdownRenderer.render(ClaimsDocument.catalogue(ClaimCatalogue.all))
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/claims.md").standardizedFileURL
    guard ProcessInfo.processInfo.environment["ASSAY_RECORD"] != "1" else {
      try made.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("docs/claims.md was recorded anew: read it, then run without ASSAY_RECORD")
      return
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == made)
  }

  @Test("Every workload with claims has a profile for them, and no other")
  func profiles() {
    for workload in ["credit-risk", "speech-recognition", "customer-service"] {
      #expect(ClaimProfiles.text(workload: workload)?.contains("workload: \(workload)\n") == true)
    }
    #expect(ClaimProfiles.text(workload: "chess") == nil)
  }
}
