import Figures
package import Records

/// What a baseline holds, for people.
package enum BaselineDocument {
  /// The document; `centre` gives the mean of a figure's values for an architecture.
  package static func document(
    _ baseline: Baseline, centre: (KeptFigure, Architecture) -> Double?
  ) -> Document {
    let runs =
      baseline.figures.filter { $0.nature != .timeFree }
      .flatMap { $0.runs.values.map(\.count) }.max() ?? 1
    let plan = baseline.plan
    let machine = baseline.machine.map(\.description) ?? "machines unknown or several"
    var document = Document([
      .heading(level: 1, "Baseline of \(baseline.profile)"),
      .note(
        Line(
          "\(plan.workload), effort \(plan.effort.rawValue), seed \(plan.seed),"
            + " \(plan.repetitions) repetitions, \(Format.count(plan.testItems)) test items;"
            + " \(runs == 1 ? "1 run" : "\(runs) runs"). \(machine).")),
      .paragraph(Line("Decision: \(Words.outcome(baseline.decision.outcome)).")),
    ])
    document.section(
      "Figures",
      [
        .table(
          Table(
            [.init("figure", wraps: true)]
              + Architecture.allCases.map { .init($0.rawValue, .right) } + [.init("compared")],
            rows: baseline.figures.map { figure in
              [Line(figure.title)]
                + Architecture.allCases.map { architecture in
                  centre(figure, architecture).map { Line(Format.value($0, figure.unit)) }
                    ?? Line("–", .quiet)
                } + [Line(compared(figure.nature), .quiet)]
            }))
      ])
    return document
  }

  private static func compared(_ nature: KeptFigure.Nature) -> String {
    switch nature {
    case .timeFree: "repetition by repetition"
    case .timed: "as a multiple of the reference loop"
    case .machineBound: "on one machine only"
    }
  }
}
