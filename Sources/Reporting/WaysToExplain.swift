import Figures
import Records

/// The table "Ways to explain": for each architecture every method, and what the tests say of it.
enum WaysToExplain {
  static let title = "Ways to explain"

  static func blocks(_ evidence: Evidence) -> [Document.Block] {
    let facts = evidence.timeFree
    guard let methods = facts.methods, !methods.isEmpty else { return [] }
    var blocks: [Document.Block] = [
      .paragraph(
        Line(
          "A candidate's own way explains in serving; the others stand beside it for comparison. All were"
            + " tried on the same adverse decisions of each candidate, \(decisions(methods)) in all."
        ))
    ]
    for architecture in Architecture.allCases {
      let own = methods.filter { $0.architecture == architecture }
      guard !own.isEmpty else { continue }
      blocks.append(
        .paragraph(
          Line(architecture.rawValue, .strong) + Line(quality(architecture, facts) + names(own))))
      blocks.append(
        .table(table(own, evidence.timed.methods?.filter { $0.architecture == architecture })))
    }
    return blocks + [.note(Line(key)), .note(Line(tests))]
  }

  /// How many decisions each way was tried on.
  private static func decisions(_ methods: [MethodEvidence]) -> String {
    let counts = methods.map(\.decisions)
    guard let least = counts.min(), let most = counts.max() else { return "none" }
    return least == most ? Format.count(most) : "\(Format.count(least)) to \(Format.count(most))"
  }

  private static func quality(_ architecture: Architecture, _ facts: Evidence.TimeFree) -> String {
    guard let score = facts.scores.first, let estimate = score.estimates[architecture] else {
      return ""
    }
    return " (\(score.kind.title) \(Format.value(estimate.value, score.kind.unit)))"
  }

  private static func names(_ methods: [MethodEvidence]) -> String {
    let named = methods.filter { $0.name != word($0.method) }
    return named.isEmpty
      ? "" : ": " + named.map { "\(word($0.method)) is \($0.name)" }.joined(separator: "; ") + "."
  }

  private static func table(_ methods: [MethodEvidence], _ times: [MethodTimeEvidence]?) -> Table {
    let columns =
      [Table.Column("", wraps: true)]
      + methods.map { Table.Column(word($0.method), .right, wraps: true) }
    var rows: [[Line]] = []
    for test in ExplanationTest.allCases {
      let outcomes = methods.map { $0.outcomes[test] }
      guard outcomes.contains(where: { $0 != nil }) else { continue }
      rows.append([Line(word(test))] + outcomes.map(cell))
    }
    rows.append(
      [Line("inputs named")] + methods.map { Line(Format.fixed($0.size, decimals: 1)) })
    let seconds = methods.map { method in times?.first { $0.method == method.method }?.seconds }
    if seconds.contains(where: { $0 != nil }) {
      rows.append(
        [Line("time")]
          + seconds.map { time in
            time.map { Line(Format.value($0.value, .seconds)) } ?? Line("–", .quiet)
          })
    }
    return Table(columns, rows: rows)
  }

  /// The explanation's own value, in brackets where its controls do as well.
  private static func cell(_ outcome: MethodEvidence.Outcome?) -> Line {
    guard let outcome, let estimate = outcome.estimates[.explanation] else {
      return Line("–", .quiet)
    }
    var text = Format.fixed(estimate.value, decimals: 2)
    if let interval = estimate.interval {
      text += " ± " + Format.fixed((interval.upper - interval.lower) / 2, decimals: 2)
    }
    return outcome.measurable == false ? Line("(\(text))", .open) : Line(text)
  }

  private static func word(_ method: ExplanationMethod) -> String {
    switch method {
    case .own: "own"
    case .localSurrogate: "LIME"
    case .kernelSHAP: "KernelSHAP"
    case .occlusion: "occlusion"
    case .integratedGradients: "gradients"
    }
  }

  private static func word(_ test: ExplanationTest) -> String {
    switch test {
    case .necessity: "necessity"
    case .sufficiency: "sufficiency"
    case .both: "both at once"
    case .deletion: "deletion, lower is better"
    case .insertion: "insertion"
    case .fidelity: "fidelity"
    case .stability: "stability"
    case .agreement: "agreement with the truth"
    }
  }

  private static let key =
    "± is half the width of the 95 % interval. In brackets: not measurable, since not told apart from"
    + " all three controls (random, reversed, a randomised model's). Stability has no controls."

  private static let tests =
    "Both at once: how often the named inputs are necessary and sufficient for the decision. Deletion"
    + " and insertion: the score while inputs are taken away, or put in, by importance; 1 is all of it."
    + " Fidelity: R² of the sum of contributions on coalitions it was not fitted to. Stability: named"
    + " inputs that are named again after a small change. Agreement: named inputs that truly matter most"
    + " in the embedded corpus; it mixes the explanation with how well the candidate learnt that truth,"
    + " so it stands beside the candidate's own quality."
}
