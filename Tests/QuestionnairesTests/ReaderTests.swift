import Figures
import Profiles
import Questionnaires
import Records
import Testing

@Suite("Reading questionnaires")
struct ReaderTests {
  static let reader = QuestionnaireReader(vocabulary: vocabulary)
  static let vocabulary = EvidenceVocabulary(
    figures: ["auc", "latency-p99", "latency-p99.9"].map { SmallRun.kind($0, $0, .seconds) })

  static func read(_ text: String, file: String = "q.yaml") throws -> Questionnaire {
    try reader.read(bytes: Array(text.utf8), file: file)
  }

  /// What the reader says of a file that it refuses.
  static func refusal(_ text: String, file: String = "q.yaml") -> String {
    do throws(ProfileProblems) {
      _ = try reader.read(bytes: Array(text.utf8), file: file)
      return "it was read"
    } catch {
      return error.description
    }
  }

  @Test("A questionnaire has a title, a dated source and questions with keys or a person")
  func whole() throws {
    let questionnaire = try Self.read(
      """
      assay: questionnaire/1
      title: Review
      source: {title: SS1/23, date: 2023-05-17}
      questions:
        - {id: A1, text: Which one?, section: Choice, evidence: [decision, "figure:hybrid.latency-p99"]}
        - {id: A2, text: Who owns it?, beyond: who owns it, person: the board}
        - {id: A3, text: How fast is it?, evidence: "contrast:latency-p99.9", guidance: At the tail.}

      """)
    #expect(
      questionnaire
        == Questionnaire(
          title: "Review", source: .init(title: "SS1/23", date: "2023-05-17"),
          questions: [
            .init(
              id: "A1", text: "Which one?", section: "Choice",
              evidence: [.topic(.decision), .figure("latency-p99", .hybrid)]),
            .init(id: "A2", text: "Who owns it?", beyond: "who owns it", person: "the board"),
            .init(
              id: "A3", text: "How fast is it?", guidance: "At the tail.",
              evidence: [.contrast("latency-p99.9")]),
          ]))
  }

  @Test("A table has a row for each question, its title is the file's name")
  func table() throws {
    let questionnaire = try Self.read(
      """
      id,question,evidence,section
      1,"How fast, and how large?",latency; memory,Operation
      2,Who owns it?,,

      """, file: "folder/board.csv")
    #expect(
      questionnaire
        == Questionnaire(
          title: "board", source: nil,
          questions: [
            .init(
              id: "1", text: "How fast, and how large?", section: "Operation",
              evidence: [.topic(.latency), .topic(.memory)]),
            .init(id: "2", text: "Who owns it?"),
          ]))
  }

  @Test("An unknown key is refused at its place, with the nearest known one")
  func unknownKey() {
    #expect(
      Self.refusal(
        """
        assay: questionnaire/1
        title: Review
        questions:
          - {id: A1, text: Why?, evidence: [decision.reason]}

        """)
          == """
          q.yaml:4:37: error: `questions.evidence` names the unknown evidence key `decision.reason`
              - {id: A1, text: Why?, evidence: [decision.reason]}
                                                ^~~~~~~~~~~~~~~
            did you mean decision.reasons?
          1 problem
          """)
  }

  @Test("All problems are told at once: a date, a key twice, an id twice")
  func allProblems() {
    #expect(
      Self.refusal(
        """
        assay: questionnaire/1
        title: Review
        source: {title: SS1/23, date: May 2023}
        questions:
          - {id: A1, text: Why?, evidence: [plan, plan]}
          - {id: A1, text: How?}

        """)
          == """
          q.yaml:3:31: error: `source.date` is no date: `May 2023`
            source: {title: SS1/23, date: May 2023}
                                          ^~~~~~~~
            write year, month and day: 2024-07-12
          q.yaml:5:43: error: `questions.evidence` lists `plan` twice
              - {id: A1, text: Why?, evidence: [plan, plan]}
                                                      ^~~~
            remove one of the two
          q.yaml:6:10: error: `questions.id` is the id of two questions: `A1`
              - {id: A1, text: How?}
                     ^~
            give each question an id of its own
          3 problems
          """)
  }

  @Test(
    "A file of another form is told so, and judged no further",
    arguments: [
      ("assay: profile/1\nname: x\n", "is no questionnaire: `profile/1`"),
      (
        "assay: questionnaire/2\n",
        "is of a version that this program does not read: `questionnaire/2`"
      ),
    ])
  func otherForm(text: String, message: String) {
    let refusal = Self.refusal(text)
    #expect(refusal.contains("`assay` \(message)"))
    #expect(refusal.hasSuffix("\n1 problem"))
  }

  @Test("A table's problems name their lines")
  func tableProblems() {
    #expect(
      Self.refusal(
        """
        id,question,evidence
        1,Why?,decison
        ,,plan
        1,How?,

        """, file: "q.csv")
          == """
          q.csv:2:1: error: `evidence` names the unknown evidence key `decison`
            did you mean decision?
          q.csv:3:1: error: `id` is empty
            fill it in
          q.csv:3:1: error: `question` is empty
            fill it in
          q.csv:4:1: error: `id` is that of another question: `1`
            give each question an id of its own
          4 problems
          """)
    #expect(
      Self.refusal("id,text\n1,Why?\n", file: "q.csv")
        == """
        q.csv:1:1: error: the header has the unknown column `text`
          the columns are id, question, section, guidance, evidence, beyond, person
        q.csv:1:1: error: the header has no column `question`
          add it: `id,question` is the least
        2 problems
        """)
  }

  @Test("A table that is too large is refused, not cut", arguments: ["q.csv", "q.yaml"])
  func tooLarge(file: String) {
    let rows = String(repeating: "1,Why?\n", count: 160_000)
    #expect(
      Self.refusal("id,question\n" + rows, file: file)
        .hasPrefix("\(file): error: the file is larger than 1 MiB\n"))
  }

  @Test("Every key of the vocabulary is read back as itself")
  func keysReadBack() throws {
    #expect(Self.vocabulary.entries.count == Topic.allCases.count + 4 * 3)
    for entry in Self.vocabulary.entries {
      #expect(try Self.vocabulary.key(entry.key).name == entry.key)
    }
  }
}
