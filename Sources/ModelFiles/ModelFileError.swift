import Tensors

/// Why a model file could not be read or written: what, where, and what to do about it.
package struct ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  package enum Code: String, Sendable {
    case unreadable
    case unwritable
    /// It does not begin as a model file does.
    case notAModelFile
    case wrongVersion
    case truncated
    /// Its bytes are not those that were written.
    case altered
    /// It is whole, but does not say what it should.
    case malformed
    /// It is a model of another kind, or lacks something that the reader needs.
    case mismatch
  }

  package let code: Code
  /// The file, or `memory` for a model that was not read from one.
  package let path: String
  /// Where in the file the trouble was found, in bytes.
  package let offset: Int?
  /// What was found, and what would be right.
  package let detail: String

  package init(_ code: Code, _ path: String, offset: Int? = nil, _ detail: String) {
    self.code = code
    self.path = path
    self.offset = offset
    self.detail = detail
  }

  init(_ code: Code, _ error: FileError) {
    self.init(code, error.path, "\(error.operation): \(error.reason)")
  }

  /// What the user may do about it.
  package var remedy: String {
    switch code {
    case .unreadable: "check that the file exists and may be read"
    case .unwritable: "check that the folder exists, may be written and has room"
    case .notAModelFile: "name a file that assay wrote"
    case .wrongVersion: "train the model again, or use the assay that wrote it"
    case .truncated, .altered, .malformed: "train the model again, or copy the file again"
    case .mismatch: "use the model with the workload and architecture that it was trained for"
    }
  }

  /// All of it on one line: `models/0007.model: byte 12: wrong version: …; train the model again …`.
  package var description: String {
    let place = offset.map { "byte \($0): " } ?? ""
    return "\(path): \(place)\(code.words): \(detail); \(remedy)"
  }
}

extension ModelFileError.Code {
  fileprivate var words: String {
    switch self {
    case .unreadable: "cannot be read"
    case .unwritable: "cannot be written"
    case .notAModelFile: "not a model file"
    case .wrongVersion: "wrong version"
    case .truncated: "truncated"
    case .altered: "altered"
    case .malformed: "malformed"
    case .mismatch: "not the model expected"
    }
  }
}
