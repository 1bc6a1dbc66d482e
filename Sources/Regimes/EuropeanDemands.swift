/// What the regimes of the European Union ask for.
enum EuropeanDemands {
  static let creditScoring: [Regime.Demand] = [
    .init(
      "classification", "whether the system evaluates the creditworthiness of natural persons",
      at: "annex III 5(b)", .verified,
      by: .user("your classification of the system, with its reasons")),
    .init(
      "risk-management", "a risk management system over the life cycle", at: "article 9",
      .generalKnowledge, by: .user("the risk management file")),
    .init(
      "bias", "data examined for possible biases", at: "article 10(2)(f)", .generalKnowledge,
      by: .figure(.disparateImpact), .user("the examination of your data and its origin")),
    .init(
      "logs", "events recorded automatically while the system is in use", at: "article 12",
      .generalKnowledge, by: .user("the event log of the deployed system")),
    .init(
      "accuracy", "an appropriate level of accuracy and robustness", at: "article 15",
      .verifiedSecondary, by: .document(.testMetrics), .figure(.calibrationError)),
    .init(
      "rights-impact", "an assessment of the impact on fundamental rights by the deployer",
      at: "article 27", .generalKnowledge, by: .user("the fundamental rights impact assessment")),
  ]

  static let article13: [Regime.Demand] = [
    .init(
      "interpretation", "output that deployers can interpret and use appropriately",
      at: "article 13(1)", .verified, by: .figure(.necessity), .figure(.sufficiency)),
    .init(
      "metrics", "instructions that state accuracy and its metrics", at: "article 13(3)(b)",
      .verified, by: .document(.testMetrics)),
    .init(
      "limits", "instructions that state the limits of performance", at: "article 13(3)(b)",
      .verified, by: .document(.limits)),
    .init(
      "oversight", "instructions that state the measures of human oversight",
      at: "article 13(3)(d)", .verified, by: .user("the oversight measures of your deployment")),
  ]

  static let article14: [Regime.Demand] = [
    .init(
      "limits", "overseers who understand capacities and limits", at: "article 14(4)(a)",
      .verified, by: .document(.limits)),
    .init(
      "over-reliance", "overseers who are aware of over-reliance on the output",
      at: "article 14(4)(b)", .verifiedSecondary, by: .user("the training of overseers")),
    .init(
      "interpretation", "overseers who can interpret the output with the tools at hand",
      at: "article 14(4)(c)", .verifiedSecondary, by: .figure(.necessity),
      .figure(.explanationTime)),
    .init(
      "override", "a way to disregard, override or stop the system", at: "article 14(4)(d), (e)",
      .verified, by: .user("the override and stop procedure")),
  ]

  static let article50: [Regime.Demand] = [
    .init(
      "notice", "people are told that they deal with a machine", at: "article 50(1)",
      .verifiedSecondary, by: .user("the notice"))
  ]

  static let article86: [Regime.Demand] = [
    .init(
      "elements", "a clear and meaningful explanation of the main elements of a decision",
      at: "article 86(1)", .verified, by: .figure(.necessity), .figure(.sufficiency),
      .figure(.necessityAndSufficiency), .document(.explainedCase)),
    .init(
      "role", "the role of the system in the decision-making procedure", at: "article 86(1)",
      .verified, by: .user("the description of your procedure")),
  ]

  static let annexIV: [Regime.Demand] = [
    .init(
      "development", "methods and steps of development", at: "annex IV 2(a)", .verifiedSecondary,
      by: .document(.procedure)),
    .init(
      "design", "general logic, key design choices, their rationale and assumptions",
      at: "annex IV 2(b)", .verified, by: .document(.rationale)),
    .init(
      "trade-offs", "decisions about trade-offs between technical solutions",
      at: "annex IV 2(b)", .verified, by: .document(.tradeOffs)),
    .init(
      "architecture", "how components build on each other, and the resources used",
      at: "annex IV 2(c)", .verified, by: .document(.architecture)),
    .init(
      "data", "data sheets: origin, scope, labelling and cleaning of the data",
      at: "annex IV 2(d)", .verifiedSecondary, by: .user("the data sheets")),
    .init(
      "oversight", "an assessment of the human oversight needed", at: "annex IV 2(e)",
      .verifiedSecondary, by: .user("the assessment of human oversight")),
    .init(
      "changes", "changes to the system that are determined beforehand", at: "annex IV 2(f)",
      .verifiedSecondary,
      by: .user("the plan of changes; 'assay gate' can hold each against a baseline")),
    .init(
      "testing", "validation and testing: procedures, data, metrics", at: "annex IV 2(g)",
      .verified, by: .document(.testMetrics), .document(.testData)),
    .init(
      "discrimination", "metrics of potentially discriminatory impact", at: "annex IV 2(g)",
      .generalKnowledge, by: .figure(.disparateImpact)),
    .init(
      "test-logs", "test logs and reports, dated and signed by those responsible",
      at: "annex IV 2(g)", .generalKnowledge, by: .document(.runRecord),
      .user("the signatures of those responsible")),
    .init(
      "security", "cybersecurity measures", at: "annex IV 2(h)", .verifiedSecondary,
      by: .user("the security documentation")),
  ]

  static let automatedDecisions: [Regime.Demand] = [
    .init(
      "explanation", "the procedure and principles actually applied, explained",
      at: "article 15(1)(h); CJEU C-203/22", .verified, by: .figure(.necessity),
      .figure(.sufficiency), .figure(.necessityAndSufficiency), .document(.explainedCase),
      text: "Regulation (EU) 2016/679,"),
    .init(
      "safeguards", "safeguards: human intervention, the person's view, contesting",
      at: "article 22(3)", .verified, by: .user("the procedure of human review"),
      text: "Regulation (EU) 2016/679,"),
    .init(
      "ground", "a legal ground for decisions that are solely automated", at: "article 22(2)",
      .generalKnowledge, by: .user("the legal ground"), text: "Regulation (EU) 2016/679,"),
    .init(
      "notice", "notice of automated decision-making", at: "articles 13(2)(f), 14(2)(g)",
      .generalKnowledge, by: .user("the privacy notice"), text: "Regulation (EU) 2016/679,"),
    .init(
      "impact-assessment", "a data protection impact assessment", at: "article 35(3)(a)",
      .generalKnowledge, by: .user("the impact assessment"), text: "Regulation (EU) 2016/679,"),
    .init(
      "discrimination", "measures against discriminatory effects", at: "recital 71",
      .generalKnowledge, by: .figure(.disparateImpact), text: "Regulation (EU) 2016/679,"),
  ]
}
