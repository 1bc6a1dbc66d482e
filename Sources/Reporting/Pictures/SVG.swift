/// A drawing as an SVG element for a page: text escaped, colours from the page's custom properties.
enum SVG {
  /// The element.
  ///
  /// - Parameters:
  ///   - drawing: The marks, painted in order.
  ///   - id: A name that no other element of the page has.
  ///   - title: What the drawing is, for those who do not see it.
  ///   - description: What it shows.
  ///   - style: The class of the element.
  /// - Returns: One line of markup for each mark.
  static func element(
    _ drawing: Drawing, id: String, title: String, description: String, style: String
  ) -> String {
    let size = "\(number(drawing.width)) \(number(drawing.height))"
    let id = Escaping.markup(id)
    return """
      <svg class="\(Escaping.markup(style))" viewBox="0 0 \(size)" width="\(number(drawing.width))" \
      role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-text">
      <title id="\(id)-title">\(Escaping.markup(title))</title>
      <desc id="\(id)-text">\(Escaping.markup(description))</desc>
      \(drawing.marks.map { markup($0) + "\n" }.joined())</svg>

      """
  }

  private static func markup(_ mark: Drawing.Mark) -> String {
    switch mark {
    case .line(let points, let ink, let width, let dashed):
      let dash = dashed ? " stroke-dasharray=\"4 3\"" : ""
      return "<polyline class=\"s-\(ink.rawValue)\" stroke-width=\"\(number(width))\"\(dash)"
        + " points=\"\(path(points))\"/>"
    case .area(let points, let ink, let opacity):
      let share = opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : ""
      return "<polygon class=\"f-\(ink.rawValue)\"\(share) points=\"\(path(points))\"/>"
    case .point(let place, let form, let ink, let filled): return point(place, form, ink, filled)
    case .label(let text, let place, let anchor, let ink, let strong):
      let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
      let weight = strong ? " font-weight=\"600\"" : ""
      return "<text class=\"f-\(ink.rawValue)\" x=\"\(number(place.x))\" y=\"\(number(place.y))\""
        + "\(side)\(weight)>\(Escaping.markup(text))</text>"
    }
  }

  private static func point(
    _ place: Drawing.Point, _ form: Drawing.Form, _ ink: Drawing.Ink, _ filled: Bool
  ) -> String {
    let style = "class=\"\(filled ? "f" : "o")-\(ink.rawValue)\""
    switch form {
    case .disc:
      return "<circle \(style) cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"4.5\"/>"
    case .diamond:
      let reach = 5.5
      let corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)].map {
        Drawing.Point(place.x + $0, place.y + $1)
      }
      return "<polygon \(style) points=\"\(path(corners))\"/>"
    }
  }

  private static func path(_ points: [Drawing.Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// With at most two decimals; nothing that is no number reaches a drawing.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return sign + String(whole) }
    let digits = rest < 10 ? "0\(rest)" : rest.isMultiple(of: 10) ? String(rest / 10) : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }

  /// The rules of the style sheet that drawings need, a stroke and a fill for each ink.
  static let style: String = {
    var rules = [
      ".picture {margin: 1.5rem 0 2rem} .picture svg {display: block; max-width: 100%; height: auto}",
      ".picture text {font-size: 13px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px;"
        + " stroke-linejoin: round}",
      ".picture polyline {fill: none; stroke-linejoin: round}",
      ".narrow {display: none !important}",
      "@media (max-width: 44rem) {.wide {display: none !important}"
        + " .narrow {display: block !important}}",
      "figcaption {max-width: 42rem; margin: .75rem 0} figcaption b {display: block}",
    ]
    for ink in Drawing.Ink.allCases {
      let name = ink.rawValue
      rules.append(
        ".s-\(name) {stroke: var(--\(name))} .f-\(name) {fill: var(--\(name))}"
          + " .o-\(name) {fill: var(--paper); stroke: var(--\(name)); stroke-width: 2}")
    }
    return rules.joined(separator: "\n")
  }()
}
