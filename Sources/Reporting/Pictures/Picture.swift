import Records

/// A drawing with what makes it readable without seeing it: its table, and what to conclude from it.
package struct Picture: Sendable, Equatable {
  /// The width that a page has for a drawing, and a phone.
  package static let widths = (wide: 680.0, narrow: 350.0)

  package var title: String
  /// What is drawn, for those who do not see it.
  package var description: String
  /// What to conclude, and how sure that is.
  package var caption: Line
  package var wide: Drawing
  package var narrow: Drawing
  package var table: Table

  /// Draws the picture at both widths.
  package init(
    title: String, description: String, caption: Line, table: Table,
    draw: (_ width: Double) -> Drawing
  ) {
    self.title = title
    self.description = description
    self.caption = caption
    self.table = table
    wide = draw(Picture.widths.wide)
    narrow = draw(Picture.widths.narrow)
  }
}

extension Architecture {
  var ink: Drawing.Ink {
    switch self {
    case .endToEnd: .endToEnd
    case .hybrid: .hybrid
    }
  }

  var form: Drawing.Form {
    switch self {
    case .endToEnd: .disc
    case .hybrid: .diamond
    }
  }
}

extension Drawing {
  /// An estimate with its interval, on a level line.
  mutating func estimate(
    _ value: Double, _ interval: ClosedRange<Double>?, _ axis: Axis,
    y: Double, _ architecture: Architecture
  ) {
    if let interval {
      line(
        [Point(axis(interval.lowerBound), y), Point(axis(interval.upperBound), y)],
        architecture.ink, width: 2)
    }
    point(Point(axis(value), y), architecture.form, architecture.ink)
  }

  /// Ticks with their labels below a drawing, and faint lines up to `top`.
  mutating func ticks(
    _ axis: Axis, at values: [Double], from top: Double, to bottom: Double,
    _ text: (Double) -> String
  ) {
    for value in values {
      line([Point(axis(value), top), Point(axis(value), bottom)], .grid)
      let label = text(value)
      let half = Drawing.width(of: label) / 2
      // A label at the very edge would be cut off.
      let x = min(max(axis(value), half), width - half)
      self.label(label, Point(x, bottom + 16), .middle, .quiet)
    }
  }
}
