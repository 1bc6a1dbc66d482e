import Regimes
import Testing

@Suite("The catalogue of regimes")
struct RegimeCatalogueTests {
  @Test("names every regime once, and every successor is in it")
  func ids() {
    let ids = RegimeCatalogue.ids
    #expect(Set(ids).count == ids.count)
    for regime in RegimeCatalogue.all {
      #expect(regime.isWithdrawn == (regime.supersededBy != nil), "\(regime.id)")
      if let successor = regime.supersededBy {
        #expect(RegimeCatalogue.regime(successor)?.isWithdrawn == false, "\(regime.id)")
      }
    }
  }

  @Test("says when SR 11-7 was withdrawn and what took its place")
  func withdrawn() {
    let regime = RegimeCatalogue.regime("sr-11-7")
    #expect(regime?.withdrawnOn == "2026-04-17")
    #expect(regime?.supersededBy == "sr-26-2")
  }

  @Test("gives every entry a demand in one sentence, a source and the month of its check")
  func entries() {
    for regime in RegimeCatalogue.all {
      #expect(
        regime.demand.hasSuffix(".") && !regime.demand.dropLast().contains("."), "\(regime.id)")
      #expect(!regime.source.isEmpty && !regime.jurisdiction.isEmpty, "\(regime.id)")
      #expect(regime.checkedOn == "2026-11")
    }
  }

  @Test("claims no more than was verified")
  func standing() {
    let unverified = RegimeCatalogue.all.filter { $0.standing == .generalKnowledge }.map(\.id)
    #expect(unverified == ["hipaa/security", "china/algorithm-provisions"])
    let secondary = RegimeCatalogue.all.filter { $0.standing == .verifiedSecondary }.map(\.id)
    #expect(
      secondary == ["eu-ai-act/art-50", "sr-11-7", "sr-26-2", "pipl/24", "iso/42001-a-6-2"])
  }

  @Test("offers the regimes of the same law for an id that it does not have")
  func candidates() {
    #expect(RegimeCatalogue.regime("gdpr/99") == nil)
    #expect(RegimeCatalogue.candidates(for: "GDPR/99").map(\.id) == ["gdpr/22"])
    #expect(RegimeCatalogue.candidates(for: "basel").count == RegimeCatalogue.all.count)
  }
}
