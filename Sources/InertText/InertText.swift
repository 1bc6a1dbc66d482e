/// Text from outside, made harmless for whoever looks at it.
package enum InertText {
  /// Whether a character could steer a terminal, hide itself, or reorder what stands around it.
  ///
  /// By general category (Unicode Standard, chapter 4.5): controls of both sets of ECMA-48, line and
  /// paragraph separators, format characters such as the marks that turn the direction of writing
  /// (Unicode Technical Report 36) or the invisible tags, and what has no agreed look at all.
  package static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      return true
    default:
      return false
    }
  }

  /// The character, or its code where it is active, such as `\t` or `\u{1B}`.
  package static func escaped(_ scalar: Unicode.Scalar) -> String {
    guard isActive(scalar) else { return String(scalar) }
    if scalar == "\t" { return "\\t" }
    return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// The text with every active character written as its code, but for those that may stay.
  ///
  /// - Parameters:
  ///   - text: Text from a file, a worker or a user.
  ///   - kept: Active characters that are left, such as the line break where lines are printed.
  /// - Returns: Text that only shows.
  package static func escaped(
    _ text: some Sequence<Unicode.Scalar>, keeping kept: Set<Unicode.Scalar> = []
  ) -> String {
    var result = ""
    for scalar in text {
      if isActive(scalar), !kept.contains(scalar) {
        result += escaped(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
