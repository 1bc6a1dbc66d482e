import Figures
import Records

/// The tables of figures: both architectures, their intervals, how they compare.
enum FigureTables {
  /// Scores with the best that any answerer could reach.
  static func scores(_ facts: Evidence.TimeFree) -> [Document.Block] {
    scoresTable(facts).map { [.table($0)] } ?? []
  }

  static func scoresTable(_ facts: Evidence.TimeFree) -> Table? {
    guard !facts.scores.isEmpty else { return nil }
    var rows: [[Line]] = []
    for figure in facts.scores {
      rows.append(row(figure))
      if let ceiling = facts.ceilings[figure.kind.id] {
        let best = Line(Format.value(ceiling, figure.kind.unit), .quiet)
        rows.append([
          Line("· best possible", .quiet), best, best, Line("–", .quiet), Line("–", .quiet),
        ])
      }
    }
    return Table(columns, rows: rows)
  }

  static func figures(_ figures: [ComparedFigure]) -> [Document.Block] {
    table(figures).map { [.table($0)] } ?? []
  }

  static func table(_ figures: [ComparedFigure]) -> Table? {
    figures.isEmpty ? nil : Table(columns, rows: figures.map(row))
  }

  /// What a step is for each architecture: counts of steps mean nothing without it.
  static func notesOnSteps(_ facts: Evidence.TimeFree) -> [Document.Block] {
    let steps = facts.properties.first { $0.kind.id == "steps-to-quality" }
    return (steps?.remarks ?? []).map { .note(Line($0)) }
  }

  /// The headline score at every size.
  static func curve(_ facts: Evidence.TimeFree) -> [Document.Block] {
    curveTable(facts).map { [.table($0)] } ?? []
  }

  static func curveTable(_ facts: Evidence.TimeFree) -> Table? {
    guard facts.curve.count > 1, let headline = facts.scores.first?.kind else { return nil }
    var heads = columns
    heads[0] = .init("examples", .right)
    return Table(
      heads,
      rows: facts.curve.map { point in
        [Line(Format.count(point.size))]
          + cells(point.estimates, point.contrast, unit: headline.unit)
      })
  }

  /// The tests of named reasons beside naming at random and their strongest control.
  static func explanations(_ tests: [ExplanationEvidence]) -> [Document.Block] {
    guard !tests.isEmpty else { return [] }
    return [
      .table(
        Table(
          [
            .init("architecture"), .init("reasons by", wraps: true), .init("necessity"),
            .init("controls"), .init("sufficiency"), .init("controls"),
            .init("measurable"),
          ],
          rows: tests.map { test in
            [Line(test.architecture.rawValue), Line(test.method)] + pair(test.necessity)
              + pair(test.sufficiency)
              + [test.measurable ? Line("yes", .good) : Line("no", .open)]
          })),
      .note(
        "Necessity: how often the decision changes when the named inputs change. Sufficiency: how"
          + " often it stands when all others change. The controls: reasons named at random, from"
          + " which the ranking counts, and the strongest of random, reversed and a randomised"
          + " model's."),
    ]
  }

  private static func pair(_ tests: [ExplanationTests.Namer: Estimate]) -> [Line] {
    let strongest = ExplanationTests.Namer.allCases.filter { $0 != .explanation }
      .compactMap { tests[$0]?.value }.max()
    let numbers = [tests[.explanation]?.value, tests[.random]?.value, strongest].map { value in
      value.map { Format.value($0, .dimensionless) } ?? "–"
    }
    return [Line(numbers[0]), Line("\(numbers[1]), \(numbers[2])", .quiet)]
  }

  private static let columns: [Table.Column] = [
    .init("figure", wraps: true), .init("end-to-end", .right), .init("hybrid", .right),
    .init("end-to-end vs hybrid", .right), .init("better"),
  ]

  private static func row(_ figure: ComparedFigure) -> [Line] {
    let mark = figure.standing == .measured ? "" : " (\(figure.standing.rawValue))"
    return [Line(figure.kind.title + mark)]
      + cells(figure.estimates, figure.contrast, unit: figure.kind.unit)
  }

  private static func cells(
    _ estimates: [Architecture: Estimate], _ contrast: Contrast?, unit: Unit
  ) -> [Line] {
    Architecture.allCases.map { Words.estimate(estimates[$0], unit) } + [
      contrast.map { Line($0.text(unit)) } ?? Line("–", .quiet), Words.better(contrast),
    ]
  }
}
