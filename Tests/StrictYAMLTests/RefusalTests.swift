import Foundation
import StrictYAML
import Testing

private func problems(_ bytes: [UInt8]) -> [String] {
  YAMLFile(bytes: bytes, file: "t").problems.map { problem in
    let place = problem.position.map { "\($0.line):\($0.column) " } ?? ""
    return place + problem.message
  }
}

@Suite("What YAML allows and readers differ on is refused")
struct RefusalTests {
  @Test(
    "with the place and the reason",
    arguments: [
      ("a: 1\na: 2", ["2:1 the key `a` is already on line 1"]),
      ("a: 1\n'a': 2", ["2:1 the key `a` is already on line 1"]),
      ("{a: 1, \"\\x61\": 2}", ["1:8 the key `a` is already on line 1"]),
      ("a: &x 1\nb: *x", ["1:4 found an anchor", "2:4 found an alias"]),
      ("a: &x [*x]", ["1:4 found an anchor", "1:8 found an alias"]),
      ("? *x\n: 1", ["1:3 found an alias"]),
      ("a: !!int \"1\"", ["1:4 found a tag"]), ("a: ! 1", ["1:4 found a tag"]),
      ("a: !<tag:x> 1", ["1:4 found a tag"]), ("!e!x a: 1", ["1:1 found a tag"]),
      ("!t {a: 1}", ["1:1 found a tag"]),
      ("%YAML 1.2\n--- a", ["1:1 found a `%` directive"]),
      ("%TAG ! tag:x,2000:\n--- a", ["1:1 found a `%` directive"]),
      ("a\n--- b", ["2:1 found a second document"]),
      ("a\n...\nb", ["3:1 found text after the end of the document"]),
      ("<<: {a: 1}", ["1:1 `<<` merges mappings for some readers only"]),
      (
        "~: 1\nnull: 2",
        [
          "1:1 `~` is YAML's word for nothing", "2:1 `null` is YAML's word for nothing",
        ]
      ),
      ("?\n: 1", ["1:2 found no key before the colon"]),
      ("? [a]\n: 1", ["1:3 found a mapping or a list as a key"]),
      ("a: 'x'#y", ["1:7 found a comment right after a value"]),
      ("a: [x,#y\n z]", ["1:7 found a comment right after a value"]),
      ("{?a: 1}", ["1:2 found a `?` without a space after it"]), ("{? a: 1}", []),
      ("[?a]", ["1:2 found a `?` without a space after it"]), ("[? a]", []),
      ("a: |+\n  ", ["2:1 the text ends in a line of blanks without a line break"]),
      ("a: |\n  x\n   ", ["3:1 the text ends in a line of blanks without a line break"]),
      ("a: |#y\n x", ["1:5 found a comment right after a value"]),
      ("a: \"b\u{9}\"", ["1:6 found a tab"]), ("# \u{9}", ["1:3 found a tab"]),
      ("a: \u{85}", ["1:4 found U+0085, a line break to some readers only"]),
      ("a: \u{0}", ["1:4 found the control character U+0000"]),
      ("a: \u{7F}", ["1:4 found the control character U+007F"]),
      ("a: \u{FFFE}", ["1:4 found U+FFFE, which is no character"]),
      ("\u{FEFF}\u{FEFF}a: 1", ["1:1 found a byte order mark within the file"]),
      ("", ["the file is empty"]), ("# only\n", ["the file is empty"]),
      ("--- \n", []),
    ] as [(String, [String])])
  func refusals(text: String, expected: [String]) {
    #expect(problems(Array(text.utf8)) == expected)
  }

  @Test(
    "what is no YAML at all too",
    arguments: [
      ("a: 'x", "1:4 this quote is not closed"),
      ("a: \"x\n--- y\"", "1:4 this quote is not closed"),
      ("a: [1", "1:4 this `[` is not closed"), ("a: {b: 1\nc: 2", "1:4 this `{` is not closed"),
      ("a: b: c", "1:5 found a second `: ` in one value"),
      ("a\nb: c", "2:2 found a second `: ` in one value"),
      ("a: 1\nb", "2:1 this key has no colon after it"),
      ("a: @x", "1:4 a value cannot begin with this character"),
      ("a: \"\\q\"", "1:5 found an escape that YAML does not know"),
      ("a: \"\\uD800\"", "1:7 found an escape that stands for no character"),
      ("a: \"\\xZZ\"", "1:7 found too few hexadecimal digits after the escape"),
      ("a: - b", "1:4 found `- ` where no list can start"),
      ("- a\nb: 1", "2:1 found neither `- ` nor the end of the list"),
      ("a: 1\n- b", "2:1 found neither a key nor the end of the mapping"),
      ("a: > x\n  y", "1:6 found text on the line of `|` or `>`"),
      ("a: & x", "1:4 `&` and `*` start an anchor or an alias"),
      ("[a, , b]", "1:5 found no value here"),
    ])
  func syntax(text: String, expected: String) {
    #expect(problems(Array(text.utf8)) == [expected])
  }

  @Test(
    "and bytes that are no UTF-8, with their position",
    arguments: [
      ([0x61, 0x0A, 0x62, 0xFF], ["2:2 byte 4 of the file is 0xFF, which is no UTF-8"]),
      // An overlong slash, a lone surrogate, a character cut short (Unicode 16, table 3-7).
      ([0xC0, 0xAF], ["1:1 byte 1 of the file is 0xC0, which is no UTF-8"]),
      ([0x61, 0xED, 0xA0, 0x80], ["1:2 byte 2 of the file is 0xED, which is no UTF-8"]),
      ([0xE9, 0x95], ["1:1 byte 1 of the file is 0xE9, which is no UTF-8"]),
      ([0xEF, 0xBB, 0xBF, 0x80], ["1:1 byte 4 of the file is 0x80, which is no UTF-8"]),
      ([0xFF, 0xFE, 0x61, 0x00], ["the file is UTF-16: byte 1 is 0xFF"]),
    ] as [([UInt8], [String])])
  func encoding(bytes: [UInt8], expected: [String]) {
    #expect(problems(bytes) == expected)
  }

  @Test("as are paths that lead to no file")
  func paths() throws {
    func message(_ path: String) -> String? {
      do throws(Diagnostic) {
        return try YAMLFile(path: path).problems.first?.description
      } catch {
        return error.description
      }
    }
    let remedy = "\n  check the path and the file's permissions"
    #expect(
      message("/no/such\u{1B}file") == "/no/such\\u{1B}file: error: cannot be read: no such file"
        + remedy)
    #expect(message("/") == "/: error: cannot be read: it is a folder" + remedy)
    #if os(Linux)
      #expect(message("/dev/zero")?.contains("larger than 1 MiB") == true)
    #endif
    #expect(
      message("/dev/null")
        == "/dev/null: error: the file is empty\n  write at least one `key: value`")
  }
}
