import CreditRisk
import Records
import Testing
import WorkloadKit

/// A damage done to a good file, and the error that it must give.
struct LoanFault: Sendable, CustomTestStringConvertible {
  let fault: String
  let change: @Sendable (inout LoanFile) -> Void
  let error: WorkloadError

  init(
    _ fault: String, _ problem: String, at place: String, remedy: String,
    _ change: @escaping @Sendable (inout LoanFile) -> Void
  ) {
    self.fault = fault
    self.change = change
    error = WorkloadError(problem, at: place, remedy: remedy)
  }

  var testDescription: String { fault }

  private static let series: [Column] = [
    Column(name: "a1", role: .input, series: "a"), Column(name: "a2", role: .input, series: "a"),
    Column(name: "b1", role: .input, series: "b"),
  ]

  static let columns: [LoanFault] = [
    .init(
      "missing column", "there is no column 'colur'", at: "loans.csv:1",
      remedy: "name one of: x, colour, sex, customer, month, part, outcome"
    ) { $0.columns[1].name = "colur" },
    .init(
      "no label", "no column has the role 'label'", at: "loans.csv",
      remedy: "give the outcome's column 'role: label' and the value that means default"
    ) { $0.columns.removeLast() },
    .init(
      "no input", "no column has the role 'input'", at: "loans.csv:1",
      remedy: "give the columns to learn from 'role: input'"
    ) { $0.columns.removeFirst(2) },
    .init(
      "two labels", "columns 'outcome' and 'sex' have the role 'label'", at: "loans.csv:1",
      remedy: "give the role to one column"
    ) { $0.columns.append(Column(name: "sex", role: .label, positive: "f")) },
    .init(
      "input and protected", "column 'colour' is named twice", at: "loans.csv:1",
      remedy: "give every column one role"
    ) { $0.columns.append(Column(name: "colour", role: .protected)) },
    .init(
      "series of unequal steps", "series 'b' has 1 columns where another has 2",
      at: "loans.csv:1", remedy: "give every series a column for every step"
    ) { file in
      file.header += ["a1", "a2", "b1"]
      for row in file.rows.indices { file.rows[row] += ["1", "2", "3"] }
      file.columns += series
    },
    .init(
      "too many levels", "category 'colour' has 201 levels", at: "loans.csv:1",
      remedy: "leave the column out, or group its levels to 200 at most"
    ) { file in
      file.rows = (0..<201).map { row in
        file.rows[row % 60].enumerated().map { $0.offset == 1 ? "c\(row)" : $0.element }
      }
    },
  ]

  static let values: [LoanFault] = [
    .init(
      "three labels",
      "the label 'outcome' holds 3 values ('bad', 'good', 'perhaps'), the positive one is 'bad'",
      at: "loans.csv:11",
      remedy: "a label has two values, and 'positive' names the one that means default"
    ) { $0.rows[9][6] = "perhaps" },
    .init(
      "unknown positive",
      "the label 'outcome' holds 2 values ('bad', 'good'), the positive one is '1'",
      at: "loans.csv:1",
      remedy: "a label has two values, and 'positive' names the one that means default"
    ) { $0.columns[2].positive = "1" },
    .init(
      "bad number", "'seven' in column 'x' is not a number", at: "loans.csv:9",
      remedy: "write a plain decimal number, leave it empty, or set 'kind: category'"
    ) { file in
      file.columns[0].kind = .number
      file.rows[7][0] = "seven"
    },
    .init(
      "infinite number", "'inf' in column 'x' is not a number", at: "loans.csv:9",
      remedy: "write a plain decimal number, leave it empty, or set 'kind: category'"
    ) { $0.rows[7][0] = "inf" },
    .init(
      "gap in a series", "'' in series 'a' is not a number", at: "loans.csv:5",
      remedy: "fill every step of a series with a number"
    ) { file in
      file.columns[0].series = "a"
      file.rows[3][0] = ""
    },
    .init(
      "unknown split", "the split is 'validation'", at: "loans.csv:52",
      remedy: "a split column holds 'train' or 'test'"
    ) { file in
      file.columns.append(Column(name: "part", role: .split))
      file.rows[50][5] = "validation"
    },
    .init(
      "no test row", "the split has no 'test' row", at: "loans.csv:1",
      remedy: "a split column holds 'train' and 'test' rows"
    ) { file in
      file.columns.append(Column(name: "part", role: .split))
      for row in file.rows.indices { file.rows[row][5] = "train" }
    },
    .init(
      "no time", "the time is empty", at: "loans.csv:12",
      remedy: "give every row its time, such as 2024-05-31, or a number"
    ) { file in
      file.columns.append(Column(name: "month", role: .time))
      file.rows[10][4] = ""
    },
    .init(
      "one time", "every row has the same time", at: "loans.csv:1",
      remedy: "leave the column out; nothing is later than another"
    ) { file in
      file.columns.append(Column(name: "month", role: .time))
      for row in file.rows.indices { file.rows[row][4] = row.isMultiple(of: 2) ? "1" : "1.0" }
    },
    .init(
      "too few rows", "the table has 49 rows", at: "loans.csv",
      remedy: "bring at least 50 labelled rows; 500 or more let a comparison say something"
    ) { $0.rows.removeLast(11) },
    .init(
      "ragged row", "the row has 8 fields, the header 7", at: "loans.csv:4",
      remedy: "quote fields that hold commas, and remove blank lines"
    ) { $0.rows[2].append("9") },
  ]
}

@Suite("Refusals of the user's loans")
struct LoanTableErrorTests {
  @Test(
    "A file that does not fit its roles is refused with its line and a remedy",
    arguments: LoanFault.columns + LoanFault.values)
  func refusals(fault: LoanFault) {
    #expect(throws: fault.error) { try LoanFile().with(fault.change).open() }
  }

  @Test("A file that is not there is refused with its path")
  func absent() {
    #expect(
      throws: WorkloadError(
        "the data file cannot be read", at: "/nowhere/loans.csv",
        remedy: "check the path in the profile; it is relative to the profile's folder")
    ) {
      try CreditRisk(
        WorkloadReference(
          name: "credit-risk",
          data: DataSource(path: "/nowhere/loans.csv", columns: LoanFile().columns)), seed: 1)
    }
  }
}
