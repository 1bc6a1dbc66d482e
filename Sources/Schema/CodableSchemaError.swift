/// A type whose JSON Schema cannot be derived: which, why, and what to do.
package struct CodableSchemaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The type's name, such as `Records.Scenario`.
  package let type: String
  package let problem: String
  package let remedy: String

  package init(type: String, problem: String, remedy: String) {
    self.type = type
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String { "\(type): \(problem); \(remedy)" }
}
