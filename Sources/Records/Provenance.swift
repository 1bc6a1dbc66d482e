/// Where a record was made: enough to say whether another machine may be compared.
package struct Provenance: Codable, Sendable, Equatable {
  /// The version of this build.
  package static let version = "0.1.0"

  /// The version of assay.
  package var version: String
  /// The processor's name as it gives it.
  package var processor: String
  package var cores: Int
  package var system: String
  /// The clone of the C kernels that the processor runs, such as `x86-64-v3`.
  package var kernels: String
  /// When the work started, ISO 8601, UTC.
  package var started: String

  package init(
    version: String, processor: String, cores: Int, system: String, kernels: String,
    started: String
  ) {
    self.version = version
    self.processor = processor
    self.cores = cores
    self.system = system
    self.kernels = kernels
    self.started = started
  }
}

/// Why a trial or session has no result.
package struct Failure: Codable, Sendable, Equatable {
  package enum Cause: String, Codable, Sendable, CaseIterable {
    /// The worker ended by a signal or with an exit code of its own accord.
    case crashed
    /// A signal from outside ended the worker, twice: an operator, or a machine short of memory.
    case killed
    /// The worker did not answer within its time.
    case hung
    /// The data or the model refused: a typed error.
    case refused
    /// A model that the session needs was not there.
    case missing
  }

  package var cause: Cause
  /// What happened, in one sentence, as the worker told it.
  package var detail: String

  package init(cause: Cause, detail: String) {
    self.cause = cause
    self.detail = detail
  }
}
