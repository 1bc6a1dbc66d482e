import Figures
import Records

/// What a picture lets one conclude, in sentences made of the evidence's own verdicts.
enum Verdicts {
  /// One figure's comparison: who is better, and how sure that is.
  static func sentence(_ figure: ComparedFigure) -> String {
    let name = figure.kind.title
    guard let contrast = figure.contrast else { return "\(name) is not compared." }
    let shown = "\(contrast.text(figure.kind.unit))\(level(contrast.estimate))"
    switch contrast.verdict {
    case .better: return "End-to-end is better in \(name): \(shown), conclusively."
    case .worse: return "Hybrid is better in \(name): \(shown), conclusively."
    case .equivalent:
      return "In \(name) the two are equivalent: \(shown), within the margin of \(margin(figure))."
    case .inconclusive:
      let settled = contrast.settledBy.map { " It would be settled by \($0)." } ?? ""
      return "Which is better in \(name) is open: \(shown).\(settled)"
    case nil: return "No verdict rests on \(name): \(shown)."
    }
  }

  /// Several figures by verdict, those of one verdict together.
  static func summary(_ figures: [ComparedFigure]) -> String {
    let groups: [(String, (ComparisonVerdict?) -> Bool)] = [
      ("end-to-end is better in ", { $0 == .better }), ("hybrid is better in ", { $0 == .worse }),
      ("equivalent are ", { $0 == .equivalent }), ("open is ", { $0 == .inconclusive }),
      ("without a verdict is ", { $0 == nil }),
    ]
    let parts = groups.compactMap { lead, holds -> String? in
      let names = figures.filter { $0.contrast.map { holds($0.verdict) } ?? false }
        .map(\.kind.title)
      return names.isEmpty ? nil : lead + joined(names)
    }
    guard let first = parts.first else { return "" }
    let text = ([first.capitalisedFirst] + parts.dropFirst()).joined(separator: "; ")
    return text + "."
  }

  static func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The margin of a contrast as it is compared, such as `±0.005` or `10 %`.
  static func margin(_ figure: ComparedFigure) -> String {
    guard let contrast = figure.contrast else { return "" }
    return switch contrast.scale {
    case .difference: "±\(Format.setting(contrast.margin, figure.kind.unit))"
    case .ratio: Format.percent(contrast.margin)
    }
  }

  private static func level(_ estimate: Estimate) -> String {
    estimate.interval.map { " (\(Format.percent($0.level)) interval)" } ?? ", without an interval"
  }
}

extension ComparedFigure {
  /// End-to-end's advantage in margins, positive where it is better, whichever way the figure gets better.
  var advantageInMargins: (value: Double, interval: ClosedRange<Double>?)? {
    guard let contrast, contrast.scale == .difference, contrast.margin > 0 else { return nil }
    let sign = kind.direction == .higherIsBetter ? 1.0 : -1.0
    let scaled = contrast.estimate.interval.map { interval in
      let ends = [interval.lower, interval.upper].map { sign * $0 / contrast.margin }
      return min(ends[0], ends[1])...max(ends[0], ends[1])
    }
    return (sign * contrast.estimate.value / contrast.margin, scaled)
  }
}

extension Estimate {
  /// The bounds of the interval; nil where there is none.
  var bounds: ClosedRange<Double>? {
    interval.flatMap { $0.lower <= $0.upper ? $0.lower...$0.upper : nil }
  }
}
