/// A conclusion of a run and all that bears it: rule, figures, records, machines.
///
/// Nothing in it is computed: each number and text is cited from a file of the run.
package struct Chain: Codable, Sendable, Equatable {
  package static let schema = "assay/chain/1"

  package var schema = Chain.schema
  package var run: CitedRun
  package var conclusion: Conclusion
  /// Where the conclusion stands, and what of the profile went into it.
  package var citations: [Citation]
  /// The rules of the method that make the conclusion of what bears it.
  package var rules: [Rule]
  /// The conclusions that this one is made of.
  package var restsOn: [Conclusion]
  /// The figures of the evidence that bear it.
  package var figures: [Figure]
  /// The records of trials whose answers and costs these figures are made of.
  package var trials: [Record]
  /// The records of sessions likewise.
  package var sessions: [Record]
  /// The machines that the records come from.
  package var machines: [Machine]
  /// Where the chain ends before a record, and why.
  package var gaps: [String]

  package init(
    run: CitedRun, conclusion: Conclusion, citations: [Citation], rules: [Rule],
    restsOn: [Conclusion], figures: [Figure], trials: [Record], sessions: [Record],
    machines: [Machine], gaps: [String]
  ) {
    self.run = run
    self.conclusion = conclusion
    self.citations = citations
    self.rules = rules
    self.restsOn = restsOn
    self.figures = figures
    self.trials = trials
    self.sessions = sessions
    self.machines = machines
    self.gaps = gaps
  }

  /// Every citation of the chain, from the conclusion down.
  package var allCitations: [Citation] {
    citations + figures.flatMap(\.citations) + (trials + sessions).flatMap(\.citations)
      + machines.flatMap(\.citations)
  }
}

extension Chain {
  /// Something that a run concludes.
  package struct Conclusion: Codable, Sendable, Equatable {
    /// The short name by which it is asked for, such as `requirement.1`.
    package var name: String
    /// What it is, such as `Requirement 1`.
    package var title: String
    /// What it says, in the words and numbers of the run's files.
    package var text: String

    package init(name: String, title: String, text: String) {
      self.name = name
      self.title = title
      self.text = text
    }
  }

  /// A rule of the method, and where it is described.
  package struct Rule: Codable, Sendable, Hashable {
    package var text: String
    /// A document of the project, such as `docs/method.md`.
    package var document: String
    /// The heading in it.
    package var section: String
    /// The words in bold that begin the paragraph, without their stop; nil where the whole section is meant.
    package var paragraph: String?

    package init(text: String, document: String, section: String, paragraph: String?) {
      self.text = text
      self.document = document
      self.section = section
      self.paragraph = paragraph
    }
  }

  /// A figure of the evidence with the records that it is made of.
  package struct Figure: Codable, Sendable, Equatable {
    package var id: String
    package var title: String
    package var rule: Rule
    /// Estimates, how their intervals were made, the comparison and its margin.
    package var citations: [Citation]
    /// What each repetition or session gave.
    package var replicates: [Replicates]
    /// The numbers of the trials that it is made of, ascending.
    package var trials: [Int]
    /// The numbers of the sessions that it is made of, ascending.
    package var sessions: [Int]

    package init(
      id: String, title: String, rule: Rule, citations: [Citation], replicates: [Replicates],
      trials: [Int], sessions: [Int]
    ) {
      self.id = id
      self.title = title
      self.rule = rule
      self.citations = citations
      self.replicates = replicates
      self.trials = trials
      self.sessions = sessions
    }
  }

  /// What each repetition or session gave of a figure, as it stands in the evidence.
  package struct Replicates: Codable, Sendable, Equatable {
    package var architecture: Architecture
    /// What the values are numbered by: `repetition` or `session`.
    package var unit: String
    package var values: [Replicate]
    /// The values as people read them, in their order.
    package var printed: [String]
    package var file: String
    /// The place of the list in the file, a JSON pointer (RFC 6901).
    package var pointer: String

    package init(
      architecture: Architecture, unit: String, values: [Replicate], printed: [String],
      file: String, pointer: String
    ) {
      self.architecture = architecture
      self.unit = unit
      self.values = values
      self.printed = printed
      self.file = file
      self.pointer = pointer
    }
  }

  /// The record of one trial or session.
  package struct Record: Codable, Sendable, Equatable {
    package var number: Int
    /// The file within the run.
    package var file: String
    /// The SHA-256 of the file by the run's list of digests; nil where the list is missing.
    package var digest: String?
    /// What was trained or served, on how much, and the digests of answers and model.
    package var citations: [Citation]

    package init(number: Int, file: String, digest: String?, citations: [Citation]) {
      self.number = number
      self.file = file
      self.digest = digest
      self.citations = citations
    }
  }

  /// A machine and the build that measured on it.
  package struct Machine: Codable, Sendable, Equatable {
    /// Processor, cores, system, kernels and version, cited from the first of its records.
    package var citations: [Citation]
    /// The trials that ran on it, by number, ascending.
    package var trials: [Int]
    package var sessions: [Int]

    package init(citations: [Citation], trials: [Int], sessions: [Int]) {
      self.citations = citations
      self.trials = trials
      self.sessions = sessions
    }
  }
}
