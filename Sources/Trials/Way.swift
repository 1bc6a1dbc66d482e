import Explaining
import Records
import WorkloadKit

/// An input to be explained, and the inputs that stand in for its absent units.
struct Question<Input> {
  var input: Input
  var references: [Input]
}

/// What a way to explain said: reasons, and for all units how much each contributes where it knows.
struct Explained {
  var explanation: Explanation
  var contributions: [Double]?

  init(_ explanation: Explanation) { self.explanation = explanation }

  init(contributions: [Double], names: [String]) {
    explanation = Explanation(contributions: contributions, names: names)
    self.contributions = contributions
  }

  /// The units that are named, as many as fit.
  func named(_ budget: Int) -> [Int] { Explanation.units(of: explanation.prefix(units: budget)) }

  /// The units by falling contribution.
  static func order(_ contributions: [Double]) -> [Int] {
    contributions.indices.sorted {
      contributions[$0] > contributions[$1] || (contributions[$0] == contributions[$1] && $0 < $1)
    }
  }
}

/// One way to explain, which any candidate can be tried with.
struct Way<W: Workload> {
  typealias Model = any Candidate<W.Input, W.Answer>

  let method: ExplanationMethod
  /// With its settings; nil for the candidate's own, which names itself.
  let name: String?
  private let attribution: (any AttributionMethod)?

  /// Coalitions that are drawn for one explanation.
  private static var coalitions: Int { 256 }
  private static var gradients: IntegratedGradients { IntegratedGradients(points: 16) }

  /// All ways, the candidate's own first.
  static func all(units: [String]) -> [Way] {
    let attributions: [(ExplanationMethod, any AttributionMethod)] = [
      (.localSurrogate, LocalSurrogate(units: units.count, samples: coalitions)),
      (.kernelSHAP, KernelSHAP(units: units.count, evaluations: coalitions)),
      (.occlusion, Occlusion(units: units.count)),
    ]
    return [Way(method: .own, name: nil, attribution: nil)]
      + attributions.map { Way(method: $0, name: $1.name, attribution: $1) }
      + [Way(method: .integratedGradients, name: gradients.name, attribution: nil)]
  }

  /// Explains; nil where the candidate has no such way.
  func explain(
    _ candidate: Model, _ question: Question<W.Input>, _ workload: W, seed: UInt64
  ) throws -> Explained? {
    if let attribution {
      let value = try Self.value(candidate, question, workload)
      return Explained(
        contributions: attribution.values(seed: seed, value), names: workload.units)
    }
    if method == .own { return Explained(try candidate.explain(question.input)) }
    return try candidate.gradientContributions(
      question.input, against: question.references, Self.gradients
    ).map { Explained(contributions: $0, names: workload.units) }
  }

  /// The score of coalitions of an input's units, the others taken from each reference in turn.
  static func value(
    _ candidate: Model, _ question: Question<W.Input>, _ workload: W
  ) throws -> ([Coalition]) -> [Double] {
    let fast = try candidate.coalitionScores(question.input, against: question.references)
    if let fast { return fast }
    return InterventionalValue(
      input: question.input, background: question.references,
      compose: { workload.compose($0, reference: $1, kept: $2) },
      predict: { inputs in
        // No answer speaks for neither side.
        candidate.answer(all: inputs).map { $0.map(workload.adverseScore) ?? 0 }
      }
    ).values
  }
}
