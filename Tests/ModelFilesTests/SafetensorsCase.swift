import ModelFiles
import Testing

/// A file that breaks a rule of the safetensors format, and the error that it should be.
struct SafetensorsCase: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let code: SafetensorsError.Code
  let offset: Int
  let detail: String

  var testDescription: String { "\(code.rawValue): \(detail)" }

  private init(
    _ code: SafetensorsError.Code, at offset: Int, _ detail: String, _ bytes: [UInt8]
  ) {
    (self.bytes, self.code, self.offset, self.detail) = (bytes, code, offset, detail)
  }

  private init(
    _ code: SafetensorsError.Code, at offset: Int, _ detail: String, _ header: String,
    _ numbers: Int = 0
  ) {
    self.init(code, at: offset, detail, file(header, [UInt8](repeating: 0, count: numbers)))
  }

  static let all = lengths + malformed + escapes + arrays + places

  /// A member for an array `name` of float32.
  private static func array(
    _ name: String, _ start: Int, _ end: Int, type: String = "F32", shape: String = "[1]"
  ) -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}"#
  }

  private static let lengths = [
    SafetensorsCase(
      .headerTooLong, at: 0, "it says 100000001 bytes of header, more than 100000000",
      // 100 000 001 is 0x05f5e101.
      [0x01, 0xe1, 0xf5, 0x05, 0, 0, 0, 0] + Array("{}".utf8)),
    SafetensorsCase(
      .headerTooLong, at: 0,
      "it says 18446744073709551615 bytes of header, more than 100000000",
      [UInt8](repeating: 255, count: 16)),
    SafetensorsCase(
      .truncated, at: 10, "it says 3 bytes of header, and 2 follow",
      [3, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)),
  ]

  private static let malformed = [
    SafetensorsCase(.malformedHeader, at: 8, "the end, where '{' should stand", ""),
    SafetensorsCase(.malformedHeader, at: 8, "'[', where '{' should stand", "[]"),
    SafetensorsCase(.malformedHeader, at: 8, "the byte 32, where '{' should stand", " {}"),
    SafetensorsCase(.malformedHeader, at: 9, "the end, where '\"' should stand", "{"),
    SafetensorsCase(.malformedHeader, at: 9, "',', where '\"' should stand", "{,}"),
    SafetensorsCase(.malformedHeader, at: 12, "'}', where ':' should stand", #"{"x"}"#),
    SafetensorsCase(.malformedHeader, at: 13, "'1', where '{' should stand", #"{"x":1}"#),
    SafetensorsCase(
      .malformedHeader, at: 11, "the end, where the end of a string should stand", #"{"x"#),
    SafetensorsCase(
      .malformedHeader, at: 10, "the byte 10, where a character of a string should stand",
      "{\"\n\"}"),
    SafetensorsCase(
      .malformedHeader, at: 10, "the string is not UTF-8",
      [5, 0, 0, 0, 0, 0, 0, 0] + Array("{\"".utf8) + [0xff] + Array("\"}".utf8)),
    SafetensorsCase(
      .malformedHeader, at: 10, "the byte 10, where spaces fill the header", "{}\n"),
    SafetensorsCase(
      .malformedHeader, at: 11, "the byte 123, where spaces fill the header", "{} {}"),
    SafetensorsCase(
      .malformedHeader, at: 29, "'1', where '\"' should stand", #"{"__metadata__":{"a":1}}"#),
    SafetensorsCase(
      .malformedHeader, at: 24, "'\"', where '{' should stand", #"{"__metadata__":"a"}"#),
    SafetensorsCase(
      .duplicateName, at: 32, "the name 'a' stands twice", #"{"__metadata__":{"a":"","a":""}}"#),
    SafetensorsCase(
      .malformedHeader, at: 21, "the key 'size' in 'x', which the format lacks",
      #"{"x":{"size":1}}"#),
    SafetensorsCase(
      .malformedHeader, at: 13, "the array 'x' lacks its dtype, shape or data_offsets",
      #"{"x":{"dtype":"F32","shape":[]}}"#),
    SafetensorsCase(
      .duplicateName, at: 28, "the name 'dtype' stands twice",
      #"{"x":{"dtype":"F32","dtype":"F32"}}"#),
  ]

  private static let escapes =
    [
      ("\\x", "an escape that JSON does not have"), ("\\ud800", "half of a surrogate pair"),
      ("\\ud800\\u0041", "half of a surrogate pair"), ("\\udc00", "half of a surrogate pair"),
    ].map { SafetensorsCase(.malformedHeader, at: 10, $1, "{\"\($0)\"}") } + [
      SafetensorsCase(
        .malformedHeader, at: 12, "'+', where four hexadecimal digits should stand",
        #"{"\u+041"}"#),
      SafetensorsCase(
        .malformedHeader, at: 12, "'0', where four hexadecimal digits should stand", #"{"\u00"#),
    ]

  private static let arrays = [
    SafetensorsCase(
      .unsupported, at: 13, "the array 'x' has the dtype 'BF16'; read are F32, F64, I32 and I64",
      "{\(array("x", 0, 2, type: "BF16"))}", 2),
    SafetensorsCase(
      .wrongLength, at: 13,
      "the array 'x' has 4 bytes, which are not those of F64 numbers of shape [1]",
      "{\(array("x", 0, 4, type: "F64"))}", 4),
    SafetensorsCase(
      .wrongLength, at: 13,
      "the array 'x' has 6 bytes, which are not those of F32 numbers of shape [1]",
      "{\(array("x", 0, 6))}", 6),
    SafetensorsCase(
      .wrongLength, at: 13,
      "the array 'x' has 0 bytes, which are not those of F32 numbers of shape [4294967296, 4294967296]",
      "{\(array("x", 0, 0, shape: "[4294967296,4294967296]"))}"),
    SafetensorsCase(
      .malformedHeader, at: 13, "the array 'x' has the data_offsets [4, 0], not a start and an end",
      "{\(array("x", 4, 0))}", 4),
    SafetensorsCase(
      .malformedHeader, at: 13, "the array 'x' has the data_offsets [0], not a start and an end",
      #"{"x":{"dtype":"F32","shape":[],"data_offsets":[0]}}"#),
    SafetensorsCase(
      .malformedHeader, at: 37, "'-', where a whole number should stand",
      "{\(array("x", 0, 4, shape: "[-1]"))}", 4),
    SafetensorsCase(
      .malformedHeader, at: 37, "01 is no whole number below 2⁶³",
      "{\(array("x", 0, 4, shape: "[01]"))}", 4),
    SafetensorsCase(
      .malformedHeader, at: 37, "9223372036854775808 is no whole number below 2⁶³",
      "{\(array("x", 0, 4, shape: "[9223372036854775808]"))}", 4),
    SafetensorsCase(
      .malformedHeader, at: 38, "'.', where ']' should stand",
      "{\(array("x", 0, 4, shape: "[1.0]"))}", 4),
  ]

  private static let places: [SafetensorsCase] = {
    func two(_ first: String, _ second: String) -> String { "{\(first),\(second)}" }
    // A member takes 52 bytes: the header of one 54, and numbers start at 62; of two 107 and at 115.
    let (x, y) = (array("x", 0, 4), array("y", 4, 8))
    return [
      SafetensorsCase(
        .duplicateName, at: 62, "the name 'x' stands twice", two(x, array("x", 4, 8)), 8),
      SafetensorsCase(
        .truncated, at: 122, "the header says 8 bytes of arrays, and 7 follow", two(x, y), 7),
      SafetensorsCase(.trailingBytes, at: 123, "1 bytes belong to no array", two(x, y), 9),
      SafetensorsCase(
        .overlap, at: 117, "the array 'y' is at [2, 6], where the one before ends at 4",
        two(x, array("y", 2, 6)), 8),
      SafetensorsCase(
        .overlap, at: 115, "the array 'y' is at [0, 4], where the one before ends at 4",
        two(x, array("y", 0, 4)), 4),
      SafetensorsCase(
        .hole, at: 119, "the array 'y' is at [5, 9], where the one before ends at 4",
        two(x, array("y", 5, 9)), 9),
      SafetensorsCase(
        .hole, at: 62, "the array 'y' is at [4, 8], where the one before ends at 0",
        "{\(y)}", 8),
    ]
  }()
}
