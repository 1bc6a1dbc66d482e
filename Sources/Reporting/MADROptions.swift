import Figures
import Records

/// Pros and cons of an option, from criteria, requirements and the matrix.
enum MADROptions {
  /// A difference of mean utilities below this is neutral.
  private static let level = 0.05

  static func blocks(
    _ architecture: Architecture, _ decision: Decision, _ evidence: Evidence
  ) -> [Document.Block] {
    var lines = good(architecture, decision).map { Line("Good, because \($0)") }
    lines += neutral(architecture, decision).map { Line("Neutral, because \($0)") }
    lines += bad(architecture, decision).map { Line("Bad, because \($0)") }
    var blocks: [Document.Block] = lines.isEmpty ? [] : [.bullets(lines)]
    blocks += cells(architecture, decision.matrix)
    return blocks
  }

  static func good(_ architecture: Architecture, _ decision: Decision) -> [String] {
    requirements(architecture, decision, .met).map { "it meets: \($0.requirement)." }
      + criteria(decision) { isConclusive($0) && advantage($0, architecture) >= level }
  }

  static func bad(_ architecture: Architecture, _ decision: Decision) -> [String] {
    requirements(architecture, decision, .unmet).map {
      "it does not meet: \($0.requirement) (\($0.explanation))"
    } + criteria(decision) { isConclusive($0) && advantage($0, architecture) <= -level }
  }

  private static func neutral(_ architecture: Architecture, _ decision: Decision) -> [String] {
    requirements(architecture, decision, .inconclusive).map {
      "it is open whether it meets: \($0.requirement) (\($0.explanation))"
    }
      + criteria(decision) {
        !isConclusive($0) || advantage($0, architecture).magnitude < level
      }
  }

  private static func requirements(
    _ architecture: Architecture, _ decision: Decision, _ verdict: RequirementVerdict
  ) -> [RequirementResult] {
    decision.requirements.filter { $0.architecture == architecture && $0.verdict == verdict }
  }

  private static func criteria(
    _ decision: Decision, _ matches: (Acceptability.Criterion) -> Bool
  ) -> [String] {
    (decision.acceptability?.criteria ?? []).filter(matches).map {
      "of \($0.name)\(leaning($0)). \($0.basis)"
    }
  }

  private static func isConclusive(_ criterion: Acceptability.Criterion) -> Bool {
    criterion.verdict == .better || criterion.verdict == .worse
  }

  /// Which way a criterion leans that is not conclusive; empty for one that is, or that is equivalent.
  private static func leaning(_ criterion: Acceptability.Criterion) -> String {
    guard !isConclusive(criterion), criterion.verdict != .equivalent,
      let favoured = Architecture.allCases.first(where: { advantage(criterion, $0) >= level })
    else { return "" }
    let why = criterion.verdict == .inconclusive ? "inconclusive" : "without a verdict"
    return ", which leans to \(favoured.rawValue), \(why)"
  }

  private static func advantage(
    _ criterion: Acceptability.Criterion, _ architecture: Architecture
  ) -> Double {
    let utilities = criterion.measured ?? criterion.utilities
    let own = utilities[architecture] ?? 0
    let others = Architecture.allCases.filter { $0 != architecture }
      .compactMap { utilities[$0] }
    return own - (others.max() ?? 0)
  }

  private static func cells(
    _ architecture: Architecture, _ matrix: DecisionMatrix
  ) -> [Document.Block] {
    let rows = matrix.rows.flatMap { row in
      [("prior", row.prior[architecture]), ("measured", row.measured[architecture])].compactMap {
        standing, cell in
        cell.map {
          [
            Line(row.dimension.rawValue), Line(standing), Line(Words.utility($0.utility)),
            Line($0.reason), Line($0.source),
          ]
        }
      }
    }
    return [
      .table(
        Table(
          [
            .init("dimension"), .init("standing"), .init("utility", .right),
            .init("why", wraps: true), .init("source", wraps: true),
          ], rows: rows))
    ]
  }
}
