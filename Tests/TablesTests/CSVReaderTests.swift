import Tables
import Testing

/// Expected values are read off RFC 4180, §2, by hand.
@Suite("Comma-separated values after RFC 4180")
struct CSVReaderTests {
  private func read(_ text: String) throws(TableError) -> Table {
    try CSVReader.read([UInt8](text.utf8))
  }

  @Test(
    "Fields are read as RFC 4180 writes them",
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]]),
      ("a,b\n1,2", [["1", "2"]]),
      ("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
      ("a,b\n\"x, y\",2\n", [["x, y", "2"]]),
      ("a,b\n\"say \"\"no\"\"\",2\n", [["say \"no\"", "2"]]),
      ("a,b\n\"\"\"\",2\n", [["\"", "2"]]),
      ("a,b\n\"\",\n", [["", ""]]),
      ("a,b\n\"two\nlines\",2\n", [["two\nlines", "2"]]),
      ("a,b\n\"two\r\nlines\",2\r\n", [["two\r\nlines", "2"]]),
      ("a,b\n 1 ,2\n", [[" 1 ", "2"]]),
      ("a,b\nžluť,本\n", [["žluť", "本"]]),
      ("a,b\n,", [["", ""]]),
      ("\"a\",\"b\"\n1,2\n", [["1", "2"]]),
      ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
      ("\u{FEFF}\"a\",b\n1,2\n", [["1", "2"]]),
      ("a,b\n", []),
      ("a,b", []),
    ])
  func fields(text: String, rows: [[String]]) throws {
    let table = try read(text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows == rows)
  }

  @Test("Rows know the line on which they start, behind fields of several lines too")
  func lines() throws {
    let table = try read("a,b\n\"1\n2\n3\",x\n4,y\r\n\"5\r\n6\",z\n7,w")
    #expect(table.rows.map { $0[1] } == ["x", "y", "z", "w"])
    #expect(table.lines == [2, 5, 6, 8])
  }

  @Test(
    "What is no table is refused with its line and a remedy",
    arguments: [
      ("", 1, "the file is empty", "give it a header line and rows"),
      ("\u{FEFF}", 1, "the file is empty", "give it a header line and rows"),
      (
        "a,b\n1,2\n1,2,3\n", 3, "the row has 3 fields, the header 2",
        "quote fields that hold commas, and remove blank lines"
      ),
      (
        "a,b\n\"1\n2\",2\n1\n", 4, "the row has 1 fields, the header 2",
        "quote fields that hold commas, and remove blank lines"
      ),
      (
        "a,b\n1,2\n\n3,4\n", 3, "the row has 1 fields, the header 2",
        "quote fields that hold commas, and remove blank lines"
      ),
      (
        "a\n1\n\n2\n", 3, "the line is blank",
        "remove it, or write an empty field as two quotes"
      ),
      (
        "a,b\n1,\"2\n3,4\n", 2, "a quoted field is not closed", "close it with a quote"
      ),
      (
        "a,b\n\"1\"x,2\n", 2, "text stands behind a closing quote",
        "double the quotes inside a quoted field"
      ),
      (
        "a,b\n1,2\n3,4\"5\"\n", 3, "a quote stands inside an unquoted field",
        "quote the whole field and double the quotes inside it"
      ),
      (
        "a,b,a\n1,2,3\n", 1, "column 'a' appears twice in the header",
        "give every column a name of its own"
      ),
    ])
  func refusals(text: String, line: Int, problem: String, remedy: String) {
    #expect(throws: TableError(line: line, problem: problem, remedy: remedy)) { try read(text) }
  }

  @Test(
    "Bytes that are not UTF-8 are refused with their line",
    arguments: [
      ([0x61, 0x0A, 0x31, 0x0A, 0xE9, 0x0A], 3),  // é in Latin-1
      ([0x61, 0x0A, 0xC3, 0x28], 2),  // a lead byte without its second
      ([0xFF, 0xFE, 0x61, 0x00], 1),  // UTF-16
      ([0x61, 0x0A, 0xED, 0xA0, 0x80], 2),  // a lone surrogate
    ] as [([UInt8], Int)])
  func notText(bytes: [UInt8], line: Int) {
    #expect(
      throws: TableError(
        line: line, problem: "the file is not UTF-8 text", remedy: "save it as UTF-8")
    ) { try CSVReader.read(bytes) }
  }

  @Test("A quoted empty field is a row of a table of one column")
  func oneColumn() throws {
    #expect(try read("a\n1\n\"\"\n2\n").rows == [["1"], [""], ["2"]])
  }

  @Test("A file of lone carriage returns is read, as spreadsheets of old wrote it")
  func carriageReturns() throws {
    let table = try read("a,b\r1,2\r3,4\r")
    #expect(table.rows == [["1", "2"], ["3", "4"]])
    #expect(table.lines == [2, 3])
  }
}
