#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// The parameters of a trained model, network or classical, as they lie in a file.
///
/// The file: the magic `ASSAYMDL`, then little-endian the version (4 bytes), four zero bytes, the
/// length of the header and of the payload (8 each); the header as JSON with sorted keys; the
/// payload, the arrays one after the other in the header's order; and the SHA-256 of all before.
/// Equal models give equal files. It knows nothing of what the numbers mean.
package struct ModelFile: Hashable, Sendable {
  /// The version of the format that this code writes, and the only one it reads.
  package static let version: UInt32 = 1

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

  /// Writes the file: a temporary beside it first, which is then renamed.
  ///
  /// - Throws: `ModelFileError` of code `unwritable`.
  package func write(to path: String) throws(ModelFileError) {
    do {
      try Data(encoded()).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw ModelFileError(.unwritable, path, "\(error)")
    }
  }

  /// Reads and checks a file.
  ///
  /// - Throws: `ModelFileError`, of any code but `unwritable` and `mismatch`.
  package static func read(_ path: String) throws(ModelFileError) -> ModelFile {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ModelFileError(.unreadable, path, "\(error)")
    }
    return try ModelFile(bytes: bytes, path: path)
  }

  /// The float32 array of a name.
  ///
  /// - Throws: `ModelFileError` of code `mismatch` where it is missing, of another precision, or,
  ///   if `shape` is given, of another shape.
  package func float32(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> [Float] {
    let array = try array(name, shape: shape)
    guard case .float32(let values) = array.elements else {
      throw mismatch("the array '\(name)' is float64, not float32")
    }
    return values
  }

  /// The float64 array of a name.
  ///
  /// - Throws: As `float32(_:shape:)` does.
  package func float64(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> [Double] {
    let array = try array(name, shape: shape)
    guard case .float64(let values) = array.elements else {
      throw mismatch("the array '\(name)' is float32, not float64")
    }
    return values
  }

  /// Checks that the model is of the kind that the reader knows.
  ///
  /// - Throws: `ModelFileError` of code `mismatch`.
  package func expect(kind: String) throws(ModelFileError) {
    guard self.kind == kind else {
      throw mismatch("its kind is '\(self.kind)', not '\(kind)'")
    }
  }

  private func array(_ name: String, shape: [Int]?) throws(ModelFileError) -> ModelArray {
    guard let array = arrays[name] else {
      throw mismatch("it has no array '\(name)', only \(arrays.keys.sorted())")
    }
    if let shape, shape != array.shape {
      throw mismatch("the array '\(name)' has the shape \(array.shape), not \(shape)")
    }
    return array
  }

  private func mismatch(_ detail: String) -> ModelFileError {
    ModelFileError(.mismatch, "model '\(kind)'", detail)
  }
}
