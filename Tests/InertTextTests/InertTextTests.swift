import InertText
import Testing

@Suite("Text from outside")
struct InertTextTests {
  // General categories after UnicodeData.txt: 0007, 001B, 007F, 009B Cc; 00AD, 200B, 200E, 202E,
  // 2066, FEFF, E0041 Cf; 2028 Zl; 2029 Zp; E000 Co; FFFE Cn.
  @Test(
    "has what steers, hides or reorders written as its code",
    arguments: [
      "7", "1B", "7F", "9B", "AD", "200B", "200E", "202E", "2028", "2029", "2066", "E000", "FEFF",
      "FFFE", "E0041",
    ])
  func active(code: String) throws {
    let value = try #require(UInt32(code, radix: 16))
    let scalar = try #require(Unicode.Scalar(value))
    #expect(InertText.escaped("a\(scalar)b".unicodeScalars) == "a\\u{\(code)}b")
  }

  @Test(
    "is left as it is otherwise, whatever its script",
    arguments: ["plain ~ text", "größe", "长度", "e\u{301}", "шрифт", "مرحبا", "☺ 😀", "\u{A0}"])
  func inactive(text: String) {
    #expect(InertText.escaped(text.unicodeScalars) == text)
  }

  @Test("keeps the active characters that it is told to keep")
  func kept() {
    let text = "one\ntwo\t\u{1B}[2J"
    #expect(InertText.escaped(text.unicodeScalars, keeping: ["\n"]) == "one\ntwo\\t\\u{1B}[2J")
  }
}
