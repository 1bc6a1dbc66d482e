import Tensors

/// Why a safetensors file could not be read or written: what, where, and what to do about it.
package struct SafetensorsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  package enum Code: String, Sendable {
    case unreadable
    case unwritable
    case truncated
    /// The header is longer than the format allows.
    case headerTooLong
    /// The header is not the JSON that the format asks for.
    case malformedHeader
    case duplicateName
    /// The format allows it, and this reader does not know it.
    case unsupported
    /// The offsets of an array do not hold the numbers of its shape.
    case wrongLength
    case overlap
    /// Bytes between two arrays belong to none.
    case hole
    case trailingBytes
  }

  package let code: Code
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
    case .unwritable: "check the names, and that the folder exists, may be written and has room"
    case .truncated: "copy the file again"
    case .headerTooLong, .malformedHeader: "name a file in the safetensors format"
    case .unsupported: "convert the array to F32, F64, I32 or I64 of fewer elements"
    case .duplicateName, .wrongLength, .overlap, .hole, .trailingBytes:
      "copy the file again, or mend the program that wrote it"
    }
  }

  /// All of it on one line: `encoder.safetensors: byte 8: truncated: …; copy the file again`.
  package var description: String {
    let place = offset.map { "byte \($0): " } ?? ""
    return "\(path): \(place)\(code.words): \(detail); \(remedy)"
  }
}

extension SafetensorsError.Code {
  fileprivate var words: String {
    switch self {
    case .unreadable: "cannot be read"
    case .unwritable: "cannot be written"
    case .truncated: "truncated"
    case .headerTooLong: "header too long"
    case .malformedHeader: "malformed header"
    case .duplicateName: "duplicate name"
    case .unsupported: "not supported"
    case .wrongLength: "wrong length"
    case .overlap: "overlapping arrays"
    case .hole: "hole between arrays"
    case .trailingBytes: "bytes after the end"
    }
  }
}
