import Records
import Schema
import StrictYAML

/// The declaration of a questionnaire's form, from which reader and JSON Schema both come.
struct QuestionnaireForm {
  /// The version of the form that this program reads.
  static let version = "questionnaire/1"

  let vocabulary: EvidenceVocabulary

  var questionnaire: Shape<Questionnaire> {
    .object(
      "a questionnaire",
      .constant("assay", Self.version, "The form of this file and its version."),
      .required(
        "title", .text("a title", example: "Architecture review"), "What the questions are for."),
      .optional("source", source, "The text that the questions come from."),
      .required("questions", questions, "The questions, in the order of the answers.")
    ) { _, _, title, source, questions in
      Questionnaire(title: title, source: source, questions: questions)
    }
  }

  private var source: Shape<FilledQuestionnaire.Source> {
    .object(
      "a mapping",
      .required(
        "title", .text("a title", example: "Regulation (EU) 2024/1689, annex IV"),
        "The name of the text."),
      .required("date", Self.date, "The day of the text."),
      .optional(
        "url", .text("an address", example: "https://eur-lex.europa.eu", limit: 2000),
        "Where the text can be read.")
    ) { _, title, date, url in FilledQuestionnaire.Source(title: title, date: date, url: url) }
  }

  private var questions: Shape<[Questionnaire.Question]> {
    Shape<[Questionnaire.Question]>.list(of: question).refine { questions, place in
      guard !questions.isEmpty else {
        place.refuse("has no question", remedy: "write at least one, with `id` and `text`")
        return nil
      }
      var seen: Set<String> = []
      guard case .sequence(let nodes) = place.node.content else { return nil }
      for (question, node) in zip(questions, nodes) where !seen.insert(question.id).inserted {
        Place(node: node, reading: place.reading).refuse(
          key: "id", "is the id of two questions: \(quoted(question.id))",
          remedy: "give each question an id of its own")
      }
      return seen.count == questions.count ? questions : nil
    }
  }

  private var question: Shape<Questionnaire.Question> {
    .object(
      "a question",
      .required("id", .slug("an id", example: "A1"), "The question's own name."),
      .required(
        "text", .text("a question", example: "Which architecture is proposed?", limit: 1000),
        "The question as the reviewer puts it."),
      .optional(
        "section", .text("a title", example: "Performance"), "The part that it belongs to."),
      .optional(
        "guidance", .text("a text", example: "Name the alternatives", limit: 2000),
        "What the reviewer wants to see."),
      .optional(
        "evidence", evidence,
        "The evidence keys that answer it; without them, its words are matched with keys."),
      .optional(
        "beyond", .text("a text", example: "how drift is watched in production", limit: 500),
        "What of the question no run can answer."),
      .optional(
        "person", .text("a person", example: "the product owner", limit: 100),
        "Who usually knows what no run can answer.")
    ) { _, id, text, section, guidance, evidence, beyond, person in
      Questionnaire.Question(
        id: id, text: text, section: section, guidance: guidance, evidence: evidence ?? [],
        beyond: beyond, person: person)
    }
  }

  /// One key, or a list of them.
  private var evidence: Shape<[EvidenceKey]> {
    let one = key
    let list = Shape<[EvidenceKey]>.list(of: key)
    return Shape(
      form: .oneOf([one.form, list.form]), noun: "a key or a list of keys", example: one.example
    ) { node, reading in
      if case .scalar = node.content { return one.read(node, reading).map { [$0] } }
      return list.read(node, reading)
    }
  }

  private var key: Shape<EvidenceKey> {
    .scalar(
      "an evidence key", example: "decision",
      schema: [.init("enum", .texts(vocabulary.names))]
    ) { (scalar) throws(Objection) in try vocabulary.key(scalar.text) }
  }

  private static var date: Shape<String> {
    .scalar(
      "a date", example: "2024-07-12",
      schema: [.init("type", "string"), .init("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    ) { (scalar) throws(Objection) in
      let parts = scalar.text.split(separator: "-", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in
        part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
      }
      guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, 1...12 ~= numbers[1],
        1...31 ~= numbers[2]
      else {
        throw Objection(
          "is no date: \(quoted(scalar.text))", remedy: "write year, month and day: 2024-07-12")
      }
      return scalar.text
    }
  }
}
