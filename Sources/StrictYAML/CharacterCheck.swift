/// The check of a file's bytes before any YAML is read: size, encoding, forbidden characters.
///
/// Tabs are refused everywhere: YAML forbids them in indentation and allows them elsewhere, which
/// nobody sees on a screen. U+0085, U+2028 and U+2029 are refused because YAML 1.1 (libyaml) takes
/// them for line breaks and YAML 1.2 does not.
struct CharacterCheck {
  private let file: String
  private var scalars: [Unicode.Scalar] = []
  private var findings: [(index: Int, message: String, remedy: String)] = []

  /// The text of the bytes, and what is wrong with its characters.
  static func check(_ bytes: [UInt8], file: String) -> (SourceText, [Diagnostic]) {
    var check = CharacterCheck(file: file)
    check.scan(bytes)
    let source = SourceText(file: file, scalars: check.scalars)
    let problems = check.findings.map { finding in
      guard !check.scalars.isEmpty else {
        return Diagnostic(file: file, message: finding.message, remedy: finding.remedy)
      }
      let place = source.position(ofScalar: finding.index)
      return source.diagnostic(at: place, finding.message, remedy: finding.remedy)
    }
    return (source, problems)
  }

  private init(file: String) {
    self.file = file
  }

  private mutating func scan(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      find("the file is UTF-16: byte 1 is \(hex(bytes[0]))", "save it as UTF-8")
      return
    }
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var iterator = bytes[offset...].makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    scalars.reserveCapacity(bytes.count)
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        inspect(scalar)
        scalars.append(scalar)
        offset += encoded.count
      case .emptyInput:
        return
      case .error:
        let byte = "byte \(offset + 1) of the file is \(hex(bytes[offset]))"
        find("\(byte), which is no UTF-8", "save the file as UTF-8")
        // The rest of the line is for the message only.
        let line = bytes[offset...].prefix(200).prefix { $0 != 0x0A && $0 != 0x0D }
        scalars += String(decoding: line, as: UTF8.self).unicodeScalars
        return
      }
    }
  }

  private mutating func inspect(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09:
      find("found a tab", "write spaces; inside double quotes, \\t is a tab")
    case 0x0A, 0x0D, 0x20...0x7E:
      return
    case 0x00..<0x20, 0x7F..<0x85, 0x86..<0xA0:
      find("found the control character \(name(scalar))", escapeRemedy(scalar))
    case 0x85, 0x2028, 0x2029:
      find("found \(name(scalar)), a line break to some readers only", escapeRemedy(scalar))
    case 0xFEFF:
      find("found a byte order mark within the file", "remove it")
    case 0xFFFE, 0xFFFF:
      find("found \(name(scalar)), which is no character", "remove it")
    default:
      return
    }
  }

  private mutating func find(_ message: String, _ remedy: String) {
    guard findings.count < YAMLLimits.problems else { return }
    findings.append((scalars.count, message, remedy))
  }

  private func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }

  private func escapeRemedy(_ scalar: Unicode.Scalar) -> String {
    "remove it, or write it inside double quotes as \\u\(name(scalar).dropFirst(2))"
  }

  private func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

extension SourceText {
  /// The line and column of a scalar, or of the end of the text.
  func position(ofScalar index: Int) -> Position {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= index { low = middle } else { high = middle }
    }
    return Position(line: low + 1, column: index - lineStarts[low] + 1)
  }
}
