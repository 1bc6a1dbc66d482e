import Figures
import Foundation
import Records
import Testing

@Suite("Answering questionnaires on the command line")
struct AnswerTests {
  static let shipped = ["architecture-board", "eu-ai-act-annex-iv", "model-risk"]

  static func path(_ name: String) -> String {
    packageRoot.appending(path: "Profiles/questionnaires/\(name).yaml").path
  }

  /// The filled questionnaire in one format.
  static func answer(_ name: String, _ format: String) async throws -> String {
    let run = try await SharedRun.finished().directory
    let finished = try await assay(
      "answer", path(name), "--run", run.path, "--format", format)
    #expect(finished.ending == .exit(0))
    #expect(finished.error == "")
    return finished.output
  }

  static func filled(_ name: String) async throws -> FilledQuestionnaire {
    try JSONDecoder().decode(
      FilledQuestionnaire.self, from: Data(try await answer(name, "json").utf8))
  }

  @Test("Every citation stands in the run's files as it is cited", arguments: shipped)
  func citations(name: String) async throws {
    let files = RunFiles(try await SharedRun.finished().directory)
    let citations = try await Self.filled(name).answers.flatMap(\.citations)
    #expect(citations.count > 100)
    for citation in citations { try files.expect(citation) }
  }

  /// JSON is held against the run's files above; the other formats show the same list.
  @Test(
    "Every format shows every citation, as it is printed, with its place",
    arguments: shipped, ["md", "csv", "html"])
  func formats(name: String, format: String) async throws {
    let text = try await Self.answer(name, format)
    for citation in try await Self.filled(name).answers.flatMap(\.citations) {
      let printed = Self.escaped(citation.excerpt, format)
      let place = Self.escaped(citation.place, format)
      let shown =
        switch format {
        case "md": "| \(printed) | \(citation.standing.rawValue) | \(place) |"
        case "csv": "\(printed) (\(citation.standing.rawValue), \(place))"
        default: place
        }
      #expect(text.contains(shown), "\(shown)")
      #expect(text.contains(printed), "\(printed)")
    }
  }

  /// What a format makes of a text; the characters are those of the citations.
  private static func escaped(_ text: String, _ format: String) -> String {
    switch format {
    case "md":
      ["&", "<", ">"].reduce(text) {
        $0.replacing($1, with: ["&": "&amp;", "<": "&lt;"][$1] ?? "&gt;")
      }
      .replacing(#/[\\`*_\[\]|~$]/#) { "\\" + $0.output }
    case "csv": text.replacing("\"", with: "\"\"")
    default:
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        // A page keeps a number and its sign in one line.
        .replacing(" %", with: "\u{A0}%")
    }
  }

  @Test("What only people know comes out open, and some of it in every questionnaire")
  func open() async throws {
    let known = [
      "architecture-board": ["A13", "A14", "A21"],
      "eu-ai-act-annex-iv": [
        "iv-1b", "iv-1h", "iv-2e-oversight", "iv-2f", "iv-2h", "iv-3-risks", "iv-5", "iv-6",
        "iv-7-8", "iv-9",
      ],
      "model-risk": ["M2", "M20", "M21", "M22"],
    ]
    for name in Self.shipped {
      let answers = try await Self.filled(name).answers
      for answer in answers {
        #expect((answer.status == .open) == answer.text.isEmpty)
        #expect((answer.status == .answered) == answer.open.isEmpty)
      }
      let open = answers.filter { $0.status == .open && $0.keys.isEmpty }.map(\.id)
      #expect(open == known[name])
    }
  }

  @Test("The answers name the run and the digests of the files that they cite")
  func provenance() async throws {
    let shared = try await SharedRun.finished()
    let run = try await Self.filled("model-risk").run
    #expect(run.profile == "consumer-credit")
    #expect(run.seed == shared.plan.seed)
    #expect(
      Set(run.digests.keys) == ["evidence.json", "decision.json", "plan.json", "profile.json"])
    #expect(run.digests.values.allSatisfy { $0.count == 64 })
  }

  @Test("Every figure of a run has its evidence key")
  func keys() async throws {
    let list = try await assay("answer", "--keys")
    #expect(list.ending == .exit(0))
    let known = Set(
      list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first })
    let evidence = try await SharedRun.finished().directory.readEvidence()
    let figures =
      evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures
    for id in figures.map(\.kind.id) {
      for key in ["figure:\(id)", "figure:hybrid.\(id)", "contrast:\(id)"] {
        #expect(known.contains(Substring(key)), "\(key)")
      }
    }
  }

  @Test("--output writes the same to a file, and nothing to standard output")
  func output() async throws {
    let scratch = try Scratch()
    let run = try await SharedRun.finished().directory
    let finished = try await assay(
      "answer", Self.path("model-risk"), "--run", run.path, "--format", "csv", "--output",
      scratch.url("a.csv").path)
    #expect(finished.output == "")
    #expect(try scratch.text("a.csv") == (try await Self.answer("model-risk", "csv")))
  }

  @Test("A hostile questionnaire stays inert in every format", arguments: ["md", "csv", "html"])
  func hostile(format: String) async throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      "id,question,section\n1,\"=cmd() <script>alert(1)</script> `x` \u{1B}[31m|\",\"# @SUM(1)\"\n",
      to: "q.csv")
    let run = try await SharedRun.finished().directory
    let finished = try await assay("answer", file, "--run", run.path, "--format", format)
    #expect(finished.ending == .exit(0))
    #expect(!finished.output.contains("\u{1B}"))
    if format == "csv" {
      #expect(finished.output.contains(#""'=cmd() "#))
    } else {
      #expect(!finished.output.contains("<script>alert"))
    }
  }
}

@Suite("Questionnaires that cannot be answered")
struct RefusedAnswerTests {
  @Test("A bad file is told by line and caret, with exit code 65")
  func badFile() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "assay: questionnaire/1\ntitle: T\nquestions: [{id: 1a, text: Why?, evidence: figure:auk}]\n",
      to: "q.yaml")
    let finished = try await assay("answer", "q.yaml", "--run", "none", in: scratch.path)
    #expect(finished.ending == .exit(65))
    #expect(
      finished.error == """
        q.yaml:3:44: error: `questions.evidence` names the unknown evidence key `figure:auk`
          questions: [{id: 1a, text: Why?, evidence: figure:auk}]
                                                     ^~~~~~~~~~
          did you mean figure:auc?
        1 problem

        """)
  }

  @Test("A run that is missing or not finished is told so")
  func badRun() async throws {
    let scratch = try Scratch()
    let questions = AnswerTests.path("model-risk")
    let missing = try await assay("answer", questions, "--run", "none", in: scratch.path)
    #expect(missing.ending == .exit(65))
    #expect(
      missing.error == "assay: none/plan.json: cannot be read: there is no such file;"
        + " check that this is a run of assay and that you may read it\n")
    let run = try await SharedRun.finished().copy(into: scratch)
    let unfinished = try await assay("answer", questions, "--run", run.path)
    #expect(unfinished.ending == .exit(65))
    #expect(
      unfinished.error == "assay: \(run.path): the run is not finished;"
        + " continue it with 'assay resume \(run.path)'\n")
  }

  @Test("A missing questionnaire is told so; without arguments the usage is")
  func usage() async throws {
    let scratch = try Scratch()
    let missing = try await assay("answer", "q.yaml", "--run", "r", in: scratch.path)
    #expect(missing.ending == .exit(65))
    #expect(
      missing.error == """
        q.yaml: error: cannot be read: no such file
          check the path and the file's permissions

        """)
    #expect(try await assay("answer").ending == .exit(64))
    #expect(try await assay("answer", "q.yaml").ending == .exit(64))
  }
}
