import InertText

/// The columns of a terminal that text takes as messages show it.
enum ShownWidth {
  /// The columns that a terminal gives the text, after escaping.
  static func of(_ text: some Sequence<Unicode.Scalar>) -> Int {
    text.reduce(0) { $0 + InertText.escaped($1).unicodeScalars.reduce(0) { $0 + columns($1) } }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The blocks of East Asian and pictographic characters, two columns each (Unicode UAX 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]
}

/// A value from a file as messages quote it: inert, in backticks, and cut where it is long.
package func quoted(_ value: String) -> String {
  let limit = 60
  let scalars = value.unicodeScalars
  let text = InertText.escaped(scalars.prefix(limit))
  return scalars.dropFirst(limit).isEmpty ? "`\(text)`" : "`\(text)…`"
}
