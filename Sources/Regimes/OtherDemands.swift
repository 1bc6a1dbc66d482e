/// What the regimes of China and of international bodies ask for.
enum OtherDemands {
  static let personalInformation: [Regime.Demand] = [
    .init(
      "explanation", "an explanation of decisions with a major impact", at: "article 24",
      .verifiedSecondary, by: .figure(.necessity), .figure(.sufficiency),
      .document(.explainedCase)),
    .init(
      "refusal", "a way to refuse a solely automated decision", at: "article 24",
      .verifiedSecondary, by: .user("the way to refuse, and who decides then")),
    .init(
      "fairness", "transparent decisions with fair results", at: "article 24", .generalKnowledge,
      by: .figure(.disparateImpact)),
    .init(
      "rules", "the rules of handling, explained on request", at: "article 48",
      .verifiedSecondary, by: .user("the explanation of your handling rules")),
    .init(
      "impact-assessment", "an impact assessment before automated decision-making",
      at: "article 55", .generalKnowledge, by: .user("the impact assessment")),
    .init(
      "retention", "the assessment and its records kept for three years", at: "article 56",
      .verifiedSecondary, by: .user("the retention of the assessment")),
  ]

  static let algorithmProvisions: [Regime.Demand] = [
    .init(
      "explicability", "rules that are transparent and can be explained", at: "article 12",
      .generalKnowledge, by: .figure(.necessity), .figure(.sufficiency)),
    .init(
      "publication", "principle, purpose and main mechanism, published", at: "article 16",
      .verified, by: .document(.rationale), .user("the publication")),
    .init(
      "switch", "a way to switch the service off", at: "article 17", .generalKnowledge,
      by: .user("the switch")),
  ]

  static let machineLearningPractice: [Regime.Demand] = [
    .init(
      "independence", "test data independent of training data", at: "principle on test data",
      .verified, by: .document(.testData)),
    .init(
      "model", "a model suited to its data", at: "principle on model design", .verified,
      by: .document(.rationale)),
    .init(
      "information", "clear information for users", at: "principle on information", .verified,
      by: .document(.limits), .user("the instructions for users")),
    .init(
      "monitoring", "monitoring of deployed models", at: "principle on monitoring", .verified,
      by: .user(
        "the monitoring in production; 'assay gate' can hold each new model against a baseline")),
  ]

  static let managementSystem: [Regime.Demand] = [
    .init(
      "design", "documentation of design and development", at: "annex A.6.2", .verifiedSecondary,
      by: .document(.rationale), .document(.procedure)),
    .init(
      "technical", "technical documentation", at: "annex A.6.2", .verifiedSecondary,
      by: .document(.architecture), .document(.testMetrics)),
    .init(
      "logs", "event logs", at: "annex A.6.2", .verifiedSecondary,
      by: .user("the event log of the deployed system"), .document(.runRecord)),
  ]
}
