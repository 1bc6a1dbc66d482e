import Tables
import Testing

@Suite("JSON Lines")
struct JSONLinesReaderTests {
  private func read(_ text: String) throws(TableError) -> Table {
    try JSONLinesReader.read(Array(text.utf8))
  }

  @Test("Objects become rows of text, with the keys in order and the lines from 1")
  func rows() throws {
    let table = try read(
      """
      {"text": "Grüß\\ngott", "label": "greeting", "n": 3, "x": 0.25, "b": true, "z": null}
      {"x": -1e3, "n": -4, "z": "a", "label": "", "text": "\\u00e9", "b": false}

      """)
    #expect(
      table
        == Table(
          header: ["b", "label", "n", "text", "x", "z"],
          rows: [
            ["true", "greeting", "3", "Grüß\ngott", "0.25", ""],
            ["false", "", "-4", "é", "-1000", "a"],
          ],
          lines: [1, 2]))
  }

  @Test(
    "A line that is no flat object of the same keys is refused where it stands",
    arguments: [
      ("", 1, "the file is empty"), ("\n \r\n", 1, "the file is empty"),
      ("{\"a\": 1}\n\n{\"a\": 2}", 2, "the line is no flat JSON object"),
      ("{\"a\": 1}\n[1]", 2, "the line is no flat JSON object"),
      ("{\"a\": {\"b\": 1}}", 1, "the line is no flat JSON object"),
      ("{\"a\": 1}\n{\"a\": 1", 2, "the line is no flat JSON object"),
      ("{}", 1, "the object is empty"),
      ("{\"a\": 1}\n{\"b\": 1}", 2, "the key 'a' is missing"),
      ("{\"a\": 1}\n{\"a\": 1, \"c\": 2}", 2, "the object has a key 'c' that the first has not"),
    ])
  func refused(text: String, line: Int, problem: String) {
    let error = #expect(throws: TableError.self) { try read(text) }
    #expect(error?.line == line)
    #expect(error?.problem == problem)
  }
}
