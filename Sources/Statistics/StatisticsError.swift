/// Why a statistic has no value for this input.
package struct StatisticsError: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Codable, Sendable {
    case tooFew
    case lengthMismatch
    case outOfRange
    /// The resampled statistic had no value too often to say how it varies.
    case undefinedStatistic
    /// All values are equal where they must differ.
    case constant
  }

  package let code: Code
  /// What was wrong, with the offending value.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
