import ArgumentParser
import Gates
import Profiles
import Questionnaires
import RecordSchemas
import Schema
import Trials

/// The command `schema`, which prints the published form of files.
struct SchemaCommand: AsyncParsableCommand {
  /// A kind of file.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case profile
    case gate
    case questionnaire
    case decision
    case record
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a profile, a gate, a questionnaire or a run's records.",
    discussion: """
      Example: assay schema profile > profile.schema.json

      An editor with a YAML language server then checks and completes profiles as they are written.
      """)

  @Argument(help: "profile, gate, questionnaire, decision or record.")
  var kind: Kind

  func run() async throws {
    switch kind {
    case .profile:
      print(ProfileReader(workloads: Catalogue.descriptors).schema.description)
    case .gate: print(LoadedGate.reader.schema.description)
    case .decision: print(try RecordSchemas.decision.description)
    case .record: print(try RecordSchemas.record.description)
    case .questionnaire:
      print(QuestionnaireReader(vocabulary: evidenceVocabulary).schema.description)
    }
  }
}
