/// A questionnaire with what a run says to each question, and where it says so.
package struct FilledQuestionnaire: Codable, Sendable, Equatable {
  package static let schema = "assay/answers/1"

  package var schema = FilledQuestionnaire.schema
  package var title: String
  /// The text that the questions come from; nil where the file names none.
  package var source: Source?
  package var run: CitedRun
  /// One for each question, in the questionnaire's order.
  package var answers: [Answer]

  package init(title: String, source: Source?, run: CitedRun, answers: [Answer]) {
    self.title = title
    self.source = source
    self.run = run
    self.answers = answers
  }

  /// The text that questions come from, with its date.
  package struct Source: Codable, Sendable, Hashable {
    package var title: String
    /// The day of the text, ISO 8601.
    package var date: String
    package var url: String?

    package init(title: String, date: String, url: String? = nil) {
      self.title = title
      self.date = date
      self.url = url
    }
  }
}

extension FilledQuestionnaire {
  /// Whether the evidence answers a question.
  package enum Status: String, Codable, Sendable, CaseIterable {
    case answered
    /// Something of the question is left for a person.
    case partly
    case open
  }

  /// What the run says to one question.
  package struct Answer: Codable, Sendable, Equatable {
    package var id: String
    package var section: String?
    package var question: String
    package var guidance: String?
    package var status: Status
    /// The evidence keys that were used.
    package var keys: [String]
    /// How the keys were found; nil where the questionnaire names them.
    package var match: Match?
    /// Plain sentences, in order; empty where the question is open.
    package var text: [String]
    package var citations: [Citation]
    /// What is left for a person; empty where the evidence answers the question.
    package var open: [OpenPart]

    package init(
      id: String, section: String?, question: String, guidance: String?, status: Status,
      keys: [String], match: Match?, text: [String], citations: [Citation], open: [OpenPart]
    ) {
      self.id = id
      self.section = section
      self.question = question
      self.guidance = guidance
      self.status = status
      self.keys = keys
      self.match = match
      self.text = text
      self.citations = citations
      self.open = open
    }
  }

  /// What of a question evidence cannot answer, and who usually can.
  package struct OpenPart: Codable, Sendable, Hashable {
    package var why: String
    package var person: String

    package init(why: String, person: String) {
      self.why = why
      self.person = person
    }
  }

  /// How the matcher bound a question's words to keys.
  package struct Match: Codable, Sendable, Equatable {
    /// In 0…1; how clearly the words name the keys, not how likely the answer is to be right.
    package var confidence: Double
    /// The words and phrases of the question that spoke for the keys.
    package var terms: [String]

    package init(confidence: Double, terms: [String]) {
      self.confidence = confidence
      self.terms = terms
    }
  }

  /// How many answers have a status.
  package func count(_ status: Status) -> Int { answers.count { $0.status == status } }
}
