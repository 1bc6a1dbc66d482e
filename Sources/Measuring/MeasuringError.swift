/// Something that the system would not let us measure.
package struct MeasuringError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case unreadableMemory
    case peakNotReset
    case brokenChannel
    /// A model does not fit into this machine's memory.
    case tooLarge
  }

  package let code: Code
  /// What went wrong, in one sentence, with the system's own reason.
  package let message: String
  /// What to do about it; nil where nothing of ours helps.
  package let remedy: String?

  package init(code: Code, message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  package var description: String { message + (remedy.map { "; " + $0 } ?? "") }
}
