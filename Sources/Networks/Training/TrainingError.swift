/// Why a network could not be trained.
package struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  package enum Code: String, Sendable {
    case noExamples
    /// A loss was infinite or not a number.
    case diverged
    /// The data does not fit the network.
    case badData
    /// The caller's own loss function failed otherwise.
    case failed
  }

  package let code: Code
  /// The step of the optimiser, counted from 0.
  package let step: Int
  package let detail: String

  package init(_ code: Code, step: Int, _ detail: String) {
    self.code = code
    self.step = step
    self.detail = detail
  }

  /// All of it on one line, with what to do about it.
  package var description: String {
    switch code {
    case .noExamples: "training: there are no examples; give at least one"
    case .diverged: "training: step \(step): \(detail); lower the learning rate or scale the inputs"
    case .badData, .failed: "training: step \(step): \(detail)"
    }
  }
}
