import Figures
import Records

/// The parts of a decision that several reports show.
enum DecisionBlocks {
  static func requirements(_ results: [RequirementResult], unit: (String) -> Unit)
    -> [Document.Block]
  {
    guard !results.isEmpty else { return [] }
    let open = results.filter { $0.verdict == .inconclusive }
    var blocks: [Document.Block] = [
      .table(
        Table(
          [
            .init("requirement", wraps: true), .init("architecture"), .init("measured", .right),
            .init("verdict"),
          ],
          rows: results.map { result in
            [
              Line(result.requirement), Line(result.architecture.rawValue),
              Words.estimate(result.estimate, unit(result.figure)),
              Words.verdict(result.verdict),
            ]
          }))
    ]
    if !open.isEmpty {
      blocks.append(
        .bullets(
          open.map { Line("\($0.requirement), \($0.architecture.rawValue): \($0.explanation)") }))
    }
    return blocks
  }

  static func statements(_ statements: [Decision.Statement]) -> [Document.Block] {
    statements.isEmpty ? [] : [.bullets(statements.map { Line($0.text) })]
  }

  /// How firm the ranking is: the criteria with their weights and mean utilities.
  static func ranking(_ acceptability: Acceptability?) -> [Document.Block] {
    guard let acceptability else { return [] }
    func shares(_ firstRank: [Architecture: Double]) -> String {
      Architecture.allCases.map { "\($0.rawValue) \(Format.percent(firstRank[$0] ?? 0))" }
        .joined(separator: ", ")
    }
    let measured =
      acceptability.firstRankMeasured.map {
        " (\(shares($0)) in the draws that rest on measurements alone)"
      } ?? ""
    return [
      .paragraph(
        Line("Ranks first: ", .strong)
          + Line(
            "\(shares(acceptability.firstRank))\(measured) of \(Format.count(acceptability.draws)) draws of the"
              + " figures within their uncertainty and of weights around your priorities"
              + " (Dirichlet, concentration \(Format.setting(acceptability.concentration, .dimensionless)))."
          )),
      .table(
        Table(
          [
            .init("criterion"), .init("under"), .init("weight", .right),
            .init("end-to-end", .right), .init("hybrid", .right),
          ],
          rows: acceptability.criteria.map { criterion in
            [
              Line(criterion.name), Line(criterion.dimension.rawValue, .quiet),
              Line(Format.percent(criterion.weight)),
            ]
              + Architecture.allCases.map {
                Line(criterion.utilities[$0].map(Words.utility) ?? "–")
              }
          })),
    ] + mixed(acceptability)
  }

  /// What the measurements alone say of the criteria that take the prior in a share of the draws.
  private static func mixed(_ acceptability: Acceptability) -> [Document.Block] {
    let parts = acceptability.criteria.compactMap { criterion -> String? in
      guard let measured = criterion.measured, measured != criterion.utilities else { return nil }
      let utilities = Architecture.allCases.compactMap { measured[$0].map(Words.utility) }
      return "\(criterion.name) \(utilities.joined(separator: " to "))"
    }
    guard !parts.isEmpty else { return [] }
    return [
      .note(
        Line(
          "Some draws of these take the prior; the measurements alone give, end-to-end to hybrid: "
            + parts.joined(separator: ", ") + "."))
    ]
  }

  static func flips(_ acceptability: Acceptability?) -> [Document.Block] {
    guard let acceptability else { return [] }
    guard !acceptability.flips.isEmpty else {
      return [
        .paragraph(
          "No change of one priority, limit, price or number of labels that was tried flips it.")
      ]
    }
    return [
      .bullets(
        acceptability.flips.map { flip in
          Line("\(flip.change): ") + Line(Words.outcome(flip.outcome), Words.style(flip.outcome))
        })
    ]
  }
}
