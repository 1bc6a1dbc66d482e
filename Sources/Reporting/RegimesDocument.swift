import Figures
import Records
package import Regimes

/// The catalogue of regimes for people: all of it, or one with what it asks for.
package enum RegimesDocument {
  private static let caution =
    "Short paraphrases of what a rule asks of an architecture choice, to find the evidence for it;"
    + " not legal advice. 'general knowledge' was not checked: read the text before you quote it."

  /// Every regime in one line.
  package static func list(_ regimes: [Regime]) -> Document {
    Document([
      .heading(level: 1, "Regimes"),
      .paragraph(Line(caution)),
      .table(
        Table(
          [
            .init("id"), .init("asks", wraps: true), .init("demands", .right),
            .init("standing, date", wraps: true),
          ],
          rows: regimes.map { regime in
            [
              Line(regime.id),
              withdrawal(regime).map { Line($0, .bad) } ?? Line(regime.demand + start(regime)),
              Line(Format.count(regime.demands.count)),
              Line("\(regime.standing.rawValue), \(regime.checkedOn)", .quiet),
            ]
          })),
      .note("'assay regimes ID' shows what one asks for, and what of a run answers it."),
    ])
  }

  /// One regime with its demands.
  package static func document(_ regime: Regime) -> Document {
    var document = Document([.heading(level: 1, "\(regime.id): \(regime.title)")])
    if let withdrawal = withdrawal(regime) {
      document.blocks.append(.paragraph(Line(withdrawal, .bad)))
    } else {
      document.blocks.append(.paragraph(Line(regime.demand + start(regime))))
    }
    let caveat = regime.caveat.isEmpty ? "" : " \(regime.caveat)"
    document.blocks.append(
      .paragraph(
        Line(
          "\(regime.jurisdiction); \(regime.source). Standing: \(regime.standing.rawValue), checked"
            + " \(regime.checkedOn).\(caveat)")))
    document.section(
      "What it asks for, and what answers it", regime.demands.flatMap { blocks($0, of: regime) })
    let figures = figures(regime)
    document.section(
      "Thresholds of the checklist where the profile's policy sets none: assay's, not the law's",
      figures.isEmpty ? [] : [.bullets(figures.map { Line(threshold($0)) })])
    document.blocks.append(.note(Line(caution)))
    return document
  }

  /// That a regime no longer applies; nil where it does.
  package static func withdrawal(_ regime: Regime) -> String? {
    regime.withdrawnOn.map { date in
      "Withdrawn on \(date)" + (regime.supersededBy.map { "; its successor is \($0)." } ?? ".")
    }
  }

  private static func start(_ regime: Regime) -> String {
    regime.effectiveFrom.map { " From \($0)." } ?? ""
  }

  private static func blocks(_ demand: Regime.Demand, of regime: Regime) -> [Document.Block] {
    [
      .paragraph(
        Line(demand.asks, .strong)
          + Line(
            " (\(demand.citation(in: regime.source)); \(demand.standing.rawValue),"
              + " \(demand.checkedOn))")),
      .bullets(demand.answers.map { Line(words($0)) }),
    ]
  }

  private static func words(_ answer: Regime.Demand.Answer) -> String {
    switch answer {
    case .figure(let figure): "a run's figure: \(figure.title) (policy.\(figure.key))"
    case .document(let document): "a run's document: \(document.place)"
    case .user(let what): "yours: \(what)"
    }
  }

  private static func figures(_ regime: Regime) -> [PolicyFigure] {
    let named = regime.demands.flatMap(\.answers).compactMap { answer in
      if case .figure(let figure) = answer { figure } else { nil }
    }
    return PolicyFigure.allCases.filter(named.contains)
  }

  private static func threshold(_ figure: PolicyFigure) -> String {
    let bound = figure.direction == .higherIsBetter ? "at least" : "at most"
    return "\(figure.title) \(bound) \(Format.setting(figure.defaultThreshold, figure.unit)):"
      + " \(figure.defaultReason)."
  }
}
