/// Something that the system would not let us measure.
package struct MeasuringError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case unreadableMemory
    case peakNotReset
    case brokenChannel
  }

  package let code: Code
  /// What went wrong, in one sentence, with the system's own reason.
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
