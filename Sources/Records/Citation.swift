package import Figures

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

/// Which run is cited: enough to tell whether a kept copy still speaks of the same one.
package struct CitedRun: Codable, Sendable, Equatable {
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
