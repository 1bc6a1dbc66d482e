import Profiles
import Records
import Schema
import StrictYAML
import Tables

/// A questionnaire as a spreadsheet keeps it: a header, and a question a row.
struct QuestionTable {
  let file: String
  let vocabulary: EvidenceVocabulary

  private static let columns = [
    "id", "question", "section", "guidance", "evidence", "beyond", "person",
  ]

  func read(_ bytes: [UInt8]) throws(ProfileProblems) -> Questionnaire {
    let table = try table(bytes)
    var problems = columnProblems(table.header)
    var questions: [Questionnaire.Question] = []
    if problems.isEmpty {
      for (row, line) in zip(table.rows, table.lines) {
        let fields = Dictionary(
          zip(table.header, row).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
        questions.append(question(fields, line: line, &problems))
      }
      problems += repeated(questions, lines: table.lines)
      if questions.isEmpty {
        problems.append(problem(1, "there is no question", remedy: "write a row for each"))
      }
    }
    guard problems.isEmpty else {
      throw ProfileProblems(
        diagnostics: Array(problems.inFileOrder.prefix(YAMLLimits.problems)))
    }
    return Questionnaire(title: title, source: nil, questions: questions)
  }

  private func table(_ bytes: [UInt8]) throws(ProfileProblems) -> Table {
    guard bytes.count <= YAMLLimits.bytes else {
      throw ProfileProblems(
        diagnostics: [
          Diagnostic(
            file: file, message: "the file is larger than 1 MiB",
            remedy: "divide it into several questionnaires")
        ])
    }
    do throws(TableError) {
      return try CSVReader.read(bytes)
    } catch {
      throw ProfileProblems(
        diagnostics: [problem(error.line, error.problem, remedy: error.remedy)])
    }
  }

  /// The file's name without folder and ending.
  private var title: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return String(name.dropLast(4))
  }

  private func columnProblems(_ header: [String]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for name in header where !Self.columns.contains(name) {
      let near = NearestName.of(name, in: Self.columns)
      problems.append(
        problem(
          1, "the header has the unknown column \(quoted(name))",
          remedy: near.map { "did you mean `\($0)`?" }
            ?? "the columns are \(Self.columns.joined(separator: ", "))"))
    }
    for name in Self.columns.prefix(2) where !header.contains(name) {
      problems.append(
        problem(
          1, "the header has no column `\(name)`", remedy: "add it: `id,question` is the least"))
    }
    return problems
  }

  private func question(
    _ fields: [String: String], line: Int, _ problems: inout [Diagnostic]
  ) -> Questionnaire.Question {
    for name in Self.columns.prefix(2) where fields[name] == nil {
      problems.append(problem(line, "`\(name)` is empty", remedy: "fill it in"))
    }
    var keys: [EvidenceKey] = []
    for name in (fields["evidence"] ?? "").split(whereSeparator: { "; ,".contains($0) }) {
      do throws(Objection) {
        let key = try vocabulary.key(String(name))
        if !keys.contains(key) { keys.append(key) }
      } catch {
        problems.append(problem(line, "`evidence` \(error.predicate)", remedy: error.remedy))
      }
    }
    return Questionnaire.Question(
      id: fields["id"] ?? "", text: fields["question"] ?? "", section: fields["section"],
      guidance: fields["guidance"], evidence: keys, beyond: fields["beyond"],
      person: fields["person"])
  }

  private func repeated(
    _ questions: [Questionnaire.Question], lines: [Int]
  ) -> [Diagnostic] {
    var seen: Set<String> = []
    return zip(questions, lines).compactMap { question, line in
      guard !question.id.isEmpty, !seen.insert(question.id).inserted else { return nil }
      return problem(
        line, "`id` is that of another question: \(quoted(question.id))",
        remedy: "give each question an id of its own")
    }
  }

  private func problem(_ line: Int, _ message: String, remedy: String) -> Diagnostic {
    Diagnostic(
      file: file, position: Position(line: line, column: 1), message: message, remedy: remedy)
  }
}
