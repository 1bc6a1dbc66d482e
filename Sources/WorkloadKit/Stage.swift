/// One step of a hybrid, with a typed input and output.
///
/// A pipeline holds its stages as existentials, so that any of them can be swapped: for its
/// oracle, for a learned replacement, or, in a test, for one that fails.
package protocol Stage<Input, Output>: Sendable {
  associatedtype Input: Sendable
  associatedtype Output: Sendable

  /// Learned numbers that the stage holds.
  var parameters: Int { get }

  /// Carries out the step.
  ///
  /// - Throws: ``WorkloadError`` for an input that the stage cannot treat.
  func run(_ input: Input) throws(WorkloadError) -> Output
}

/// The corpus's truth in the place of a stage.
package struct Oracle<Input: Sendable, Output: Sendable>: Stage {
  private let truth: @Sendable (Input) -> Output?

  /// Makes an oracle from a look-up in the corpus; nil where the corpus does not know the input.
  package init(_ truth: @escaping @Sendable (Input) -> Output?) { self.truth = truth }

  package var parameters: Int { 0 }

  package func run(_ input: Input) throws(WorkloadError) -> Output {
    guard let output = truth(input) else {
      throw WorkloadError(
        "the corpus has no truth for this input", remedy: "ask an oracle about its own items only")
    }
    return output
  }
}
