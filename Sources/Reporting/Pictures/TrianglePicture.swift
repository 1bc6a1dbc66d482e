import Figures
import Profiles
import Records

/// Who ranks first over all weights of the three dimensions.
enum TrianglePicture {
  private static let steps = 10

  static func picture(_ acceptability: Acceptability?, _ priorities: Profile.Priorities) -> Picture?
  {
    guard let acceptability, !acceptability.triangle.isEmpty else { return nil }
    return Picture(
      title: "Who ranks first at other priorities",
      description:
        "A triangle of the weights of data, latency and regulation, a cell for each tenth,"
        + " coloured by who ranks first in the greater share of draws; and where the profile's own"
        + " priorities lie.",
      caption: Line(
        caption(acceptability, priorities)
          + " The table has end-to-end's share of first ranks by the weights of data and latency;"
          + " regulation has the rest."), table: table(acceptability.triangle)
    ) { draw(acceptability.triangle, priorities, width: $0) }
  }

  /// Each row a share of data, each column one of latency; regulation has the rest.
  private static func table(_ triangle: [WeightPoint]) -> Table {
    let shares = (0...steps).map { Double($0) / Double(steps) }
    func first(_ data: Double, _ latency: Double) -> Line {
      let found = triangle.first { point in
        (point[.data] - data).magnitude < 0.01 && (point[.latency] - latency).magnitude < 0.01
      }
      return found.map { Line(Format.percent($0.endToEndFirst)) } ?? Line("")
    }
    return Table(
      [.init("data ↓ latency →")]
        + shares.map { .init(Format.percent($0), .right) },
      rows: shares.map { data in
        [Line(Format.percent(data))] + shares.map { first(data, $0) }
      })
  }

  /// From weights to places: data at the top, latency at the lower right, regulation at the left.
  private struct Triangle {
    let width: Double
    let side: Double
    let top = 52.0

    var height: Double { side * 0.866 }

    func callAsFunction(data: Double, latency: Double) -> Drawing.Point {
      .init((width - side) / 2 + side * (latency + data / 2), top + height * (1 - data))
    }
  }

  private static func draw(
    _ points: [WeightPoint], _ priorities: Profile.Priorities, width: Double
  ) -> Drawing {
    let triangle = Triangle(width: width, side: min(width - 60, 420))
    var drawing = Drawing(width: width, height: triangle.top + triangle.height + 92)
    for point in points {
      let place = triangle(data: point[.data], latency: point[.latency])
      cell(&drawing, place, radius: triangle.side / Double(steps) / 1.75, point.endToEndFirst)
    }
    let low = triangle.top + triangle.height
    drawing.label(
      "all weight on data", .init(width / 2, 12), .middle, .text, strong: true)
    let corners = triangle(data: 0, latency: 0).x...triangle(data: 0, latency: 1).x
    drawing.label(
      "regulation", .init(max(0, corners.lowerBound - 36), low + 42), .start, .text, strong: true)
    drawing.label(
      "latency", .init(min(width, corners.upperBound + 30), low + 42), .end, .text, strong: true)
    own(&drawing, priorities, triangle)
    legend(&drawing, y: low + 70)
    return drawing
  }

  private static func own(
    _ drawing: inout Drawing, _ priorities: Profile.Priorities, _ triangle: Triangle
  ) {
    let total = priorities.data + priorities.latency + priorities.regulation
    guard total > 0 else { return }
    let own = triangle(data: priorities.data / total, latency: priorities.latency / total)
    let aside = Drawing.Point(own.x + triangle.side * 0.36, own.y - triangle.side * 0.36)
    drawing.line([.init(own.x + 5, own.y - 5), aside], .text)
    drawing.point(own, .disc, .text, filled: false)
    drawing.label("your priorities", .init(aside.x - 10, aside.y - 6), .start, .text)
  }

  /// A hexagon: cells of a triangular grid.
  private static func cell(
    _ drawing: inout Drawing, _ place: Drawing.Point, radius: Double, _ endToEnd: Double
  ) {
    let half = radius * 0.866
    let corners = [
      (0, -radius), (half, -radius / 2), (half, radius / 2), (0, radius), (-half, radius / 2),
      (-half, -radius / 2),
    ].map { Drawing.Point(place.x + $0.0, place.y + $0.1) }
    let look = look(endToEnd)
    drawing.area(corners, look.ink, opacity: look.opacity)
  }

  /// Full where an architecture would be recommended, light where it only leads, grey where neither does.
  private static func look(_ endToEnd: Double) -> (ink: Drawing.Ink, opacity: Double) {
    switch endToEnd {
    case ...0.2: (.hybrid, 1)
    case ...0.4: (.hybrid, 0.5)
    case ..<0.6: (.rule, 0.7)
    case ..<0.8: (.endToEnd, 0.5)
    default: (.endToEnd, 1)
    }
  }

  private static func legend(_ drawing: inout Drawing, y: Double) {
    let middle = drawing.width / 2
    for (index, share) in [0.1, 0.3, 0.5, 0.7, 0.9].enumerated() {
      let x = middle + (Double(index) - 2.3) * 22
      cell(&drawing, .init(x, y), radius: 10, share)
    }
    drawing.label("hybrid first", .init(middle - 66, y + 4), .end, .hybrid)
    drawing.label("end-to-end first", .init(middle + 53, y + 4), .start, .endToEnd)
  }

  private static func caption(
    _ acceptability: Acceptability, _ priorities: Profile.Priorities
  ) -> String {
    let points = acceptability.triangle
    func share(_ count: Int) -> String { Format.percent(Double(count) / Double(points.count)) }
    let endToEnd = points.count { $0.endToEndFirst >= 0.8 }
    let hybrid = points.count { $0.endToEndFirst <= 0.2 }
    let own = acceptability.firstRank[.hybrid].map {
      "Around your own priorities hybrid ranks first in \(Format.percent($0)) of the draws. "
    }
    return (own ?? "")
      + "Over all weights, hybrid ranks first in at least 80 % of the draws at \(share(hybrid)) of"
      + " the cells, end-to-end at \(share(endToEnd))"
      + "\(stability(endToEnd, hybrid, points.count))"
      + unmeasured(acceptability.criteria)
      + " The weights are held fixed in each cell, and requirements stand above them: an"
      + " architecture that a requirement rules out is not built, whatever its colour."
  }

  /// What of the cells is no measurement.
  private static func unmeasured(_ criteria: [Acceptability.Criterion]) -> String {
    func names(_ isNamed: (Acceptability.Criterion) -> Bool) -> String? {
      let named = Dimension.allCases.filter { dimension in
        criteria.contains { $0.dimension == dimension && isNamed($0) }
      }
      return named.isEmpty ? nil : Verdicts.joined(named.map(Words.title))
    }
    let prior = names { $0.measured == nil }.map {
      " On \($0) nothing was measured: the prior stands in."
    }
    let beyond = names { $0.measured != nil && $0.measured != $0.utilities }.map {
      " On \($0) some draws take the prior, beyond what was measured."
    }
    return (prior ?? "") + (beyond ?? "")
  }

  private static func stability(_ endToEnd: Int, _ hybrid: Int, _ all: Int) -> String {
    if max(endToEnd, hybrid) == all { return ": the choice does not depend on the priorities." }
    if endToEnd > 0, hybrid > 0 { return ": the choice depends on the priorities." }
    if endToEnd + hybrid == 0 { return ": no priorities make it clear." }
    return ": other priorities can leave it open, none turn it round."
  }
}

extension WeightPoint {
  subscript(_ dimension: Dimension) -> Double { weights[dimension] ?? 0 }
}
