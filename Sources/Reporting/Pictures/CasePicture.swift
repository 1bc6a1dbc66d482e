import Figures
import Records

/// One decision and the reasons that each architecture names for it, side by side.
enum CasePicture {
  private static let lineHeight = 17.0

  static func picture(_ facts: Evidence.TimeFree, isOwnData: Bool) -> Picture? {
    let cases = Architecture.allCases.compactMap { architecture in
      facts.cases[architecture].map { (architecture, $0) }
    }
    guard cases.count > 1, let item = cases.first?.1.item else { return nil }
    return Picture(
      title: "One decision, explained by each architecture",
      description: "For one adverse decision, the reasons that each architecture names, with the"
        + " inputs that they name and a bar for the weight of each, relative to its weightiest.",
      caption: Line(caption(cases, item, facts.explanations, isOwnData: isOwnData)),
      table: table(cases)
    ) { draw(cases, width: $0) }
  }

  private static func table(_ cases: [(Architecture, ExplainedCase)]) -> Table {
    Table(
      [
        .init("architecture"), .init("reason", wraps: true), .init("inputs named", wraps: true),
        .init("weight", .right),
      ],
      rows: cases.flatMap { architecture, shown in
        shown.reasons.map { reason in
          [
            Line(architecture.rawValue), Line(reason.text),
            Line(reason.inputs.joined(separator: "; ")),
            Line(Format.significant(reason.weight)),
          ]
        }
      })
  }

  private static func draw(_ cases: [(Architecture, ExplainedCase)], width: Double) -> Drawing {
    let isWide = width > 500
    let column = isWide ? (width - 32) / 2 : width
    var drawing = Drawing(width: width, height: 0)
    var y = 0.0
    for (index, (architecture, shown)) in cases.enumerated() {
      let x = isWide ? Double(index) * (column + 32) : 0
      let end = draw(
        shown, architecture, on: &drawing, x: x, y: isWide ? 0 : y, width: column)
      drawing.height = max(drawing.height, end)
      y = end + 20
    }
    return drawing
  }

  /// Draws one architecture's reasons; returns where they end.
  private static func draw(
    _ shown: ExplainedCase, _ architecture: Architecture, on drawing: inout Drawing, x: Double,
    y start: Double, width: Double
  ) -> Double {
    var y = start + 14
    drawing.label(architecture.rawValue, .init(x, y), .start, architecture.ink, strong: true)
    y += lineHeight + 2
    for text in [shown.answer, "by " + shown.method] {
      y = lines(text, on: &drawing, x: x, y: y, width: width, .quiet)
    }
    y += 4
    let most = shown.reasons.map(\.weight.magnitude).max() ?? 0
    for reason in shown.reasons {
      y = lines(reason.text, on: &drawing, x: x, y: y + 6, width: width, .text)
      let length = most > 0 ? width * reason.weight.magnitude / most : 0
      drawing.bar(
        x: x...(x + max(length, 1)), y: (y - 11)...(y - 3), architecture.ink)
      y += lineHeight
      y = lines(
        reason.inputs.joined(separator: "; "), on: &drawing, x: x, y: y - 4, width: width, .quiet)
    }
    return y
  }

  private static func lines(
    _ text: String, on drawing: inout Drawing, x: Double, y: Double, width: Double,
    _ ink: Drawing.Ink
  ) -> Double {
    var y = y
    // Made inert before it is broken: a control character shown as its code takes more room.
    for line in LineWrapping.wrap(Line(text).escaped, width: Int(width / 7.2)) {
      drawing.label(line.text, .init(x, y), .start, ink)
      y += lineHeight
    }
    return y
  }

  private static func caption(
    _ cases: [(Architecture, ExplainedCase)], _ item: String, _ tests: [ExplanationEvidence],
    isOwnData: Bool
  ) -> String {
    let named = cases.map { Set($0.1.reasons.flatMap(\.inputs)) }
    let common = named.dropFirst().reduce(named[0]) { $0.intersection($1) }.count
    let source = isOwnData ? "your data, kept on request" : "the embedded corpus"
    let sizes = zip(cases, named).map { "\($0.0.rawValue) names \($1.count)" }
    let measurable = tests.filter(\.measurable).map(\.architecture.rawValue)
    let sure =
      measurable.isEmpty
      ? "For neither can its reasons be told from the controls, so read them as no more than claims."
      : "Over all tested decisions the reasons of \(Verdicts.joined(measurable)) can be told from"
        + " the controls."
    return
      "Item \(item) of \(source): \(Verdicts.joined(sizes)) inputs, \(common) of them in common."
      + " One case is an illustration and proves nothing. \(sure) Weights of different methods are"
      + " on different scales."
  }
}
