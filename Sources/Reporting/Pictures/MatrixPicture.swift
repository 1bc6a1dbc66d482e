import Figures
import Records

/// The matrix: what the profile alone said of each architecture, and what was measured.
enum MatrixPicture {
  static func picture(_ decision: Decision) -> Picture? {
    let matrix = decision.matrix
    guard matrix.rows.contains(where: { !$0.measured.isEmpty }) else { return nil }
    return Picture(
      title: "Prior against measured",
      description: "For each dimension and architecture, an empty mark at the utility that the"
        + " profile alone gave and a full one at what was measured, from 0, unsuitable, to 1, well"
        + " suited.",
      caption: Line(caption(decision)), table: MeasuredMatrixBlocks.table(matrix)
    ) { draw(matrix, width: $0) }
  }

  private static func draw(_ matrix: DecisionMatrix, width: Double) -> Drawing {
    let left = Drawing.width(of: "end-to-end") + 12
    let groups = Double(matrix.rows.count)
    let bottom = 14 + groups * 84
    var drawing = Drawing(width: width, height: bottom + 24)
    let axis = Axis(0...1, at: left...(width - 14))
    drawing.ticks(
      axis, at: width > 500 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1], from: 26, to: bottom
    ) { value in
      switch value {
      case 0: "0 unsuitable"
      case 1: "1 well suited"
      default: Format.setting(value, .dimensionless)
      }
    }
    for (index, row) in matrix.rows.enumerated() {
      let top = 14 + Double(index) * 84
      drawing.label(Words.title(row.dimension), .init(0, top + 8), .start, .text, strong: true)
      for (place, architecture) in Architecture.allCases.enumerated() {
        let y = top + 30 + Double(place) * 26
        drawing.label(architecture.rawValue, .init(0, y + 4), .start, architecture.ink)
        dumbbell(
          &drawing, axis, y: y, architecture, row.prior[architecture]?.utility,
          row.measured[architecture]?.utility, named: index == 0 && place == 0)
      }
    }
    return drawing
  }

  private static func dumbbell(
    _ drawing: inout Drawing, _ axis: Axis, y: Double, _ architecture: Architecture,
    _ prior: Double?, _ measured: Double?, named: Bool
  ) {
    if let prior, let measured {
      drawing.line([.init(axis(prior), y), .init(axis(measured), y)], architecture.ink, width: 2)
    }
    if let prior {
      drawing.point(.init(axis(prior), y), architecture.form, architecture.ink, filled: false)
    }
    if let measured {
      drawing.point(.init(axis(measured), y), architecture.form, architecture.ink)
    }
    guard named, let prior, let measured else { return }
    // The first pair says what an empty and a full mark are; outwards, so that they never meet.
    let priorIsLeft = prior <= measured
    drawing.label("prior", .init(axis(prior), y - 10), priorIsLeft ? .end : .start, .quiet)
    drawing.label("measured", .init(axis(measured), y - 10), priorIsLeft ? .start : .end, .quiet)
  }

  private static func caption(_ decision: Decision) -> String {
    let sentences = decision.matrix.rows.compactMap { row -> String? in
      guard let one = row.measured[.endToEnd]?.utility, let other = row.measured[.hybrid]?.utility
      else { return nil }
      let ahead: Architecture = one > other ? .endToEnd : .hybrid
      let (high, low) = (Words.utility(max(one, other)), Words.utility(min(one, other)))
      let name = Words.title(row.dimension)
      // What rounds to the same is no lead.
      guard high != low else { return "on \(name) the two are level at \(high)" }
      return "on \(name) \(ahead.rawValue) leads \(high) to \(low)"
        + standing(row.dimension, ahead: ahead, decision)
    }
    let differing = decision.matrix.rows.filter { $0.disagreement != nil }
      .map { Words.title($0.dimension) }
    let beyond = decision.matrix.rows.filter { $0.mark != nil }.map {
      "On \(Words.title($0.dimension)) the measured cells are \($0.mark ?? "")."
    }
    let clash =
      differing.isEmpty
      ? "Prior and measurement nowhere clearly name different architectures."
      : "Prior and measurement name different architectures on \(Verdicts.joined(differing)):"
        + " there, trust the measurement."
    return ([sentences.joined(separator: "; ").capitalisedFirst + ".", clash] + beyond)
      .joined(separator: " ")
  }

  /// How sure a lead is, from the verdicts of the dimension's criteria that name who is ahead.
  private static func standing(
    _ dimension: Dimension, ahead: Architecture, _ decision: Decision
  ) -> String {
    let verdicts = (decision.acceptability?.criteria ?? []).filter { $0.dimension == dimension }
      .map(\.verdict)
    guard !verdicts.isEmpty else { return "" }
    let (agreeing, opposing): (ComparisonVerdict, ComparisonVerdict) =
      ahead == .endToEnd ? (.better, .worse) : (.worse, .better)
    if verdicts.contains(opposing) { return ", but its criteria disagree" }
    let conclusive = verdicts.count { $0 == agreeing }
    if conclusive == verdicts.count { return ", conclusively" }
    return conclusive == 0 ? ", which is not conclusive" : ", conclusive in part"
  }
}
