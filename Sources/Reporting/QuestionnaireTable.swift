import Figures
package import Records

/// A filled questionnaire as comma-separated values: a row for each question.
package enum QuestionnaireTable {
  private static let header = [
    "id", "section", "question", "status", "answer", "citations", "for a person", "keys",
    "confidence",
  ]

  /// The text: RFC 4180, every field quoted, no field a formula, lines ended by CRLF.
  package static func text(_ filled: FilledQuestionnaire) -> String {
    ([header] + filled.answers.map(row)).map { fields in
      fields.map(Escaping.csv).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func row(_ answer: FilledQuestionnaire.Answer) -> [String] {
    [
      answer.id, answer.section ?? "", answer.question, answer.status.rawValue,
      answer.text.joined(separator: " "),
      answer.citations.map(citation).joined(separator: "; "),
      answer.open.map { "\($0.person): \($0.why)" }.joined(separator: " "),
      answer.keys.joined(separator: " "),
      answer.match.map { Format.fixed($0.confidence, decimals: 2) } ?? "",
    ]
  }

  /// `AUC, hybrid: 0.819 [0.804, 0.834] (measured, evidence.json#/timeFree/scores/0/estimates/hybrid)`.
  private static func citation(_ citation: Citation) -> String {
    let title = [citation.title, citation.architecture?.rawValue].compactMap(\.self)
    return "\(title.joined(separator: ", ")): \(citation.excerpt)"
      + " (\(citation.standing.rawValue), \(citation.place))"
  }
}
