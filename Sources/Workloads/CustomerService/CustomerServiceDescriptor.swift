package import Records
import Scores

extension CustomerService {
  package static let descriptor = WorkloadDescriptor(
    name: "customer-service", title: "Customer service",
    summary: "What does this customer want, and what is to be done about it?",
    claims: ["C2", "C3", "C5", "C7", "C11", "C13", "C14", "C15", "C17"],
    scores: [
      TaskSuccess().kind, IntentAccuracy().kind, SlotF1().kind, OutOfScopeAUROC().kind,
    ],
    options: [
      .init(
        name: "knowledge",
        summary:
          "how much of the process the hybrid's written lists and rules hold (embedded corpus)",
        range: 0...1, defaultValue: 0.75)
    ],
    endToEnd: "one network over subwords, trained on requests and final actions only",
    stages: [
      .init(name: "normaliser", summary: "slips, short forms and synonyms", hasOracle: true),
      .init(name: "tokeniser", summary: "words to tokens", hasOracle: true),
      .init(
        name: "intent classifier", summary: "linear machines over n-grams", hasOracle: true),
      .init(name: "slot tagger", summary: "a conditional random field", hasOracle: true),
      .init(name: "policy", summary: "the written table of what is done", hasOracle: true),
      .init(name: "reply", summary: "a template for each action", hasOracle: false),
    ],
    meanings: [], usesStageAnnotations: true,
    learnableStages: HybridStage.learnable.map(\.rawValue),
    // Slots are learned from annotated values, which a table of texts and intents has not.
    stagesLearnedFromTables: [HybridStage.intentClassifier.rawValue], canDropRegularisation: true,
    hasServices: true, data: .init(inputKinds: [.text], label: .text),
    budgets: [
      .quick: .init(
        sizes: 350...1400, testItems: 1500, configurations: 2, explanations: 30,
        comparedExplanations: 4),
      .standard: .init(
        sizes: 500...4000, testItems: 3000, configurations: 2, explanations: 60,
        comparedExplanations: 10),
      .thorough: .init(
        sizes: 500...16_000, testItems: 6000, configurations: 4, explanations: 100,
        comparedExplanations: 20),
    ],
    // Measured by a quick run, two trials side by side, on two cores of an AMD EPYC with AVX-512; the
    // times of 4000 examples while another run shared the machine.
    costs: [
      .endToEnd: .init(
        start: 0.2, knots: [.init(350, 2.2), .init(700, 3.4), .init(1400, 7.1), .init(4000, 18)],
        answer: 80e-6, explanation: 0.02, comparison: 0.33),
      .hybrid: .init(
        start: 0.2, knots: [.init(350, 0.17), .init(1400, 0.65), .init(4000, 2)],
        answer: 80e-6, explanation: 0.015, comparison: 0.28),
    ], costReference: 13_650)
}
