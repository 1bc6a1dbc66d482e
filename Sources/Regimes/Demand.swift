extension Regime {
  /// One document or figure that a regime asks for, in a short paraphrase.
  package struct Demand: Sendable, Hashable {
    /// What answers a demand.
    package enum Answer: Sendable, Hashable {
      /// A figure of the run, held against a threshold of the user's or assay's default.
      case figure(PolicyFigure)
      /// A document of the run.
      case document(RunDocument)
      /// What only the user can supply.
      case user(String)
    }

    /// Unique within the regime, such as `explanation`.
    package let id: String
    /// What is asked, as a phrase.
    package let asks: String
    /// Where in the regime's text, such as `article 15(1)(h)`.
    package let place: String
    /// The text that the place is in, to stand before it, where it is not the regime's whole source.
    let text: String?
    package let standing: Standing
    /// The month in which the entry was last checked, ISO 8601.
    package let checkedOn: String
    /// What answers it, one row of a checklist each; never empty.
    package let answers: [Answer]

    init(
      _ id: String, _ asks: String, at place: String, _ standing: Standing,
      by answers: Answer..., text: String? = nil, checkedOn: String = "2026-11"
    ) {
      self.id = id
      self.asks = asks
      self.place = place
      self.text = text
      self.standing = standing
      self.answers = answers
      self.checkedOn = checkedOn
    }

    /// The text and the place in it, such as `12 CFR 1002.9(b)(2)`.
    ///
    /// - Parameter source: The regime's source.
    /// - Returns: The citation.
    package func citation(in source: String) -> String {
      text.map { "\($0) \(place)" } ?? "\(source), \(place)"
    }
  }
}
