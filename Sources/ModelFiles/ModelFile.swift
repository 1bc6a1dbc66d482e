import Tensors

/// The parameters of a trained model, network or classical, as they lie in a file.
///
/// The file: the magic `ASSAYMDL`, then little-endian the version (4 bytes), four zero bytes, the
/// length of the header and of the payload (8 each); the header as JSON with sorted keys; zeros up to
/// a multiple of 64; the payload, the arrays one after the other in the header's order, with zeros
/// before each so that it too starts at a multiple of 64, which a mapped array needs to be used in
/// place; and the SHA-256 of all before. Equal models give equal files. It knows nothing of what the
/// numbers mean.
package struct ModelFile: Hashable, Sendable, ArraySource {
  /// The version of the format that this code writes, and the only one it reads.
  package static let version: UInt32 = 2

  /// What the model is, as in `credit-risk/end-to-end`; the reader checks it.
  package var kind: String
  package var metadata: [String: String]
  package var arrays: [String: ModelArray]

  package init(
    kind: String, metadata: [String: String] = [:], arrays: [String: ModelArray] = [:]
  ) {
    self.kind = kind
    self.metadata = metadata
    self.arrays = arrays
  }

  package var label: String { "model '\(kind)'" }

  /// Writes the file, piece by piece: a temporary beside it first, which is then renamed.
  ///
  /// - Throws: `ModelFileError` of code `unwritable`; nothing is left of the file then.
  package func write(to path: String) throws(ModelFileError) {
    let head = try encodedHead()
    do {
      try FileWriter.replacing(path) { (writer) throws(FileError) in
        try stream(head: head) { (bytes) throws(FileError) in try writer.append(bytes) }
      }
    } catch {
      throw ModelFileError(.unwritable, error)
    }
  }

  /// The whole file's bytes; equal for equal models.
  package func encoded() throws(ModelFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try stream(head: encodedHead()) { bytes.append(copying: $0) }
    return bytes
  }

  /// Maps and checks a file.
  ///
  /// - Throws: `ModelFileError`, of any code but `unwritable` and `mismatch`.
  package static func read(_ path: String) throws(ModelFileError) -> ModelFile {
    let file: MappedFile
    do {
      file = try MappedFile(path)
    } catch {
      throw ModelFileError(.unreadable, error)
    }
    return try ModelFile(file)
  }

  /// Reads the whole file's bytes; `path` is for messages.
  ///
  /// - Throws: As `read(_:)` does.
  package init(bytes: [UInt8], path: String) throws(ModelFileError) {
    let file: MappedFile
    do {
      file = try MappedFile(copying: bytes, path: path)
    } catch {
      throw ModelFileError(.unreadable, error)
    }
    try self.init(file)
  }

  /// Checks that the model is of the kind that the reader knows.
  ///
  /// - Throws: `ModelFileError` of code `mismatch`.
  package func expect(kind: String) throws(ModelFileError) {
    guard self.kind == kind else {
      throw mismatch("its kind is '\(self.kind)', not '\(kind)'")
    }
  }
}
