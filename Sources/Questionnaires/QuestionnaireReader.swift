package import Profiles
package import Schema
import StrictYAML

/// Reads questionnaires, YAML or CSV, and refuses what it does not fully understand.
package struct QuestionnaireReader: Sendable {
  let vocabulary: EvidenceVocabulary

  package init(vocabulary: EvidenceVocabulary) { self.vocabulary = vocabulary }

  /// Reads a file's bytes: CSV where its name ends in `.csv`, else YAML.
  ///
  /// - Throws: All problems of the file.
  package func read(
    bytes: [UInt8], file: String
  ) throws(ProfileProblems) -> Questionnaire {
    guard file.lowercased().hasSuffix(".csv") else {
      return try read(YAMLFile(bytes: bytes, file: file))
    }
    return try QuestionTable(file: file, vocabulary: vocabulary).read(bytes)
  }

  /// The JSON Schema of a questionnaire, draft 2020-12.
  package var schema: JSONValue {
    JSONSchema.document(
      form.questionnaire.form, id: "urn:assay:questionnaire:1", title: "A questionnaire of assay")
  }

  private var form: QuestionnaireForm { QuestionnaireForm(vocabulary: vocabulary) }

  private func read(_ file: YAMLFile) throws(ProfileProblems) -> Questionnaire {
    let reading = Reading(file)
    var questionnaire: Questionnaire?
    if let root = file.root, FormVersion.fits(QuestionnaireForm.version, root, reading) {
      questionnaire = form.questionnaire.read(root, reading)
    }
    guard let questionnaire, !reading.hasErrors else {
      throw ProfileProblems(diagnostics: reading.diagnostics.inFileOrder)
    }
    return questionnaire
  }
}
