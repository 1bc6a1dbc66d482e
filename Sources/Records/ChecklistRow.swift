package import Figures

/// One line of a checklist: what a regime asks for, and what of the run answers it.
///
/// It is a list of what to look at, never legal advice.
package struct ChecklistRow: Codable, Sendable, Equatable {
  /// Where the line stands.
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// The run holds the document, or the figure's whole interval keeps to the threshold.
    case met
    /// The figure's whole interval misses the threshold.
    case unmet
    /// The run leaves it open, and says what settles it.
    case open
    /// Only the user can supply it.
    case yours
  }

  /// The regime by its id, such as `gdpr/22`.
  package var regime: String
  /// The demand by its id within the regime, such as `explanation`.
  package var demand: String
  /// What is asked, as a phrase.
  package var asks: String
  /// The architecture that the line is about; nil where it is the same for all.
  package var architecture: Architecture?
  package var status: Status
  /// What answers it, or what the user has to supply.
  package var answer: String
  /// What settles an open line; nil for all else.
  package var settledBy: String?
  /// The id of the figure that decides; nil for documents.
  package var figure: String?
  /// In the figure's unit.
  package var threshold: Double?
  /// Whether the threshold is assay's default, since the profile sets none.
  package var thresholdIsDefault: Bool?
  package var estimate: Estimate?
  /// The text and the place in it, such as `12 CFR 1002.9, 1002.9(b)(2)`.
  package var source: String
  /// How well the entry is founded, such as `verified`.
  package var standing: String
  /// The month in which the entry was last checked, ISO 8601.
  package var checkedOn: String

  package init(
    regime: String, demand: String, asks: String, architecture: Architecture? = nil,
    status: Status, answer: String, settledBy: String? = nil, figure: String? = nil,
    threshold: Double? = nil, thresholdIsDefault: Bool? = nil, estimate: Estimate? = nil,
    source: String, standing: String, checkedOn: String
  ) {
    self.regime = regime
    self.demand = demand
    self.asks = asks
    self.architecture = architecture
    self.status = status
    self.answer = answer
    self.settledBy = settledBy
    self.figure = figure
    self.threshold = threshold
    self.thresholdIsDefault = thresholdIsDefault
    self.estimate = estimate
    self.source = source
    self.standing = standing
    self.checkedOn = checkedOn
  }
}
