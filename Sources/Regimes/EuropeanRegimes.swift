extension RegimeCatalogue {
  private static let artificialIntelligenceAct = "Regulation (EU) 2024/1689"

  static let european = [
    Regime(
      "eu-ai-act/annex-iii-5b", "EU AI Act, annex III 5(b)",
      demand: "Credit scoring of natural persons is a high-risk use, fraud detection excepted.",
      jurisdiction: "European Union", source: artificialIntelligenceAct, standing: .verified,
      caveat: "The adoption of the move to that day was final on 29 June 2026, its publication is "
        + "not confirmed.",
      effectiveFrom: "2027-12-02", demands: EuropeanDemands.creditScoring),
    Regime(
      "eu-ai-act/art-13", "EU AI Act, article 13",
      demand: "Deployers can interpret the output; instructions state metrics, limits and "
        + "oversight.",
      jurisdiction: "European Union", source: artificialIntelligenceAct, standing: .verified,
      demandsExplanation: true, demands: EuropeanDemands.article13),
    Regime(
      "eu-ai-act/art-14", "EU AI Act, article 14",
      demand: "Overseers understand the system's limits and can override or stop it.",
      jurisdiction: "European Union", source: artificialIntelligenceAct, standing: .verified,
      demands: EuropeanDemands.article14),
    Regime(
      "eu-ai-act/art-50", "EU AI Act, article 50",
      demand: "People are told that they talk to a machine.",
      jurisdiction: "European Union", source: artificialIntelligenceAct,
      standing: .verifiedSecondary, effectiveFrom: "2026-08-02", demands: EuropeanDemands.article50),
    Regime(
      "eu-ai-act/art-86", "EU AI Act, article 86",
      demand: "An affected person gets a clear and meaningful explanation.",
      jurisdiction: "European Union", source: artificialIntelligenceAct, standing: .verified,
      demandsExplanation: true, demands: EuropeanDemands.article86),
    Regime(
      "eu-ai-act/annex-iv-2", "EU AI Act, annex IV 2",
      demand: "Logic, design choices, rationale, trade-offs, architecture and test metrics are "
        + "documented.",
      jurisdiction: "European Union", source: artificialIntelligenceAct, standing: .verified,
      demands: EuropeanDemands.annexIV),
    Regime(
      "gdpr/22", "GDPR, articles 22 and 15(1)(h)",
      demand: "No solely automated decision without safeguards; the procedure and principles "
        + "actually applied are explained.",
      jurisdiction: "European Union", source: "Regulation (EU) 2016/679; CJEU C-203/22",
      standing: .verified, demandsExplanation: true, demands: EuropeanDemands.automatedDecisions),
  ]
}
