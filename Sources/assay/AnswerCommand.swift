import ArgumentParser
import Evidencing
import ModelFiles
import Profiles
import Questionnaires
import Records
import Reporting
import StrictYAML
import Trials

/// The command `answer`, which fills a questionnaire from a finished run.
struct AnswerCommand: AsyncParsableCommand {
  /// How the filled questionnaire is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case md
    case csv
    case json
    case html
  }

  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Fill a questionnaire from a run: every answer cites figure, interval and record.",
    discussion: """
      Example: assay answer Profiles/questionnaires/architecture-board.yaml --run runs/credit

      Questions stand in YAML or CSV. What the evidence cannot answer is left open for a person. \
      'assay answer --keys' lists what a question may refer to with 'evidence:'.
      """)

  @Argument(help: "The questionnaire: YAML, or CSV with the columns id and question.")
  var questionnaire: String?

  @Option(help: "The directory of the run.")
  var run: String?

  @Option(help: "md, csv, json or html.")
  var format = Format.md

  @Option(help: "The file to write; without it, standard output.")
  var output: String?

  @Flag(help: "List the evidence keys with what each stands for.")
  var keys = false

  @Flag(help: "With --keys: print JSON.")
  var json = false

  func validate() throws {
    if keys { return }
    guard !json else { throw ValidationError("--json goes with --keys; write --format json.") }
    guard questionnaire != nil else {
      throw ValidationError("Name a questionnaire, or list the evidence keys with --keys.")
    }
    guard run != nil else { throw ValidationError("Name the directory of a run with --run.") }
  }

  func run() async throws {
    try await reporting {
      guard !keys else { return try list(evidenceVocabulary) }
      guard let questionnaire, let run else { return }
      let questions = try QuestionnaireReader(vocabulary: evidenceVocabulary)
        .read(bytes: YAMLFile.bytes(of: questionnaire), file: questionnaire)
      let filled = try fill(questions, from: RunDirectory(path: run))
      try write(text(filled))
    }
  }

  private func list(_ vocabulary: EvidenceVocabulary) throws {
    guard !json else { return try Terminal.show(json: vocabulary.entries) }
    let width = (vocabulary.entries.map(\.key.count).max() ?? 0) + 2
    for entry in vocabulary.entries {
      let gap = String(repeating: " ", count: width - entry.key.count)
      print(Terminal.inert(entry.key + gap + entry.meaning))
    }
  }

  private func fill(
    _ questionnaire: Questionnaire, from directory: RunDirectory
  ) throws -> FilledQuestionnaire {
    let plan = try directory.read(Plan.self, from: directory.plan)
    try requireFinished(directory)
    let facts = RunFacts(
      profile: try directory.read(Profile.self, from: directory.understoodProfile), plan: plan,
      evidence: try directory.read(Evidence.self, from: directory.evidence),
      decision: try directory.read(Decision.self, from: directory.decision),
      workload: Catalogue.descriptor(named: plan.workload.name))
    var digests: [String: String] = [:]
    for file in [
      directory.evidence, directory.decision, directory.plan, directory.understoodProfile,
    ] {
      digests[file.split(separator: "/").last.map(String.init) ?? file] =
        try Digest.sha256(ofFile: file)
    }
    return Answerer(facts: facts).fill(questionnaire, digests: digests)
  }

  private func text(_ filled: FilledQuestionnaire) throws -> String {
    switch format {
    case .md: MarkdownRenderer.render(QuestionnaireDocument.document(filled))
    case .csv: QuestionnaireTable.text(filled)
    case .html:
      HTMLRenderer.render(QuestionnaireDocument.document(filled), title: filled.title)
    case .json: String(decoding: try RecordCoding.encode(filled), as: UTF8.self)
    }
  }

  private func write(_ text: String) throws {
    guard let output else { return print(text, terminator: "") }
    try OutputFile.write(text, to: output)
  }
}

/// The evidence keys over the scores of this build's workloads and the figures of every run.
let evidenceVocabulary = EvidenceVocabulary(
  figures: Catalogue.descriptors.flatMap(\.scores) + FigureCatalogue.all,
  studies: StudyNames.known(Catalogue.descriptors))
