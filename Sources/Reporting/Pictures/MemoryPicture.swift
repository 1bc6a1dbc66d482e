import Figures
import Records

/// What each architecture takes of memory while it serves, against the limit.
enum MemoryPicture {
  /// A limit that lies further off than this is told, not drawn: it would leave the bars no room.
  private static let farthest = 4.0

  static func picture(
    _ evidence: Evidence, limit: Int?, _ requirements: [RequirementResult]
  ) -> Picture? {
    let figures = evidence.timed.figures.filter { $0.kind.id.hasPrefix("memory-") }
    guard let peak = figures.first(where: { $0.kind.id == "memory-peak-serving" }),
      !peak.estimates.isEmpty, let table = FigureTables.table(figures)
    else { return nil }
    let before = figures.first { $0.kind.id == "memory-before-load" }?.estimates ?? [:]
    return Picture(
      title: "Memory while serving",
      description: "A bar for each architecture from zero to its peak while serving, the part that"
        + " was there before a model was loaded lighter, with the interval of the peak.",
      caption: Line(caption(peak, limit, requirements)), table: table
    ) { draw(peak.estimates, before, limit: limit.map(Double.init), width: $0) }
  }

  private static func draw(
    _ peaks: [Architecture: Estimate], _ before: [Architecture: Estimate], limit: Double?,
    width: Double
  ) -> Drawing {
    let left = Drawing.width(of: "end-to-end", strong: true) + 8
    var drawing = Drawing(width: width, height: 134)
    let most = peaks.values.map { $0.bounds?.upperBound ?? $0.value }.max() ?? 1
    let isNear = limit.map { $0 <= farthest * most } ?? false
    let right = width - 84
    let axis = Axis(0...max(most, isNear ? limit ?? 0 : 0), at: left...right)
    for (index, architecture) in Architecture.allCases.enumerated() {
      guard let peak = peaks[architecture] else { continue }
      let y = 32 + Double(index) * 40
      drawing.label(architecture.rawValue, .init(0, y + 14), .start, architecture.ink, strong: true)
      let base = min(before[architecture]?.value ?? 0, peak.value)
      drawing.bar(x: left...axis(base), y: y...(y + 20), architecture.ink, opacity: 0.35)
      drawing.bar(x: axis(base)...axis(peak.value), y: y...(y + 20), architecture.ink)
      if let bounds = peak.bounds {
        drawing.line(
          [.init(axis(bounds.lowerBound), y + 10), .init(axis(bounds.upperBound), y + 10)], .text,
          width: 2)
      }
      let end = max(axis(peak.bounds?.upperBound ?? peak.value), axis(peak.value))
      drawing.label(Format.value(peak.value, .bytes), .init(end + 8, y + 14), .start, .text)
      if index == 0, base > 0 {
        drawing.label("before a model is loaded", .init(left, y - 8), .start, .quiet)
      }
    }
    drawing.line([.init(left, 26), .init(left, 100)], .rule)
    if let limit { self.limit(&drawing, axis, limit, isNear: isNear) }
    return drawing
  }

  private static func limit(
    _ drawing: inout Drawing, _ axis: Axis, _ limit: Double, isNear: Bool
  ) {
    let text = "limit \(Format.setting(limit, .bytes))"
    if isNear {
      drawing.line([.init(axis(limit), 22), .init(axis(limit), 104)], .limit, dashed: true)
      drawing.label(text, .init(axis(limit), 122), .end, .limit)
    } else {
      let times = Format.significant(limit / axis.values.upperBound, digits: 2)
      drawing.label(
        "\(text) →  \(times) times this width", .init(drawing.width, 126), .end, .limit)
    }
  }

  private static func caption(
    _ peak: ComparedFigure, _ limit: Int?, _ requirements: [RequirementResult]
  ) -> String {
    let own = requirements.filter { $0.figure == peak.kind.id }.map { result in
      switch result.verdict {
      case .met: "\(result.architecture.rawValue) keeps to it, its whole interval below"
      case .unmet: "\(result.architecture.rawValue) does not keep to it"
      case .inconclusive: "whether \(result.architecture.rawValue) keeps to it is open"
      }
    }
    let lead = limit.map { limit in
      "The limit is \(Format.setting(Double(limit), .bytes))"
        + (own.isEmpty ? ". " : ": \(own.joined(separator: "; ")). ")
    }
    return (lead ?? "The profile sets no limit. ") + Verdicts.sentence(peak)
  }
}
