extension RegimeCatalogue {
  static let chinese = [
    Regime(
      "pipl/24", "PIPL, articles 24, 48, 55 and 56",
      demand: "Solely automated decisions with a major impact can be explained and refused; an "
        + "impact assessment is kept for three years.",
      jurisdiction: "China", source: "Personal Information Protection Law",
      standing: .verifiedSecondary, caveat: "Article 55 is general knowledge.",
      demandsExplanation: true, demands: OtherDemands.personalInformation),
    Regime(
      "china/algorithm-provisions", "Algorithm provisions, articles 12, 16 and 17",
      demand: "Algorithms are explicable; their principle, purpose and mechanism are published; "
        + "users can switch them off.",
      jurisdiction: "China", source: "Provisions on algorithmic recommendation services",
      standing: .generalKnowledge,
      caveat: "Article 16 (principle, purpose, mechanism) is verified.", demandsExplanation: true,
      demands: OtherDemands.algorithmProvisions),
  ]

  static let international = [
    Regime(
      "imdrf/n88", "IMDRF N88, Good Machine Learning Practice",
      demand: "Ten principles, among them independent test data, a model suited to its data, clear "
        + "information for users, and monitoring.",
      jurisdiction: "International", source: "IMDRF N88", standing: .verified,
      demands: OtherDemands.machineLearningPractice),
    Regime(
      "iso/42001-a-6-2", "ISO/IEC 42001, annex A.6.2",
      demand: "Design and technical documentation, and event logs, are kept.",
      jurisdiction: "International, voluntary", source: "ISO/IEC 42001",
      standing: .verifiedSecondary, demands: OtherDemands.managementSystem),
  ]
}
