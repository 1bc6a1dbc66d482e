package import Figures

/// A questionnaire with what a run says to each question, and where it says so.
package struct FilledQuestionnaire: Codable, Sendable, Equatable {
  package static let schema = "assay/answers/1"

  package var schema = FilledQuestionnaire.schema
  package var title: String
  /// The text that the questions come from; nil where the file names none.
  package var source: Source?
  package var run: Run
  /// One for each question, in the questionnaire's order.
  package var answers: [Answer]

  package init(title: String, source: Source?, run: Run, answers: [Answer]) {
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

  /// Which run answered: enough to tell whether a kept copy still speaks of the same one.
  package struct Run: Codable, Sendable, Equatable {
    package var profile: String
    package var workload: String
    package var effort: Effort
    package var seed: UInt64
    /// The version of assay that measured.
    package var version: String?
    /// SHA-256 of each file that is cited, by its name within the run.
    package var digests: [String: String]

    package init(
      profile: String, workload: String, effort: Effort, seed: UInt64, version: String?,
      digests: [String: String]
    ) {
      self.profile = profile
      self.workload = workload
      self.effort = effort
      self.seed = seed
      self.version = version
      self.digests = digests
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

  /// One number or text of the run, and where it stands.
  package struct Citation: Codable, Sendable, Equatable {
    /// Where the cited thing comes from.
    package enum Standing: String, Codable, Sendable, CaseIterable {
      case measured
      case prior
      case projected
      /// The user's own statement in the profile.
      case given
      /// Fixed before the run started.
      case planned
      /// What the decision's rules make of the figures.
      case decided
    }

    /// What it is, such as `AUC` or `AUC, end-to-end less hybrid`.
    package var title: String
    /// The id of the figure; nil for what is no figure.
    package var figure: String?
    package var architecture: Architecture?
    /// As people read it, such as `0.819 [0.804, 0.834]`.
    package var printed: String
    /// The raw number; nil for a text.
    package var value: Double?
    package var interval: Interval?
    package var standing: Standing
    /// The file within the run.
    package var file: String
    /// The place in the file, a JSON pointer (RFC 6901): an estimate, a number, a flag or a text.
    package var pointer: String

    package init(
      title: String, figure: String? = nil, architecture: Architecture? = nil, printed: String,
      value: Double? = nil, interval: Interval? = nil, standing: Standing, file: String,
      pointer: String
    ) {
      self.title = title
      self.figure = figure
      self.architecture = architecture
      self.printed = printed
      self.value = value
      self.interval = interval
      self.standing = standing
      self.file = file
      self.pointer = pointer
    }

    /// What was cited in at most 80 characters, for a list beside the answer that says it in full.
    package var excerpt: String {
      value == nil && printed.count > 80 ? printed.prefix(79) + "…" : printed
    }

    /// The place as one text, such as `evidence.json#/timeFree/scores/0/estimates/hybrid`.
    package var place: String { "\(file)#\(pointer)" }
  }

  /// How many answers have a status.
  package func count(_ status: Status) -> Int { answers.count { $0.status == status } }
}
