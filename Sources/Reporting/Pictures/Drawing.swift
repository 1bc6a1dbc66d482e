/// A drawing as a value: marks on a sheet, with colours by meaning; the page's theme says which they are.
package struct Drawing: Sendable, Equatable {
  /// In pixels from the upper left.
  package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// What a mark stands for.
  package enum Ink: String, Sendable, CaseIterable {
    case endToEnd = "end-to-end"
    case hybrid
    case limit
    case text = "ink"
    case quiet = "soft"
    case rule
    case grid
    case paper
  }

  /// The form of a point's mark: architectures differ in form as well as in colour.
  package enum Form: Sendable {
    case disc
    case diamond
  }

  package enum Anchor: String, Sendable {
    case start
    case middle
    case end
  }

  package enum Mark: Sendable, Equatable {
    case line([Point], Ink, width: Double, dashed: Bool)
    /// A closed outline, filled.
    case area([Point], Ink, opacity: Double)
    /// A point's mark; one that is not filled shows the paper.
    case point(Point, Form, Ink, filled: Bool)
    case label(String, Point, Anchor, Ink, strong: Bool)
  }

  package var width: Double
  package var height: Double
  package private(set) var marks: [Mark] = []

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  package mutating func line(
    _ points: [Point], _ ink: Ink, width: Double = 1, dashed: Bool = false
  ) {
    marks.append(.line(points, ink, width: width, dashed: dashed))
  }

  package mutating func area(_ points: [Point], _ ink: Ink, opacity: Double = 1) {
    marks.append(.area(points, ink, opacity: opacity))
  }

  /// A rectangle, filled.
  package mutating func bar(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ ink: Ink, opacity: Double = 1
  ) {
    area(
      [
        Point(x.lowerBound, y.lowerBound), Point(x.upperBound, y.lowerBound),
        Point(x.upperBound, y.upperBound), Point(x.lowerBound, y.upperBound),
      ], ink, opacity: opacity)
  }

  package mutating func point(_ place: Point, _ form: Form, _ ink: Ink, filled: Bool = true) {
    marks.append(.point(place, form, ink, filled: filled))
  }

  package mutating func label(
    _ text: String, _ place: Point, _ anchor: Anchor = .start, _ ink: Ink = .text,
    strong: Bool = false
  ) {
    marks.append(.label(text, place, anchor, ink, strong: strong))
  }

  /// Roughly how wide a label is, in pixels: fonts differ, so leave room.
  package static func width(of text: String, strong: Bool = false) -> Double {
    Double(DisplayWidth.of(text)) * (strong ? 8.4 : 7.5)
  }
}
