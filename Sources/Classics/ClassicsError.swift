/// Why a classical model was not fitted.
package struct ClassicsError: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Codable, Sendable {
    case noItems
    case lengthMismatch
    /// All items had the same outcome.
    case singleClass
    /// An input, weight or option was not finite or out of its range.
    case outOfRange
    /// The columns are linearly dependent and nothing penalises them.
    case singular
    /// No characteristic told the outcomes apart.
    case nothingPredictive
  }

  package let code: Code
  /// What was wrong, with the offending value.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }

  /// Throws where there are no items, lengths differ, or outcomes are all the same.
  static func check(items: Int, outcomes: [Bool]) throws(ClassicsError) {
    guard items == outcomes.count else {
      throw ClassicsError(
        code: .lengthMismatch, message: "\(items) items have \(outcomes.count) outcomes")
    }
    guard items > 0 else { throw ClassicsError(code: .noItems, message: "there are no items") }
    guard outcomes.contains(true), outcomes.contains(false) else {
      throw ClassicsError(
        code: .singleClass, message: "all \(items) items have the outcome \(outcomes[0])")
    }
  }
}
