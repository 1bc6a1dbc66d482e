import Tensors

/// Arrays by name in the safetensors format, in which models are exchanged with other programs.
///
/// The file: the length of the header in 8 bytes, little-endian; the header, JSON with type, shape
/// and place of every array, filled with spaces to a multiple of 8; the numbers, row-major and
/// little-endian. Read and written are F32, F64, I32 and I64. The format has no checksum: an altered
/// number is not found out, which a `ModelFile` does.
///
/// Source: https://github.com/huggingface/safetensors, README and `safetensors/src/tensor.rs`,
/// whose order of arrays is kept, so that equal arrays give the file that it writes.
package struct SafetensorsFile: Hashable, Sendable, ArraySource {
  /// The longest header that the format allows, in bytes.
  package static let longestHeader = 100_000_000

  package var metadata: [String: String]
  package var arrays: [String: ModelArray]

  package init(metadata: [String: String] = [:], arrays: [String: ModelArray] = [:]) {
    self.metadata = metadata
    self.arrays = arrays
  }

  package var label: String { "safetensors" }

  /// Writes the file, piece by piece: a temporary beside it first, which is then renamed.
  ///
  /// - Throws: `SafetensorsError` of code `unwritable`; nothing is left of the file then.
  package func write(to path: String) throws(SafetensorsError) {
    let head = try encodedHead(path)
    do {
      try FileWriter.replacing(path) { (writer) throws(FileError) in
        try writer.append(head.span)
        for (_, array) in ordered {
          try array.lendingBytes { (bytes) throws(FileError) in try writer.append(bytes) }
        }
      }
    } catch {
      throw SafetensorsError(.unwritable, error)
    }
  }

  /// The whole file's bytes; equal for equal arrays.
  ///
  /// - Throws: `SafetensorsError` of code `unwritable` for a name or number of arrays that the
  ///   format has no room for.
  package func encoded() throws(SafetensorsError) -> [UInt8] {
    var bytes = try encodedHead("memory")
    for (_, array) in ordered { array.lendingBytes { bytes.append(copying: $0) } }
    return bytes
  }

  /// Maps and checks a file.
  ///
  /// - Throws: `SafetensorsError`, of any code but `unwritable`.
  package static func read(_ path: String) throws(SafetensorsError) -> SafetensorsFile {
    let file: MappedFile
    do {
      file = try MappedFile(path)
    } catch {
      throw SafetensorsError(.unreadable, error)
    }
    return try SafetensorsFile(file)
  }

  /// Reads the whole file's bytes; `path` is for messages.
  ///
  /// - Throws: As `read(_:)` does.
  package init(bytes: [UInt8], path: String) throws(SafetensorsError) {
    let file: MappedFile
    do {
      file = try MappedFile(copying: bytes, path: path)
    } catch {
      throw SafetensorsError(.unreadable, error)
    }
    try self.init(file)
  }

  private init(_ file: MappedFile) throws(SafetensorsError) {
    guard file.count >= 8 else {
      throw SafetensorsError(
        .truncated, file.path, offset: file.count, "it ends within its first 8 bytes")
    }
    let length = file.integer(UInt64.self, at: 0)
    guard length <= Self.longestHeader else {
      throw SafetensorsError(
        .headerTooLong, file.path, offset: 0,
        "it says \(length) bytes of header, more than \(Self.longestHeader)")
    }
    let start = 8 + Int(length)
    guard start <= file.count else {
      throw SafetensorsError(
        .truncated, file.path, offset: file.count,
        "it says \(length) bytes of header, and \(file.count - 8) follow")
    }
    let header = try SafetensorsHeader(file.bytes(8..<start), path: file.path)
    try header.check(room: file.count - start, start: start, path: file.path)
    self.init(metadata: header.metadata)
    for entry in header.entries {
      let offset = start + entry.offsets.lowerBound
      do {
        arrays[entry.name] = try ModelArray(
          file, at: offset, type: entry.type, shape: entry.shape, count: entry.count)
      } catch {
        throw SafetensorsError(
          .unsupported, file.path, offset: offset, "the array '\(entry.name)': \(error)")
      }
    }
  }

  private var ordered: [(name: String, array: ModelArray)] {
    arrays.sorted {
      let (left, right) = ($0.value.type.safetensorsRank, $1.value.type.safetensorsRank)
      return left != right
        ? left < right : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }.map { ($0.key, $0.value) }
  }

  private func encodedHead(_ path: String) throws(SafetensorsError) -> [UInt8] {
    guard arrays["__metadata__"] == nil else {
      throw SafetensorsError(
        .unwritable, path, "an array is named '__metadata__', which the format keeps for itself")
    }
    var header = SafetensorsHeader()
    header.metadata = metadata
    var offset = 0
    for (name, array) in ordered {
      header.entries.append(
        .init(
          name: name, type: array.type, shape: array.shape,
          offsets: offset..<offset + array.bytes, count: array.count))
      offset += array.bytes
    }
    let head = header.encoded
    guard head.count - 8 <= Self.longestHeader else {
      throw SafetensorsError(
        .unwritable, path,
        "the header takes \(head.count - 8) bytes, more than \(Self.longestHeader)")
    }
    return head
  }
}
