import Figures
import NumericCore
import Profiles
import Records

/// The latencies of both architectures as shares answered within a time, the tail drawn out.
enum LatencyPicture {
  private static let (top, bottom, left) = (30.0, 270.0, 46.0)

  static func picture(
    _ evidence: Evidence, _ profile: Profile, _ requirements: [RequirementResult]
  ) -> Picture? {
    let distributions = evidence.timed.distributions.filter { $0.points.count > 1 }
    let figures = evidence.timed.figures.filter { $0.kind.unit == .seconds && isLatency($0) }
    guard !distributions.isEmpty, let table = FigureTables.table(figures) else { return nil }
    return Picture(
      title: "Latency",
      description: "The share of queries that each architecture answered within a time, times on a"
        + " logarithmic axis, each further nine of the share taking as much room as the last; and"
        + " the budget.",
      caption: Line(caption(evidence, profile, requirements)), table: table
    ) { draw(distributions, profile, width: $0) }
  }

  private static func isLatency(_ figure: ComparedFigure) -> Bool {
    figure.kind.id.hasPrefix("latency-")
  }

  /// The height of a share: as far up for each further nine.
  private static func nines(_ share: Double) -> Double {
    -Double.log(max(1 - share, 1e-6)) / Double.log(10)
  }

  private static func draw(
    _ distributions: [LatencyDistribution], _ profile: Profile, width: Double
  ) -> Drawing {
    var drawing = Drawing(width: width, height: bottom + 40)
    let points = distributions.flatMap(\.points)
    let times = points.map(\.seconds) + [profile.latency.budget]
    guard let least = times.filter({ $0 > 0 }).min(), let most = times.max() else { return drawing }
    let shares = points.map(\.share) + [profile.latency.percentile]
    let x = Axis(least...most, at: left...(width - 12), .logarithmic, margin: 0.04)
    let y = Axis(0...nines(shares.max() ?? 0.9), at: top...bottom, margin: 0.02)
    func height(_ share: Double) -> Double { top + bottom - y(nines(share)) }
    for share in [0.5, 0.9, 0.99, 0.999] where share <= shares.max() ?? 0 {
      drawing.line([.init(left, height(share)), .init(width - 12, height(share))], .grid)
      let name = Format.setting(100 * share, .dimensionless) + " %"
      drawing.label(name, .init(left - 6, height(share) + 4), .end, .quiet)
    }
    drawing.ticks(x, at: x.ticks(width > 500 ? 8 : 4), from: bottom, to: bottom + 4) {
      Format.setting($0, .seconds)
    }
    drawing.label("time to answer", .init(width - 12, bottom + 36), .end, .quiet)
    budget(&drawing, x, height(profile.latency.percentile), profile, width: width)
    curves(&drawing, distributions) { .init(x($0.seconds), height($0.share)) }
    return drawing
  }

  /// The budget as a corner: curves must pass to the left of its tip.
  private static func budget(
    _ drawing: inout Drawing, _ x: Axis, _ height: Double, _ profile: Profile, width: Double
  ) {
    let budget = x(profile.latency.budget)
    drawing.line([.init(budget, top), .init(budget, bottom)], .limit, dashed: true)
    drawing.line([.init(budget - 10, height), .init(budget, height)], .limit, width: 3)
    let text = "budget \(Format.setting(profile.latency.budget, .seconds))"
    let isLeft = budget + Drawing.width(of: text) / 2 > width
    drawing.label(
      text, .init(isLeft ? min(budget, width) : budget, top - 12), isLeft ? .end : .middle, .limit)
  }

  /// Each curve with its name at the upper end, on the side where no other curve is.
  private static func curves(
    _ drawing: inout Drawing, _ distributions: [LatencyDistribution],
    _ place: (LatencyDistribution.Point) -> Drawing.Point
  ) {
    let paths = distributions.map { ($0.architecture, $0.points.map(place)) }
    let middles = paths.map { $0.1[$0.1.count / 2].x }
    for (index, (architecture, path)) in paths.enumerated() {
      drawing.line(path, architecture.ink, width: 2)
      let isRight = middles[index] == middles.max()
      let anchor = path[path.count / 2]
      drawing.label(
        architecture.rawValue, .init(anchor.x + (isRight ? 10 : -10), anchor.y + 4),
        isRight ? .start : .end, architecture.ink, strong: true)
    }
  }

  private static func caption(
    _ evidence: Evidence, _ profile: Profile, _ requirements: [RequirementResult]
  ) -> String {
    let percent = Format.setting(100 * profile.latency.percentile, .dimensionless)
    let budget = Format.setting(profile.latency.budget, .seconds)
    let own = requirements.filter { $0.figure.hasPrefix("latency-") }
    let verdicts = own.map { result in
      switch result.verdict {
      case .met: "\(result.architecture.rawValue) meets it, its whole interval within"
      case .unmet: "\(result.architecture.rawValue) does not meet it"
      case .inconclusive: "whether \(result.architecture.rawValue) meets it is open"
      }
    }
    var sentences = ["The budget asks for \(percent) % of queries within \(budget)"]
    sentences[0] += verdicts.isEmpty ? "." : ": " + verdicts.joined(separator: "; ") + "."
    let id = own.first?.figure
    if let figure = evidence.timed.figures.first(where: { $0.kind.id == id }) {
      sentences.append(Verdicts.sentence(figure))
    }
    let queries = evidence.timed.distributions.map {
      "\(Format.count($0.queries)) of \($0.architecture.rawValue)"
    }
    sentences.append(
      "The curves pool the queries of all sessions, \(Verdicts.joined(queries)), and end where these"
        + " show no more; they have no intervals, the table has.")
    return sentences.joined(separator: " ")
  }
}
