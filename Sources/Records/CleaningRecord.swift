/// What was removed from a run, and when: `cleaned.json`.
package struct CleaningRecord: Codable, Sendable, Equatable {
  package static let schema = "assay/cleaned/1"

  package var schema = CleaningRecord.schema
  /// When, ISO 8601, UTC.
  package var cleaned: String
  /// The version of assay that did it.
  package var version: String
  /// Files that are gone, by their names within the run.
  package var removed: [RemovedFile]
  /// Records that lost their single cases, by their names within the run.
  package var reduced: [String]

  package init(
    cleaned: String, version: String, removed: [RemovedFile] = [], reduced: [String] = []
  ) {
    self.cleaned = cleaned
    self.version = version
    self.removed = removed
    self.reduced = reduced
  }

  /// A file that is gone; its digest can still show that a copy elsewhere is the one.
  package struct RemovedFile: Codable, Sendable, Equatable {
    package var file: String
    package var bytes: Int
    /// SHA-256.
    package var digest: String

    package init(file: String, bytes: Int, digest: String) {
      self.file = file
      self.bytes = bytes
      self.digest = digest
    }
  }
}
