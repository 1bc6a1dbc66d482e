import Figures
import Records

/// The scores of both architectures with intervals, and their differences in margins.
enum ScoresPicture {
  private static let rowHeight = 62.0

  static func picture(_ facts: Evidence.TimeFree) -> Picture? {
    let figures = facts.scores.filter { !$0.estimates.isEmpty }
    guard let headline = figures.first, let table = FigureTables.scoresTable(facts) else {
      return nil
    }
    let others = figures.dropFirst()
    let rest = others.isEmpty ? "" : " Of the other scores: \(Verdicts.summary(Array(others)))"
    let trained = facts.repetitions == 1 ? "one seed" : "\(facts.repetitions) seeds"
    return Picture(
      title: "Scores with intervals",
      description: "Each score of end-to-end, a disc, and of hybrid, a diamond, with its interval;"
        + " beside it how far end-to-end is ahead or behind, in indifference margins.",
      caption: Line(
        Verdicts.sentence(headline) + rest
          + " Intervals cover \(trained) and \(Format.count(facts.testItems)) test items."),
      table: table
    ) { draw(figures, width: $0) }
  }

  private static func draw(_ figures: [ComparedFigure], width: Double) -> Drawing {
    let isWide = width > 500
    let height = isWide ? rowHeight : 2 * rowHeight + 8
    let top = isWide ? 40.0 : 8.0
    var drawing = Drawing(width: width, height: top + Double(figures.count) * height + 34)
    let reach = reach(figures)
    let left = isWide ? 170.0 : 0
    let middle = isWide ? 410.0 : width - 8
    let contrast = Axis(-reach...reach, at: (isWide ? 450.0 : 8)...(width - 8))
    if isWide { heads(&drawing, contrast, y: 14) }
    for (index, figure) in figures.enumerated() {
      let y = top + Double(index) * height
      drawing.label(
        figure.kind.title, .init(0, y + 14), .start, .text, strong: true)
      estimates(&drawing, figure, from: left, to: middle, y: isWide ? y : y + 14)
      differences(&drawing, figure, contrast, y: isWide ? y + 6 : y + rowHeight + 20)
      if !isWide, index == 0 { heads(&drawing, contrast, y: y + rowHeight + 14) }
    }
    drawing.label(
      "margins", .init(contrast(0), drawing.height - 26), .middle, .quiet)
    let ticks = contrast.ticks(5)
    drawing.ticks(contrast, at: ticks, from: drawing.height - 22, to: drawing.height - 18) {
      ($0 > 0 ? "+" : "") + Format.setting($0, .dimensionless)
    }
    return drawing
  }

  private static func heads(_ drawing: inout Drawing, _ axis: Axis, y: Double) {
    drawing.label(
      "hybrid better", .init(axis.places.lowerBound, y), .start, .hybrid)
    drawing.label("end-to-end better", .init(axis.places.upperBound, y), .end, .endToEnd)
  }

  private static func estimates(
    _ drawing: inout Drawing, _ figure: ComparedFigure, from left: Double, to right: Double,
    y: Double
  ) {
    let all = figure.estimates.values.flatMap {
      [$0.value] + ($0.bounds.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    guard let least = all.min(), let most = all.max() else { return }
    let space = Drawing.width(of: "0.000") + 12
    let axis = Axis(least...most, at: (left + 8)...(right - space), margin: 0.04)
    for (place, architecture) in Architecture.allCases.enumerated() {
      guard let estimate = figure.estimates[architecture] else { continue }
      let line = y + 10 + Double(place) * 22
      drawing.estimate(estimate.value, estimate.bounds, axis, y: line, architecture)
      drawing.label(
        Format.value(estimate.value, figure.kind.unit), .init(right, line + 4), .end,
        architecture.ink)
    }
  }

  /// The difference against the band in which it does not matter.
  private static func differences(
    _ drawing: inout Drawing, _ figure: ComparedFigure, _ axis: Axis, y: Double
  ) {
    drawing.bar(x: axis(-1)...axis(1), y: y...(y + 30), .rule, opacity: 0.6)
    drawing.line([.init(axis(0), y), .init(axis(0), y + 30)], .quiet)
    guard let advantage = figure.advantageInMargins else { return }
    let ink = ink(figure.contrast?.verdict)
    if let interval = advantage.interval {
      drawing.line(
        [.init(axis(interval.lowerBound), y + 15), .init(axis(interval.upperBound), y + 15)], ink,
        width: 2)
    }
    drawing.bar(
      x: (axis(advantage.value) - 4)...(axis(advantage.value) + 4), y: (y + 11)...(y + 19), ink)
  }

  private static func ink(_ verdict: ComparisonVerdict?) -> Drawing.Ink {
    switch verdict {
    case .better: .endToEnd
    case .worse: .hybrid
    case .equivalent, .inconclusive, nil: .text
    }
  }

  /// How many margins the axis shows to each side: all intervals, but at least two margins.
  private static func reach(_ figures: [ComparedFigure]) -> Double {
    let ends = figures.compactMap(\.advantageInMargins).flatMap { advantage in
      [advantage.value] + (advantage.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    return max(2, (ends.map(\.magnitude).max() ?? 0) * 1.05)
  }
}
