import StrictYAML
import Testing

private func message(_ text: String) -> String? {
  YAMLFile(bytes: Array(text.utf8), file: "dir/t.yaml").problems.first?.description
}

@Suite("A message")
struct DiagnosticTests {
  @Test("names the place, shows the line with a caret, and says what would be right")
  func whole() {
    #expect(
      message("a: 1\nlong: 2\nlong: 3\n") == """
        dir/t.yaml:3:1: error: the key `long` is already on line 2
          long: 3
          ^~~~
          keep one of the two, or rename one
        """)
  }

  @Test("puts its caret under the value after wide, combining and escaped characters")
  func caret() {
    #expect(
      message("{长: 1, e\u{301}: 2, \u{202E}: 3, 长: 4}") == """
        dir/t.yaml:1:21: error: the key `长` is already on line 1
          {长: 1, e\u{301}: 2, \\u{202E}: 3, 长: 4}
                                     ^~
          keep one of the two, or rename one
        """)
  }

  @Test("shows a window of a long line")
  func window() {
    let long = String(repeating: "x", count: 500)
    #expect(
      message("[\(long), *a, \(long)]") == """
        dir/t.yaml:1:504: error: found an alias
          …\(String(repeating: "x", count: 30)), *a, \(String(repeating: "x", count: 60))…
                                           ^
          write the value out; aliases are not read
        """)
  }

  @Test("quotes a value inert and cut to sixty characters")
  func quoting() {
    #expect(quoted("a\u{1B}[2J\u{200B}\n") == "`a\\u{1B}[2J\\u{200B}\\u{A}`")
    #expect(quoted(String(repeating: "y", count: 61)) == "`\(String(repeating: "y", count: 60))…`")
  }

  @Test("stands in the order of the file among others, those about the whole file first")
  func order() {
    func make(_ name: String, _ line: Int?) -> Diagnostic {
      Diagnostic(
        file: "f", position: line.map { Position(line: $0, column: 1) }, message: name, remedy: "")
    }
    let mixed = [make("a", 3), make("b", 1), make("c", nil), make("d", 1)]
    #expect(mixed.inFileOrder.map(\.message) == ["c", "b", "d", "a"])
  }

  // Found by fuzzing tables of questions: a column's name was quoted as it was.
  @Test("are inert even where their maker quoted a file as it is")
  func inertMessages() {
    let problem = Diagnostic(file: "t.csv", message: "column 'a\u{0}' twice", remedy: "\u{1B}[2J")
    #expect(problem.description == "t.csv: error: column 'a\\u{0}' twice\n  \\u{1B}[2J")
  }
}
