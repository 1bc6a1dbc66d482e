import Tensors

/// The JSON part of a safetensors file: what arrays there are and where.
struct SafetensorsHeader {
  /// One array; offsets count from the end of the header.
  struct Entry {
    var name: String
    var type: ElementType
    var shape: [Int]
    var offsets: Range<Int>
    var count: Int
  }

  var metadata: [String: String] = [:]
  var entries: [Entry] = []

  init() {}

  /// Reads the header's text, which begins at byte 8 of the file.
  init(_ text: [UInt8], path: String) throws(SafetensorsError) {
    var cursor = JSONCursor(text)
    var fields: [Fields] = []
    var metadata: [String: String] = [:]
    do throws(JSONCursor.Problem) {
      // The format forbids space before the first brace, which JSON alone would allow.
      guard text.first == UInt8(ascii: "{") else { throw cursor.unexpected("'{'") }
      try cursor.object { (cursor, name) throws(JSONCursor.Problem) in
        if name == "__metadata__" {
          try cursor.object { (cursor, key) throws(JSONCursor.Problem) in
            metadata[key] = try cursor.string()
          }
        } else {
          fields.append(try Fields(name, &cursor))
        }
      }
      let rest = text[cursor.offset...]
      if let stray = rest.firstIndex(where: { $0 != UInt8(ascii: " ") }) {
        throw JSONCursor.Problem(
          offset: stray, detail: "the byte \(text[stray]), where spaces fill the header")
      }
    } catch {
      throw SafetensorsError(
        error.isDuplicate ? .duplicateName : .malformedHeader, path, offset: 8 + error.offset,
        error.detail)
    }
    self.metadata = metadata
    for field in fields { entries.append(try field.checked(path: path)) }
    entries.sort {
      ($0.offsets.lowerBound, $0.offsets.upperBound) < (
        $1.offsets.lowerBound, $1.offsets.upperBound
      )
    }
  }

  /// Checks that the arrays fill the space after the header, each byte once.
  func check(room: Int, start: Int, path: String) throws(SafetensorsError) {
    let end = entries.map(\.offsets.upperBound).max() ?? 0
    guard end <= room else {
      throw SafetensorsError(
        .truncated, path, offset: start + room,
        "the header says \(end) bytes of arrays, and \(room) follow")
    }
    var filled = 0
    for entry in entries {
      let (lower, upper) = (entry.offsets.lowerBound, entry.offsets.upperBound)
      guard lower == filled else {
        throw SafetensorsError(
          lower < filled ? .overlap : .hole, path, offset: start + min(lower, filled),
          "the array '\(entry.name)' is at [\(lower), \(upper)], where the one before ends at "
            + "\(filled)")
      }
      filled = upper
    }
    guard filled == room else {
      throw SafetensorsError(
        .trailingBytes, path, offset: start + filled, "\(room - filled) bytes belong to no array")
    }
  }

  /// The text with its length before it and spaces after it, up to a multiple of 8 bytes.
  var encoded: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\($0.key.jsonQuoted):\($0.value.jsonQuoted)" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(entry.name.jsonQuoted):{\"dtype\":\"\(entry.type.safetensorsName)\","
          + "\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(entry.offsets.lowerBound),\(entry.offsets.upperBound)]}")
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.append(little: UInt64(text.count))
    return bytes + text
  }
}

/// What the header says of one array, before its numbers are held against each other.
private struct Fields {
  let name: String
  let offset: Int
  var type: String?
  var shape: [Int]?
  var offsets: [Int]?

  init(_ name: String, _ cursor: inout JSONCursor) throws(JSONCursor.Problem) {
    self.name = name
    offset = cursor.offset
    var (type, shape, offsets): (String?, [Int]?, [Int]?)
    try cursor.object { (cursor, key) throws(JSONCursor.Problem) in
      switch key {
      case "dtype": type = try cursor.string()
      case "shape": shape = try cursor.naturals()
      case "data_offsets": offsets = try cursor.naturals()
      default:
        throw JSONCursor.Problem(
          offset: cursor.offset, detail: "the key '\(key)' in '\(name)', which the format lacks")
      }
    }
    (self.type, self.shape, self.offsets) = (type, shape, offsets)
  }

  func checked(path: String) throws(SafetensorsError) -> SafetensorsHeader.Entry {
    func problem(_ code: SafetensorsError.Code, _ detail: String) -> SafetensorsError {
      SafetensorsError(code, path, offset: 8 + offset, "the array '\(name)' \(detail)")
    }
    guard let type, let shape, let offsets else {
      throw problem(.malformedHeader, "lacks its dtype, shape or data_offsets")
    }
    guard let element = ElementType.allCases.first(where: { $0.safetensorsName == type }) else {
      throw problem(.unsupported, "has the dtype '\(type)'; read are F32, F64, I32 and I64")
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw problem(.malformedHeader, "has the data_offsets \(offsets), not a start and an end")
    }
    let range = offsets[0]..<offsets[1]
    guard let count = ModelArray.count(shape),
      range.count % element.bytes == 0, count == range.count / element.bytes
    else {
      throw problem(
        .wrongLength,
        "has \(range.count) bytes, which are not those of \(type) numbers of shape \(shape)")
    }
    return .init(name: name, type: element, shape: shape, offsets: range, count: count)
  }
}

extension ElementType {
  /// The name that the format has for it.
  var safetensorsName: String {
    switch self {
    case .float32: "F32"
    case .float64: "F64"
    case .int32: "I32"
    case .int64: "I64"
    }
  }

  /// The place in a file's order: the reference implementation writes those of wider alignment first.
  var safetensorsRank: Int {
    switch self {
    case .int64: 0
    case .float64: 1
    case .float32: 2
    case .int32: 3
    }
  }
}
