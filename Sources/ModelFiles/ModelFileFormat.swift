#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

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

extension ModelFile {
  /// The whole file's bytes; equal for equal models.
  package func encoded() throws -> [UInt8] {
    let sorted = arrays.sorted { $0.key < $1.key }
    let header = Header(
      kind: kind, metadata: metadata,
      arrays: sorted.map { .init(name: $0.key, type: $0.value.type, shape: $0.value.shape) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = try encoder.encode(header)
    let payload = sorted.reduce(0) { $0 + $1.value.count * $1.value.type.bytes }

    var bytes = magic
    bytes.reserveCapacity(preambleLength + json.count + payload + digestLength)
    bytes.append(little: Self.version)
    bytes.append(little: UInt32(0))
    bytes.append(little: UInt64(json.count))
    bytes.append(little: UInt64(payload))
    bytes.append(contentsOf: json)
    for (_, array) in sorted {
      switch array.elements {
      case .float32(let values): for value in values { bytes.append(little: value.bitPattern) }
      case .float64(let values): for value in values { bytes.append(little: value.bitPattern) }
      }
    }
    bytes.append(contentsOf: Digest.sha256Bytes(bytes))
    return bytes
  }

  /// Reads the whole file's bytes; `path` is for messages.
  package init(bytes: [UInt8], path: String) throws(ModelFileError) {
    let (headerLength, payloadLength) = try Self.checkPreamble(bytes, path)
    let payloadStart = preambleLength + headerLength
    let end = payloadStart + payloadLength
    let written = bytes[end...]
    let found = Digest.sha256Bytes(bytes[..<end])
    guard written.elementsEqual(found) else {
      throw ModelFileError(
        .altered, path, offset: end,
        "its SHA-256 is \(Digest.hex(found)), but it was written with \(Digest.hex(written))")
    }

    let header: Header
    do {
      header = try JSONDecoder().decode(
        Header.self, from: Data(bytes[preambleLength..<payloadStart]))
    } catch {
      throw ModelFileError(.malformed, path, offset: preambleLength, "the header: \(error)")
    }
    self.init(kind: header.kind, metadata: header.metadata)
    var offset = payloadStart
    for entry in header.arrays {
      guard let count = ModelArray.count(entry.shape),
        count <= (end - offset) / entry.type.bytes
      else {
        throw ModelFileError(
          .malformed, path, offset: offset,
          "the array '\(entry.name)' of shape \(entry.shape) is longer than the payload")
      }
      arrays[entry.name] = ModelArray(
        elements: Self.elements(entry.type, count, bytes, offset), shape: entry.shape)
      offset += count * entry.type.bytes
    }
    guard offset == end else {
      throw ModelFileError(
        .malformed, path, offset: offset, "\(end - offset) bytes belong to no array")
    }
  }

  // Checks magic, version and length before anything that they vouch for is read.
  private static func checkPreamble(
    _ bytes: [UInt8], _ path: String
  ) throws(ModelFileError) -> (header: Int, payload: Int) {
    guard bytes.starts(with: magic) else {
      let cut = bytes.count < magic.count && magic.starts(with: bytes)
      throw ModelFileError(
        cut ? .truncated : .notAModelFile, path, offset: cut ? bytes.count : 0,
        "it begins with \(Digest.hex(bytes.prefix(8))), not \(Digest.hex(magic))")
    }
    guard bytes.count >= preambleLength else {
      throw ModelFileError(
        .truncated, path, offset: bytes.count,
        "it ends within its first \(preambleLength) bytes")
    }
    let version = UInt32(bytes.little(8, count: 4))
    guard version == Self.version else {
      throw ModelFileError(
        .wrongVersion, path, offset: 8, "version \(version), not \(Self.version)")
    }
    let (header, payload) = (bytes.little(16, count: 8), bytes.little(24, count: 8))
    let room = UInt64(bytes.count - preambleLength)
    let (sum, overflow) = header.addingReportingOverflow(payload)
    guard !overflow, sum <= room, room - sum >= digestLength else {
      throw ModelFileError(
        .truncated, path, offset: bytes.count,
        "it says \(header) bytes of header and \(payload) of payload, and \(room) bytes follow")
    }
    guard room - sum == digestLength else {
      throw ModelFileError(
        .altered, path, offset: preambleLength + Int(sum) + digestLength,
        "\(room - sum - UInt64(digestLength)) bytes follow its end")
    }
    return (Int(header), Int(payload))
  }

  private static func elements(
    _ type: ElementType, _ count: Int, _ bytes: [UInt8], _ offset: Int
  ) -> ModelArray.Elements {
    switch type {
    case .float32:
      .float32(
        (0..<count).map {
          Float(bitPattern: UInt32(bytes.little(offset + 4 * $0, count: 4)))
        })
    case .float64:
      .float64((0..<count).map { Double(bitPattern: bytes.little(offset + 8 * $0, count: 8)) })
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(little value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  fileprivate func little(_ offset: Int, count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(self[offset + index]) << UInt64(8 * index) }
    return value
  }
}
