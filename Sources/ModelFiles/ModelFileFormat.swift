#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif
import Tensors

private let magic = Array("ASSAYMDL".utf8)
private let preambleLength = 32
private let digestLength = 32

/// What the JSON part of a model file says.
private struct Header: Codable {
  struct Entry: Codable {
    let name: String
    let type: ElementType
    let shape: [Int]
  }

  let kind: String
  let metadata: [String: String]
  let arrays: [Entry]
}

/// Where the parts of a file lie whose first bytes were found to be right.
private struct Extent {
  let headerEnd: Int
  let payload: Range<Int>
}

extension ModelFile {
  /// The next multiple of 64, at which the payload and each of its arrays start.
  private static func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }

  private var sorted: [(name: String, array: ModelArray)] {
    arrays.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// All that comes before the payload.
  func encodedHead() throws(ModelFileError) -> [UInt8] {
    let header = Header(
      kind: kind, metadata: metadata,
      arrays: sorted.map { .init(name: $0.name, type: $0.array.type, shape: $0.array.shape) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json: [UInt8]
    do {
      json = [UInt8](try encoder.encode(header))
    } catch {
      throw ModelFileError(.unwritable, label, "the header: \(error)")
    }
    let payload = sorted.reduce(0) { Self.aligned($0) + $1.array.bytes }
    var bytes = magic
    bytes.append(little: Self.version)
    bytes.append(little: UInt32(0))
    bytes.append(little: UInt64(json.count))
    bytes.append(little: UInt64(payload))
    bytes += json
    bytes += [UInt8](repeating: 0, count: Self.aligned(bytes.count) - bytes.count)
    return bytes
  }

  /// Hands the whole file to `take`, piece by piece; `head` is `encodedHead()`.
  func stream<Failure>(
    head: [UInt8], into take: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var digest = RunningDigest()
    var length = 0
    func pass(_ bytes: Span<UInt8>) throws(Failure) {
      digest.update(bytes)
      length += bytes.count
      try take(bytes)
    }
    try pass(head.span)
    for (_, array) in sorted {
      try pass([UInt8](repeating: 0, count: Self.aligned(length) - length).span)
      try array.lendingBytes(pass)
    }
    try take(digest.finished().span)
  }

  /// Checks a mapped file and takes its arrays.
  init(_ file: MappedFile) throws(ModelFileError) {
    let extent = try Self.checkPreamble(file)
    try Self.checkDigest(file, end: extent.payload.upperBound)
    let header: Header
    do {
      header = try JSONDecoder().decode(
        Header.self, from: Data(file.bytes(preambleLength..<extent.headerEnd)))
    } catch {
      throw ModelFileError(.malformed, file.path, offset: preambleLength, "the header: \(error)")
    }
    try Self.checkZeros(file, 12..<16)
    try Self.checkZeros(file, extent.headerEnd..<extent.payload.lowerBound)
    self.init(kind: header.kind, metadata: header.metadata)
    let end = extent.payload.upperBound
    var offset = extent.payload.lowerBound
    for entry in header.arrays {
      let start = Self.aligned(offset)
      guard let count = ModelArray.count(entry.shape), start <= end,
        count <= (end - start) / entry.type.bytes
      else {
        throw ModelFileError(
          .malformed, file.path, offset: offset,
          "the array '\(entry.name)' of shape \(entry.shape) is longer than the payload")
      }
      try Self.checkZeros(file, offset..<start)
      try take(entry, from: file, at: start, count: count)
      offset = start + count * entry.type.bytes
    }
    guard offset == end else {
      throw ModelFileError(
        .malformed, file.path, offset: offset, "\(end - offset) bytes belong to no array")
    }
  }

  private mutating func take(
    _ entry: Header.Entry, from file: MappedFile, at start: Int, count: Int
  ) throws(ModelFileError) {
    guard arrays[entry.name] == nil else {
      throw ModelFileError(
        .malformed, file.path, offset: start, "two arrays are named '\(entry.name)'")
    }
    do {
      arrays[entry.name] = try ModelArray(
        file, at: start, type: entry.type, shape: entry.shape, count: count)
    } catch {
      throw ModelFileError(
        .malformed, file.path, offset: start, "the array '\(entry.name)': \(error)")
    }
  }

  // Checks magic, version and lengths before anything that they vouch for is read.
  private static func checkPreamble(_ file: MappedFile) throws(ModelFileError) -> Extent {
    let beginning = file.bytes(0..<min(magic.count, file.count))
    guard beginning == magic else {
      let isCut = file.count < magic.count && magic.starts(with: beginning)
      throw ModelFileError(
        isCut ? .truncated : .notAModelFile, file.path, offset: isCut ? file.count : 0,
        "it begins with \(Digest.hex(beginning)), not \(Digest.hex(magic))")
    }
    guard file.count >= preambleLength else {
      throw ModelFileError(
        .truncated, file.path, offset: file.count,
        "it ends within its first \(preambleLength) bytes")
    }
    let version = file.integer(UInt32.self, at: 8)
    guard version == Self.version else {
      throw ModelFileError(
        .wrongVersion, file.path, offset: 8, "version \(version), not \(Self.version)")
    }
    let (header, payload) = (file.integer(UInt64.self, at: 16), file.integer(UInt64.self, at: 24))
    // Neither is longer than the file, so that the sums below cannot overflow.
    let room = UInt64(file.count)
    let start = header <= room ? aligned(preambleLength + Int(header)) : file.count
    guard header <= room, payload <= room, start + Int(payload) + digestLength <= file.count
    else {
      throw ModelFileError(
        .truncated, file.path, offset: file.count,
        "it says \(header) bytes of header and \(payload) of payload, and \(file.count) are "
          + "all there are")
    }
    let end = start + Int(payload)
    guard end + digestLength == file.count else {
      throw ModelFileError(
        .altered, file.path, offset: end + digestLength,
        "\(file.count - end - digestLength) bytes follow its end")
    }
    return Extent(headerEnd: preambleLength + Int(header), payload: start..<end)
  }

  private static func checkDigest(_ file: MappedFile, end: Int) throws(ModelFileError) {
    let written = file.bytes(end..<end + digestLength)
    var digest = RunningDigest()
    file.lending(0..<end) { digest.update($0) }
    let found = digest.finished()
    guard written == found else {
      throw ModelFileError(
        .altered, file.path, offset: end,
        "its SHA-256 is \(Digest.hex(found)), but it was written with \(Digest.hex(written))")
    }
  }

  private static func checkZeros(_ file: MappedFile, _ range: Range<Int>) throws(ModelFileError) {
    for (offset, byte) in zip(range, file.bytes(range)) where byte != 0 {
      throw ModelFileError(
        .malformed, file.path, offset: offset, "the byte is \(byte), where zeros fill the space")
    }
  }
}
