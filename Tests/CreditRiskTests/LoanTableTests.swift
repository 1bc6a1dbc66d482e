import CreditRisk
import Foundation
import ModelFiles
import NumericCore
import Records
import Testing
import WorkloadKit

/// A file of loans made for one test.
struct LoanFile {
  var header = ["x", "colour", "sex", "customer", "month", "part", "outcome"]
  var rows: [[String]]
  var columns: [Column] = [
    Column(name: "x", role: .input), Column(name: "colour", role: .input),
    Column(name: "outcome", role: .label, positive: "bad"),
  ]

  /// 60 loans of 20 customers, every third of them bad.
  init() {
    rows = (0..<60).map { row in
      [
        "\(row)", ["red", "green", "blue"][row % 3], row.isMultiple(of: 2) ? "f" : "m",
        "c\(row % 20)", "\(row % 12 + 1)", row < 45 ? "train" : "test",
        row.isMultiple(of: 3) ? "bad" : "good",
      ]
    }
  }

  func with(_ change: (inout LoanFile) -> Void) -> LoanFile {
    var copy = self
    change(&copy)
    return copy
  }

  /// Writes the file, opens the workload on it, and takes the file away again.
  ///
  /// In the errors that are thrown the file's path reads `loans.csv`.
  func open() throws(WorkloadError) -> CreditRisk {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "assay-\(UUID().uuidString).csv").path
    let text = ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
    try? Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      return try CreditRisk(
        WorkloadReference(
          name: "credit-risk", data: DataSource(path: path, columns: columns)), seed: 1)
    } catch {
      throw WorkloadError(
        error.problem, at: error.place.replacing(path, with: "loans.csv"), remedy: error.remedy)
    }
  }
}

@Suite("The user's loans")
struct LoanTableTests {
  static func trial(fold: Int = 0, folds: Int = 5, size: Int = 1000) -> TrialSpecification {
    Samples.trial(.hybrid, size: size, fold: fold, folds: folds)
  }

  @Test("Columns make the form by role and kind, in the order of the profile")
  func form() throws {
    let workload = try LoanFile().with {
      $0.columns += [
        Column(name: "month", role: .input, kind: .category),
        Column(name: "customer", role: .group),
        Column(name: "sex", role: .protected),
      ]
    }.open()
    #expect(
      workload.form
        == ApplicationForm(
          numbers: [.init("x")],
          categories: [
            .init("colour", levels: ["blue", "green", "red"]),
            .init(
              "month",
              levels: ["1", "10", "11", "12", "2", "3", "4", "5", "6", "7", "8", "9"]),
          ], series: [], months: 0))
    #expect(workload.units == ["x", "colour", "month"])
    #expect(
      workload.summary.remarks == [
        "60 loans, 33 % of them defaults",
        "group column: no group stands on both sides of a split",
      ])
  }

  @Test("A row becomes an application with its line as id; the protected value stays outside")
  func rows() throws {
    let workload = try LoanFile().with {
      $0.columns.append(Column(name: "sex", role: .protected))
      $0.rows[4][0] = "NA"
      $0.rows[4][1] = ""
    }.open()
    let division = try workload.division(Self.trial())
    let all = (division.training + division.test).sorted { $0.id.count < $1.id.count }
    let row = try #require(all.first { $0.id == "line-6" })
    #expect(row.input.numbers[0].isNaN)
    #expect(row.input.categories == [-1])
    #expect(!row.defaulted)
    #expect(row.groups == ["sex": "f"])
    #expect(row.truth == nil)
    let other = try #require(all.first { $0.id == "line-2" })
    #expect(other.input == Application(id: "line-2", numbers: [0], categories: [2], series: []))
    #expect(other.defaulted)
  }

  @Test("Changing a protected value changes no input, no training and no answer")
  func protectedValues() throws {
    func answers(_ value: String) throws -> [CreditAnswer?] {
      let workload = try LoanFile().with { file in
        file.columns.append(Column(name: "sex", role: .protected))
        for row in file.rows.indices { file.rows[row][2] = row < 30 ? value : "m" }
      }.open()
      let division = try workload.division(Self.trial())
      let trained = try workload.train(
        .hybrid, on: division.training, configurations: 1, seed: 1)
      return trained.candidate.answer(all: division.test.map(\.input))
    }
    #expect(try answers("f") == answers("x"))
  }

  @Test("Columns of one series become its steps in the order of the profile")
  func series() throws {
    let file = LoanFile().with { file in
      file.header += ["in1", "in2", "out1", "out2"]
      for row in file.rows.indices { file.rows[row] += ["1", "2", "\(row)", "-4.5"] }
      file.columns += ["in1", "in2"].map { Column(name: $0, role: .input, series: "inflow") }
      file.columns += ["out1", "out2"].map { Column(name: $0, role: .input, series: "outflow") }
    }
    let workload = try file.open()
    #expect(workload.form.series == ["inflow", "outflow"])
    #expect(workload.form.months == 2)
    let test = try workload.division(Self.trial()).test
    let row = try #require(test.first)
    #expect(row.input.series[0] == [1, 2])
    #expect(row.input.series[1] == [row.input.numbers[0], -4.5])
  }

  @Test("No group stands on both sides of any fold")
  func groups() throws {
    let workload = try LoanFile().with {
      $0.columns.append(Column(name: "customer", role: .group))
    }.open()
    // The line of row r is r + 2, its customer r mod 20.
    func customers(_ items: [Applicant]) -> Set<Int> {
      Set(items.compactMap { Int($0.id.dropFirst(5)).map { ($0 - 2) % 20 } })
    }
    var tested = 0
    for fold in 0..<5 {
      let division = try workload.division(Self.trial(fold: fold))
      #expect(customers(division.training).isDisjoint(with: customers(division.test)))
      tested += division.test.count
    }
    #expect(tested == 60)
  }

  @Test(
    "A time column makes the latest quarter the test, by number and not by text",
    arguments: [false, true])
  func time(isDate: Bool) throws {
    let workload = try LoanFile().with { file in
      for row in file.rows.indices {
        let month = row % 12 + 1
        file.rows[row][4] = isDate ? "2024-\(month < 10 ? "0" : "")\(month)-01" : "\(month)"
      }
      file.columns.append(Column(name: "month", role: .time))
    }.open()
    #expect(workload.summary.split == .holdOut(test: 15))
    let division = try workload.division(Self.trial(folds: 1))
    func months(_ items: [Applicant]) -> Set<Int> {
      Set(items.compactMap { Int($0.id.dropFirst(5)).map { ($0 - 2) % 12 + 1 } })
    }
    // Twelve months of five loans each: the last quarter are months 10, 11 and 12.
    #expect(months(division.test) == [10, 11, 12])
    #expect(months(division.training) == Set(1...9))
  }

  @Test("A split column is followed, and groups that it divides are tested, not trained on")
  func split() throws {
    let file = LoanFile().with { $0.columns.append(Column(name: "part", role: .split)) }
    let workload = try file.open()
    #expect(workload.summary.split == .holdOut(test: 15))
    let division = try workload.division(Self.trial(folds: 1))
    #expect(division.test.map(\.id) == (45..<60).map { "line-\($0 + 2)" })
    #expect(Set(division.training.map(\.id)) == Set((0..<45).map { "line-\($0 + 2)" }))
    let grouped = try file.with { $0.columns.append(Column(name: "customer", role: .group)) }
      .open().division(Self.trial(folds: 1))
    // Rows 45…59 are customers 5…19, so that customers 0…4 alone are left to train on.
    #expect(grouped.test.count == 15)
    #expect(
      Set(grouped.training.map(\.id))
        == Set((0..<45).filter { $0 % 20 < 5 }.map { "line-\($0 + 2)" }))
  }

  @Test("A smaller training size is the start of a larger one, with the classes' shares")
  func nestedSizes() throws {
    let workload = try LoanFile().open()
    let large = try workload.division(Self.trial(size: 48)).training.map(\.id)
    for size in [12, 24] {
      let small = try workload.division(Self.trial(size: size)).training
      #expect(small.map(\.id) == Array(large.prefix(size)))
      #expect(small.count { $0.defaulted } == size / 3)
    }
  }
}
