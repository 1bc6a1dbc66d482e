/// Reads JSON of a known form from front to back, as RFC 8259 has it.
///
/// Unlike a general decoder it finds a name that stands twice in one object, and it takes no more
/// levels than its caller asks for.
struct JSONCursor {
  /// What was found where something else should stand.
  struct Problem: Error {
    /// Counted from the first byte of the text.
    let offset: Int
    let detail: String
    var isDuplicate = false
  }

  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  /// Hands the name of every member to `member`, which reads the value.
  mutating func object(
    _ member: (inout JSONCursor, String) throws(Problem) -> Void
  ) throws(Problem) {
    var names: Set<String> = []
    try list("{", "}") { (cursor) throws(Problem) in
      let start = cursor.offset
      let name = try cursor.string()
      if !names.insert(name).inserted {
        throw Problem(offset: start, detail: "the name '\(name)' stands twice", isDuplicate: true)
      }
      try cursor.take(":")
      try member(&cursor, name)
    }
  }

  /// An array of whole numbers.
  mutating func naturals() throws(Problem) -> [Int] {
    var numbers: [Int] = []
    try list("[", "]") { (cursor) throws(Problem) in numbers.append(try cursor.natural()) }
    return numbers
  }

  private mutating func list(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
    _ element: (inout JSONCursor) throws(Problem) -> Void
  ) throws(Problem) {
    try take(opening)
    if takeIf(closing) { return }
    repeat {
      try element(&self)
    } while takeIf(",")
    try take(closing)
  }

  /// A whole number from zero on.
  mutating func natural() throws(Problem) -> Int {
    skipSpace()
    let start = offset
    while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
    let digits = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard !digits.isEmpty else { throw unexpected("a whole number") }
    guard digits == "0" || !digits.hasPrefix("0"), let value = Int(digits) else {
      throw Problem(offset: start, detail: "\(digits) is no whole number below 2⁶³")
    }
    return value
  }

  /// A string, its escapes resolved.
  mutating func string() throws(Problem) -> String {
    try take("\"")
    let start = offset
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected("a character of a string") }
      offset += 1
      if byte == UInt8(ascii: "\\") {
        text += Array(String(try escaped()).utf8)
      } else {
        text.append(byte)
      }
    }
    guard peek != nil else { throw unexpected("the end of a string") }
    offset += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      throw Problem(offset: start, detail: "the string is not UTF-8")
    }
    return string
  }

  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    let start = offset - 1
    guard let letter = peek else { throw unexpected("an escaped character") }
    offset += 1
    switch Unicode.Scalar(letter) {
    case "\"", "\\", "/": return Unicode.Scalar(letter)
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let unit = try hexadecimal()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      if unit < 0xdc00, bytes[offset...].starts(with: Array("\\u".utf8)) {
        offset += 2
        let low = try hexadecimal()
        if (0xdc00..<0xe000).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
        {
          return scalar
        }
      }
      throw Problem(offset: start, detail: "half of a surrogate pair")
    default: throw Problem(offset: start, detail: "an escape that JSON does not have")
    }
  }

  private mutating func hexadecimal() throws(Problem) -> UInt32 {
    let digits = bytes[offset..<min(offset + 4, bytes.count)]
    let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard digits.count == 4, isHexadecimal,
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw unexpected("four hexadecimal digits") }
    offset += 4
    return value
  }

  /// Steps over a mark, with white space before it.
  mutating func take(_ mark: Unicode.Scalar) throws(Problem) {
    if !takeIf(mark) { throw unexpected("'\(mark)'") }
  }

  private mutating func takeIf(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = peek, Unicode.Scalar(byte) == mark else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { offset += 1 }
  }

  private var peek: UInt8? { isAtEnd ? nil : bytes[offset] }

  /// The problem that something else stands here.
  func unexpected(_ wanted: String) -> Problem {
    let found =
      peek.map { (0x21...0x7e).contains($0) ? "'\(Unicode.Scalar($0))'" : "the byte \($0)" }
      ?? "the end"
    return Problem(offset: offset, detail: "\(found), where \(wanted) should stand")
  }
}

extension String {
  /// The string between quotation marks as JSON has it, with the fewest escapes.
  var jsonQuoted: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{8}": quoted += "\\b"
      case "\u{c}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
