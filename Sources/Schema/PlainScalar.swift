/// What a plain scalar stands for under YAML 1.2's core schema.
enum PlainScalar: Equatable {
  case nothing
  case flag(Bool)
  case number
  case text

  init(_ text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .nothing
    case "true", "True", "TRUE": self = .flag(true)
    case "false", "False", "FALSE": self = .flag(false)
    default: self = PlainScalar.isNumber(text) ? .number : .text
    }
  }

  /// Words that YAML 1.1, which many programs still read, takes for flags.
  static func isFlagElsewhere(_ text: String) -> Bool {
    ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }

  private static func isNumber(_ text: String) -> Bool {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    if [".inf", ".Inf", ".INF"].contains(unsigned) { return true }
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] where text.hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { $0.isASCII && digitValue($0) < radix }
    }
    return Double(unsigned) != nil
      && unsigned.allSatisfy { "0123456789.eE+-".contains($0) }
      && unsigned.first.map { $0 == "." || $0.isASCII && $0.isNumber } == true
  }

  private static func digitValue(_ digit: Character) -> Int {
    digit.hexDigitValue ?? .max
  }
}

/// A decimal at the start of a text, as this program wants numbers written: `12`, `0.5`, `-3e4`.
struct DecimalPrefix {
  /// The number as written.
  let number: Substring
  let rest: Substring

  /// The longest start of the text that looks like a number, well written or not.
  init?(_ text: String, allowsExponent: Bool) {
    var index = text.startIndex
    func skip(_ allowed: (Character) -> Bool) {
      while index < text.endIndex, allowed(text[index]) { index = text.index(after: index) }
    }
    if let first = text.first, first == "-" || first == "+" { index = text.index(after: index) }
    skip { ("0"..."9").contains($0) || "._,".contains($0) }
    guard text[..<index].contains(where: { ("0"..."9").contains($0) }) else { return nil }
    if allowsExponent, index < text.endIndex, text[index] == "e" || text[index] == "E" {
      let mark = index
      index = text.index(after: index)
      if index < text.endIndex, text[index] == "-" || text[index] == "+" {
        index = text.index(after: index)
      }
      let digits = index
      skip { ("0"..."9").contains($0) }
      if index == digits { index = mark }
    }
    number = text[..<index]
    rest = text[index...]
  }

  /// The number in JSON's form, which every YAML reader understands alike.
  ///
  /// It drops `+`, `_` and leading zeros, writes 0.5 for .5, and takes a comma for a point; nil
  /// where no number can be meant.
  var canonical: String? {
    var text = String(number.filter { $0 != "_" && $0 != "+" })
    if text.filter({ $0 == "," }).count == 1, !text.contains(".") {
      text = String(text.map { $0 == "," ? "." : $0 })
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    text = String(text.dropFirst(sign.count).drop { $0 == "0" })
    if text.first == nil || text.first == "." || text.first == "e" || text.first == "E" {
      text = "0" + text
    }
    if text.hasSuffix(".") { text.removeLast() }
    return Double(text) == nil || text.contains(",") ? nil : sign + text
  }
}
