import Figures
import Profiles
import Records

/// Quality by the number of examples trained on.
enum CurvePicture {
  static func picture(_ facts: Evidence.TimeFree, _ profile: Profile) -> Picture? {
    guard let kind = facts.scores.first?.kind, let table = FigureTables.curveTable(facts) else {
      return nil
    }
    let ceiling = facts.ceilings[kind.id]
    return Picture(
      title: "\(kind.title) by examples trained on",
      description: "\(kind.title) of both architectures at each size that was trained, with"
        + " intervals, sizes on a logarithmic axis"
        + (ceiling == nil ? "" : ", and what the true probabilities score")
        + (facts.crossover == nil ? "." : "; with the fitted curves, dashed where projected."),
      caption: Line(caption(facts, kind, profile)), table: table
    ) { draw(facts, kind, profile, width: $0) }
  }

  private static func draw(
    _ facts: Evidence.TimeFree, _ kind: FigureKind, _ profile: Profile, width: Double
  ) -> Drawing {
    let (left, right, top, bottom) = (46.0, width - 92, 18.0, 270.0)
    var drawing = Drawing(width: width, height: bottom + 40)
    let sizes = facts.curve.map { Double($0.size) }
    let wanted = Double(profile.data.pairedExamples)
    // Within a factor of four the profile's own size has its place; beyond, words say where it lies.
    let isNear = wanted > 0 && wanted <= 4 * (sizes.last ?? 0)
    let furthest = facts.crossover?.curves.values.compactMap { $0.course?.last?.size } ?? []
    let ends = sizes + furthest + (isNear ? [wanted] : [])
    guard let least = ends.min(), let most = ends.max() else { return drawing }
    let x = Axis(least...most, at: left...right, .logarithmic, margin: 0.04)
    let levels =
      values(facts) + [facts.ceilings[kind.id], profile.quality.target].compactMap(\.self)
    guard let low = levels.min(), let high = levels.max() else { return drawing }
    let y = Axis(low...high, at: top...bottom, margin: 0.05)
    func place(_ size: Double, _ value: Double) -> Drawing.Point {
      .init(x(size), top + bottom - y(value))
    }
    for tick in y.ticks(6) {
      let height = place(least, tick).y
      drawing.line([.init(left, height), .init(right, height)], .grid)
      drawing.label(Format.setting(tick, kind.unit), .init(left - 6, height + 4), .end, .quiet)
    }
    for size in sizes {
      drawing.label(Format.count(Int(size)), .init(x(size), bottom + 18), .middle, .quiet)
    }
    drawing.label("examples", .init(right, bottom + 36), .end, .quiet)
    levelLines(&drawing, facts, kind, profile, left, right) { place(least, $0).y }
    if isNear {
      drawing.line([.init(x(wanted), top), .init(x(wanted), bottom)], .quiet, dashed: true)
      drawing.label("your data", .init(x(wanted), top - 6), .middle, .quiet)
    } else if wanted > most {
      drawing.label(
        "your \(Format.count(Int(wanted))) lie beyond →", .init(right, bottom - 8), .end, .quiet)
    }
    if let crossover = facts.crossover {
      fitted(&drawing, crossover, top...bottom, place)
    }
    curves(&drawing, facts, place)
    return drawing
  }

  private static func levelLines(
    _ drawing: inout Drawing, _ facts: Evidence.TimeFree, _ kind: FigureKind, _ profile: Profile,
    _ left: Double, _ right: Double, _ height: (Double) -> Double
  ) {
    if let ceiling = facts.ceilings[kind.id] {
      let y = height(ceiling)
      drawing.line([.init(left, y), .init(right, y)], .quiet, dashed: true)
      drawing.label("best possible", .init(drawing.width, y + 4), .end, .quiet)
    }
    if let target = profile.quality.target {
      let y = height(target)
      drawing.line([.init(left, y), .init(right, y)], .limit, dashed: true)
      drawing.label("your target", .init(right + 6, y + 4), .start, .limit)
    }
  }

  /// The fitted curves, dashed beyond what was measured, and the interval of where they cross.
  private static func fitted(
    _ drawing: inout Drawing, _ crossover: CrossoverEvidence, _ heights: ClosedRange<Double>,
    _ place: (Double, Double) -> Drawing.Point
  ) {
    if let interval = crossover.interval {
      let (low, high) = (place(interval.lower, 0).x, place(interval.upper, 0).x)
      drawing.bar(x: low...max(low, high), y: heights, .quiet, opacity: 0.15)
      drawing.label("crossover", .init((low + high) / 2, heights.upperBound - 8), .middle, .quiet)
    }
    for architecture in Architecture.allCases {
      let course = crossover.curves[architecture]?.course ?? []
      let measured = Double(crossover.measured) * (1 + 1e-9)
      let known = course.prefix { $0.size <= measured }
      drawing.line(known.map { place($0.size, $0.score) }, architecture.ink)
      let beyond = course.suffix(course.count - max(known.count - 1, 0))
      drawing.line(beyond.map { place($0.size, $0.score) }, architecture.ink, dashed: true)
    }
  }

  private static func curves(
    _ drawing: inout Drawing, _ facts: Evidence.TimeFree,
    _ place: (Double, Double) -> Drawing.Point
  ) {
    var ends: [(Architecture, Drawing.Point)] = []
    for (index, architecture) in Architecture.allCases.enumerated() {
      // A step aside, so that intervals at one size do not cover each other.
      let aside = index == 0 ? -3.0 : 3
      let points = facts.curve.compactMap { point in
        point.estimates[architecture].map { (Double(point.size), $0) }
      }
      let path = points.map { size, estimate in
        let point = place(size, estimate.value)
        return Drawing.Point(point.x + aside, point.y)
      }
      // Where a curve was fitted it is drawn, and the points stand beside it.
      if facts.crossover?.curves[architecture]?.course == nil {
        drawing.line(path, architecture.ink, width: 1.5)
      }
      for ((size, estimate), point) in zip(points, path) {
        if let bounds = estimate.bounds {
          let (low, high) = (place(size, bounds.lowerBound).y, place(size, bounds.upperBound).y)
          drawing.line([.init(point.x, low), .init(point.x, high)], architecture.ink, width: 1.5)
        }
        drawing.point(point, architecture.form, architecture.ink)
      }
      let furthest = facts.crossover?.curves[architecture]?.course?.last
      let end = furthest.map { place($0.size, $0.score) } ?? path.last
      if let end { ends.append((architecture, end)) }
    }
    let heights = apart(ends.map(\.1.y), by: 16)
    for ((architecture, end), height) in zip(ends, heights) {
      drawing.label(
        architecture.rawValue, .init(end.x + 12, height + 4), .start, architecture.ink, strong: true
      )
    }
  }

  /// Two heights moved apart where labels there would touch.
  static func apart(_ heights: [Double], by distance: Double) -> [Double] {
    guard heights.count == 2, (heights[0] - heights[1]).magnitude < distance else { return heights }
    let middle = (heights[0] + heights[1]) / 2
    let sign = heights[0] <= heights[1] ? -0.5 : 0.5
    return [middle + sign * distance, middle - sign * distance]
  }

  private static func values(_ facts: Evidence.TimeFree) -> [Double] {
    let fitted = facts.crossover?.curves.values.flatMap { $0.course?.map(\.score) ?? [] } ?? []
    return fitted
      + facts.curve.flatMap { point in
        point.estimates.values.flatMap { estimate in
          [estimate.value] + (estimate.bounds.map { [$0.lowerBound, $0.upperBound] } ?? [])
        }
      }
  }

  private static func caption(
    _ facts: Evidence.TimeFree, _ kind: FigureKind, _ profile: Profile
  ) -> String {
    let verdicts = facts.curve.map { point in
      "at \(Format.count(point.size)) examples \(leader(point.contrast))"
    }
    var sentences = [verdicts.joined(separator: "; ").capitalisedFirst + "."]
    if let ceiling = facts.ceilings[kind.id] {
      sentences.append(
        "The true probabilities score \(Format.value(ceiling, kind.unit)) on these items; no answerer"
          + " does better in the long run.")
    }
    let wanted = profile.data.pairedExamples
    if let largest = facts.curve.last?.size, wanted > largest {
      sentences.append(
        "Your \(Format.count(wanted)) examples lie beyond the largest size that was measured:"
          + " what the curves would do there is not known.")
    }
    return sentences.joined(separator: " ")
  }

  private static func leader(_ contrast: Contrast?) -> String {
    switch contrast?.verdict {
    case .better: "end-to-end is better, conclusively"
    case .worse: "hybrid is better, conclusively"
    case .equivalent: "the two are equivalent"
    case .inconclusive: "it is open which is better"
    case nil: "there is no verdict"
    }
  }
}
