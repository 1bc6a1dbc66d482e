package import Claims
import Figures
package import Records

/// The claims for people: the list of them, and what a run says to each.
package enum ClaimsDocument {
  private static let caution =
    "The article's figures are the article's: none of them was measured here. A verdict is about the"
    + " run that it rests on, and 'here' means that workload, these data and this machine."

  /// The claims of the catalogue with the article's figures and what tests each, as `docs/claims.md`.
  package static func catalogue(_ claims: [Claim]) -> Document {
    var document = Document([
      .heading(level: 1, "The claims"),
      .paragraph(
        Line(
          "A widely read article on end-to-end large models against traditional staged ones makes"
            + " these claims. They are where the matrix's prior cells come from, and each is a"
            + " hypothesis that 'assay claims' tests on a workload. \(caution)")),
      .table(
        Table(
          [
            .init("id"), .init("claim", wraps: true), .init("the article's figure", wraps: true),
            .init("what tests it", wraps: true),
          ],
          rows: claims.map { claim in
            [
              Line(claim.id), Line(claim.text), Line(claim.articleFigure ?? "–"),
              Line(claim.testedBy),
            ]
          })),
    ])
    document.section(
      "How a claim is judged",
      [
        .paragraph(
          Line(
            "A verdict is 'holds here', 'does not hold here', 'inconclusive' with what would settle"
              + " it, or 'not testable here' with why. It follows from the verdicts of the run's"
              + " comparisons, by these criteria:")),
        .bullets(
          claims.compactMap { claim in
            guard case .rule(let rule) = claim.test else { return nil }
            let studies =
              rule.studies.isEmpty
              ? "" : " It needs the study \(rule.studies.joined(separator: ", "))."
            return Line("\(claim.id): ", .strong) + Line(rule.criterion + studies)
          }),
      ])
    document.section(
      "What the others wait for",
      [
        .bullets(
          claims.compactMap { claim in
            guard case .waits(let what) = claim.test else { return nil }
            return Line("\(claim.id): ", .strong) + Line(what + ".")
          })
      ])
    return document
  }

  /// What a run says to the claims.
  package static func document(_ report: ClaimReport) -> Document {
    let data = report.ownData ? "your data" : "the embedded corpus"
    let run = report.run.map { run in
      "\(run.workload), \(data), effort \(run.effort.rawValue), seed \(run.seed). "
    }
    var document = Document([
      .heading(level: 1, "The claims" + (report.run.map { " on \($0.workload)" } ?? "")),
      .note(Line((run ?? "") + caution)),
      .table(
        Table(
          [.init("id"), .init("claim", wraps: true), .init("verdict")],
          rows: report.results.map { result in
            [Line(result.claim), Line(result.text), verdict(result.verdict)]
          })),
    ])
    for result in report.results where result.criterion != nil {
      document.section("\(result.claim): \(result.verdict.rawValue)", details(result))
    }
    let waiting = report.results.filter { $0.criterion == nil }
    document.section(
      "Not testable yet",
      waiting.isEmpty
        ? []
        : [
          .table(
            Table(
              [
                .init("id"), .init("the article's figure", wraps: true),
                .init("waits for", wraps: true),
              ],
              rows: waiting.map { result in
                [
                  Line(result.claim), Line(result.articleFigure ?? "–"),
                  Line(result.waitsFor ?? result.explanation),
                ]
              }))
        ])
    return document
  }

  private static func details(_ result: ClaimResult) -> [Document.Block] {
    var lines = [Line("Claim: ", .strong) + Line(result.text)]
    lines.append(
      Line("The article's figure: ", .strong) + Line(result.articleFigure ?? "none"))
    lines += result.measured.map { measurement in
      Line("Measured here: ", .strong) + Line("\(measurement.what): \(measurement.printed)")
    }
    lines.append(Line("Verdict: ", .strong) + Line(result.explanation))
    if let settledBy = result.settledBy {
      lines.append(Line("Settled by: ", .strong) + Line(settledBy.withFullStop))
    }
    if let criterion = result.criterion {
      lines.append(Line("Criterion: ", .strong) + Line(criterion, .quiet))
    }
    return [.bullets(lines)]
  }

  private static func verdict(_ verdict: ClaimVerdict) -> Line {
    switch verdict {
    case .holds: Line(verdict.rawValue, .good)
    case .doesNotHold: Line(verdict.rawValue, .bad)
    case .inconclusive: Line(verdict.rawValue, .open)
    case .notTestable: Line(verdict.rawValue, .quiet)
    }
  }
}

extension String {
  fileprivate var withFullStop: String { hasSuffix(".") ? self : self + "." }
}
