/// What the regimes of the United States ask for.
enum AmericanDemands {
  private static let gateHint = "'assay gate' can hold each new model against a baseline"

  static let regulationB: [Regime.Demand] = [
    .init(
      "reasons", "the specific principal reasons for an adverse action", at: "1002.9(b)(2)",
      .verified, by: .figure(.sufficiency), .figure(.necessityAndSufficiency),
      .document(.explainedCase), text: "12 CFR"),
    .init(
      "scored-factors", "reasons that describe the factors actually scored",
      at: "1002.9(b)(2), comment 2", .verified, by: .figure(.necessity), text: "12 CFR"),
    .init(
      "notice", "the notice: action, creditor, agency, reasons or the right to them, in time",
      at: "1002.9(a)", .verifiedSecondary, by: .user("the adverse action notice"), text: "12 CFR"),
    .init(
      "discrimination", "no discrimination in any aspect of a credit transaction",
      at: "1002.4(a)", .generalKnowledge, by: .figure(.disparateImpact),
      .user("the fair lending review"), text: "12 CFR"),
    .init(
      "records", "applications and the information used are retained", at: "1002.12(b)",
      .generalKnowledge, by: .user("the retention of records"), text: "12 CFR"),
  ]

  static let modelRisk: [Regime.Demand] = [
    .init(
      "tier", "the model's risk tier", at: "risk tiers", .verifiedSecondary,
      by: .user("the model inventory and the model's tier")),
    .init(
      "validation", "validation as the tier asks", at: "validation", .verifiedSecondary,
      by: .document(.testMetrics), .document(.testData), .figure(.calibrationError),
      .user("the review by people who did not build the model")),
    .init(
      "monitoring", "monitoring as the tier asks", at: "monitoring", .verifiedSecondary,
      by: .user("the monitoring in production; \(gateHint)")),
  ]

  static let machineLearningPractice: [Regime.Demand] = [
    .init(
      "population", "data that represent the intended patients", at: "principle 3",
      .verifiedSecondary, by: .user("the description of study population and data")),
    .init(
      "independence", "training data independent of test data", at: "principle 4", .verified,
      by: .document(.testData)),
    .init(
      "model", "a model suited to the data and the intended use", at: "principle 6", .verified,
      by: .document(.rationale)),
    .init(
      "team", "the performance of people and model together", at: "principle 7",
      .verifiedSecondary, by: .user("the study with users")),
    .init(
      "testing", "performance under clinically relevant conditions", at: "principle 8",
      .verifiedSecondary, by: .document(.testMetrics), .user("the clinical conditions of the test")),
    .init(
      "information", "clear, essential information for users", at: "principle 9", .verified,
      by: .document(.limits), .user("the instructions for users")),
    .init(
      "monitoring", "deployed models monitored, risks of retraining managed", at: "principle 10",
      .verified, by: .user("the monitoring in production; \(gateHint)")),
  ]

  static let changeControl: [Regime.Demand] = [
    .init(
      "changes", "the modifications that are planned", at: "section 515C", .verified,
      by: .user("the list of planned changes")),
    .init(
      "protocol", "how changes are developed, validated and put in place", at: "section 515C",
      .verifiedSecondary, by: .document(.procedure), .user("the protocol; \(gateHint)")),
    .init(
      "impact", "an assessment of the impact of the changes", at: "section 515C",
      .verifiedSecondary, by: .user("the impact assessment")),
  ]

  static let healthPrivacy: [Regime.Demand] = [
    .init(
      "audit", "audit controls over systems with health information", at: "164.312(b)",
      .generalKnowledge, by: .user("the audit log of the deployed system"), text: "45 CFR"),
    .init(
      "minimum", "the minimum necessary of health information", at: "164.502(b)",
      .generalKnowledge, by: .user("the reason for each input column"), text: "45 CFR"),
    .init(
      "de-identification", "de-identification before other uses", at: "164.514",
      .generalKnowledge, by: .user("the method of de-identification"), text: "45 CFR"),
  ]

  static let measure29: [Regime.Demand] = [
    .init(
      "explained", "a model that is explained", at: "Measure 2.9", .verified,
      by: .figure(.necessity), .figure(.sufficiency), .figure(.necessityAndSufficiency)),
    .init(
      "validated", "a model that is validated", at: "Measure 2.9", .verified,
      by: .document(.testMetrics), .figure(.calibrationError)),
    .init(
      "documented", "a model that is documented", at: "Measure 2.9", .verified,
      by: .document(.rationale), .document(.architecture)),
    .init(
      "context", "output that is interpreted in its context", at: "Measure 2.9", .verified,
      by: .user("who reads the output, and how it is used")),
  ]
}
