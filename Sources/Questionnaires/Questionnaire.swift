package import Records

/// The questions of a review, as its file gives them.
package struct Questionnaire: Sendable, Equatable {
  package var title: String
  package var source: FilledQuestionnaire.Source?
  package var questions: [Question]

  package init(title: String, source: FilledQuestionnaire.Source?, questions: [Question]) {
    self.title = title
    self.source = source
    self.questions = questions
  }

  /// One question.
  package struct Question: Sendable, Hashable {
    package var id: String
    package var text: String
    package var section: String?
    package var guidance: String?
    /// What of the evidence answers it; empty where the matcher is to find out.
    package var evidence: [EvidenceKey]
    /// What of the question no run can answer.
    package var beyond: String?
    /// Who usually knows that; alone, it marks a question as one for a person.
    package var person: String?

    package init(
      id: String, text: String, section: String? = nil, guidance: String? = nil,
      evidence: [EvidenceKey] = [], beyond: String? = nil, person: String? = nil
    ) {
      self.id = id
      self.text = text
      self.section = section
      self.guidance = guidance
      self.evidence = evidence
      self.beyond = beyond
      self.person = person
    }

    /// Whether the file itself says that no run can answer it.
    var isForPerson: Bool { evidence.isEmpty && (person != nil || beyond != nil) }
  }
}
