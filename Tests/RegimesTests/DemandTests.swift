import Regimes
import Testing

@Suite("What a regime asks for")
struct DemandTests {
  @Test("Every regime in force asks for something, each demand once; a withdrawn one for nothing")
  func demands() {
    for regime in RegimeCatalogue.all {
      #expect(regime.demands.isEmpty == regime.isWithdrawn, "\(regime.id)")
      let ids = regime.demands.map(\.id)
      #expect(Set(ids).count == ids.count, "\(regime.id)")
    }
  }

  @Test("Every demand has a phrase, a place, an answer and the month of its check")
  func entries() {
    for regime in RegimeCatalogue.all {
      for demand in regime.demands {
        let name = "\(regime.id) \(demand.id)"
        #expect(!demand.asks.isEmpty && !demand.asks.hasSuffix("."), "\(name)")
        #expect(!demand.place.isEmpty && !demand.answers.isEmpty, "\(name)")
        #expect(demand.checkedOn == "2026-11", "\(name)")
      }
    }
  }

  @Test("No demand claims to be verified where its regime is not, but for what the caveat names")
  func standing() {
    let bold = RegimeCatalogue.all.filter { $0.standing != .verified }.flatMap { regime in
      regime.demands.filter { $0.standing == .verified }.map { "\(regime.id) \($0.id)" }
    }
    // The catalogue's caveat: article 16 (principle, purpose, mechanism) is verified.
    #expect(bold == ["china/algorithm-provisions publication"])
  }

  @Test("A regime that demands explanation is answered by a test of named reasons")
  func explanation() {
    for regime in RegimeCatalogue.all where regime.demandsExplanation {
      let figures = regime.demands.flatMap(\.answers).compactMap { answer in
        if case .figure(let figure) = answer { figure } else { nil }
      }
      #expect(figures.contains { $0.testsReasons }, "\(regime.id)")
    }
  }

  @Test("A demand is cited by its own text where that is not the regime's source")
  func citation() throws {
    let regulation = try #require(RegimeCatalogue.regime("ecoa/reg-b"))
    #expect(
      regulation.demands.map { $0.citation(in: regulation.source) } == [
        "12 CFR 1002.9(b)(2)", "12 CFR 1002.9(b)(2), comment 2", "12 CFR 1002.9(a)",
        "12 CFR 1002.4(a)", "12 CFR 1002.12(b)",
      ])
    let article = try #require(RegimeCatalogue.regime("eu-ai-act/art-50"))
    #expect(
      article.demands.map { $0.citation(in: article.source) } == [
        "Regulation (EU) 2024/1689, article 50(1)"
      ])
  }

  @Test("A default threshold lies within what its figure can be, and has its reason")
  func defaults() {
    for figure in PolicyFigure.allCases {
      #expect(figure.defaultThreshold > 0 && figure.defaultThreshold <= 1, "\(figure)")
      #expect(!figure.defaultReason.isEmpty, "\(figure)")
    }
  }
}
