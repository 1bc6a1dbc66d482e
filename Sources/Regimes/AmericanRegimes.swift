extension RegimeCatalogue {
  private static let states = "United States"

  static let american = [
    Regime(
      "ecoa/reg-b", "ECOA, Regulation B",
      demand: "An adverse action names specific principal reasons, from factors actually scored.",
      jurisdiction: states, source: "12 CFR 1002.9", standing: .verified,
      demandsExplanation: true, demands: AmericanDemands.regulationB),
    Regime(
      "sr-11-7", "SR 11-7, model risk management",
      demand: "Superseded by SR 26-2.",
      jurisdiction: states, source: "SR 11-7", standing: .verifiedSecondary,
      withdrawnOn: "2026-04-17", supersededBy: "sr-26-2"),
    Regime(
      "sr-26-2", "SR 26-2, model risk management",
      demand: "Models are validated and monitored as their risk tier asks; generative AI is "
        + "outside.",
      jurisdiction: states, source: "SR 26-2 / OCC 2026-13 / FIL-15-2026",
      standing: .verifiedSecondary, demands: AmericanDemands.modelRisk),
    Regime(
      "fda/gmlp", "FDA, Good Machine Learning Practice",
      demand: "Ten principles, among them independent test data, a model suited to its data, clear "
        + "information for users, and monitoring.",
      jurisdiction: states, source: "FDA, Good Machine Learning Practice", standing: .verified,
      demands: AmericanDemands.machineLearningPractice),
    Regime(
      "fdca/515c", "FD&C Act, section 515C",
      demand: "Changes to a model follow a predetermined change control plan.",
      jurisdiction: states, source: "FD&C Act, section 515C", standing: .verified,
      demands: AmericanDemands.changeControl),
    Regime(
      "hipaa/security", "HIPAA, 45 CFR 164.312(b), 164.502(b) and 164.514",
      demand: "Audit controls, the minimum necessary, and de-identification; no duty to explain.",
      jurisdiction: states, source: "45 CFR 164", standing: .generalKnowledge,
      demands: AmericanDemands.healthPrivacy),
    Regime(
      "nist/ai-rmf-measure-2-9", "NIST AI RMF, Measure 2.9",
      demand: "The model is explained, validated and documented, and its output is interpreted in "
        + "context.",
      jurisdiction: "United States, voluntary", source: "NIST AI Risk Management Framework",
      standing: .verified, demandsExplanation: true, demands: AmericanDemands.measure29),
  ]
}
