import Explaining
import Records
import WorkloadKit

/// Tests the reasons that a candidate names for its adverse decisions on the test items.
struct ReasonTesting<W: Workload> {
  /// Inputs that reasons may name together, a convention.
  ///
  /// It counts inputs, not reasons: in the spirit of Regulation B's commentary, which holds more
  /// than four reasons unlikely to help, but not the same thing, since one reason may name several
  /// inputs.
  static var budget: Int { 4 }
  /// References that every decision is tested against.
  static var draws: Int { 24 }

  let workload: W
  let candidate: any Candidate<W.Input, W.Answer>
  let seed: UInt64
  /// Whether the decisions and their reasons are kept in words.
  let keepsCases: Bool

  /// Tests the first `count` adverse decisions; nil where nothing was asked for.
  func test(_ decided: DecidedItems<W>, count: Int) throws -> ExplanationTests? {
    guard count > 0 else { return nil }
    let randomised = candidate.randomised(seed: seed)
    let tests = ReasonTests(
      references: decided.references.map(\.input), draws: Self.draws, seed: seed,
      compose: workload.compose,
      decide: { inputs in
        // No answer is no adverse decision.
        candidate.answer(all: inputs).map { $0.map(workload.isAdverse) ?? false }
      })
    let units = workload.units.count
    let tested = try decided.adverse.prefix(count).compactMap { item -> ExplanationTests.Item? in
      let explanation = try candidate.explain(item.input)
      var result = tests.test(
        id: item.id, input: item.input, units: units, budget: Self.budget,
        explanation: explanation, randomisedModel: try randomised.explain(item.input))
      if keepsCases { result?.shown = try shown(item, explanation) }
      return result
    }
    return ExplanationTests(method: candidate.explanationMethod, items: tested)
  }

  /// The decision on an item and the reasons that are tested, in words.
  private func shown(_ item: W.Item, _ explanation: Explanation) throws -> ExplainedCase {
    let inputs = workload.inWords(input: item.input)
    return ExplainedCase(
      item: item.id, answer: workload.inWords(answer: try candidate.answer(item.input)),
      method: candidate.explanationMethod,
      reasons: explanation.prefix(units: Self.budget).map { reason in
        .init(text: reason.text, inputs: reason.units.map { inputs[$0] }, weight: reason.weight)
      })
  }
}
