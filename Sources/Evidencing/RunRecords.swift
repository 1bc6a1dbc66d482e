package import Records

/// All that a run left on disk, as it was read: what evidence is a function of.
package struct RunRecords: Sendable {
  package var plan: Plan
  package var descriptor: WorkloadDescriptor
  /// One record of each trial that has ended, in any order.
  package var trials: [TrialRecord]
  /// The answers of each completed trial, by its number.
  package var items: [Int: [ItemRecord]]
  /// One record of each session that has ended, in any order.
  package var sessions: [SessionRecord]

  package init(
    plan: Plan, descriptor: WorkloadDescriptor, trials: [TrialRecord],
    items: [Int: [ItemRecord]], sessions: [SessionRecord]
  ) {
    self.plan = plan
    self.descriptor = descriptor
    self.trials = trials
    self.items = items
    self.sessions = sessions
  }
}

/// The indifference margins: differences that are too small to matter, whichever way they go.
///
/// The headline's is the profile's; the others are conventions that `docs/method.md` states.
package struct EvidenceMargins: Sendable, Equatable {
  /// Of the headline score, in its own unit.
  package var quality: Double
  /// Of the other scores by id, in their own units.
  package var scores: [String: Double]
  /// Of a score that `scores` does not name.
  package var otherScore: Double
  /// Of necessity and sufficiency, as a difference of shares.
  package var reasons: Double
  /// Of times, sizes and counts, as a share: 0.10 takes 1/1.10 … 1.10 for equal.
  package var ratio: Double

  package init(
    quality: Double, scores: [String: Double] = EvidenceMargins.conventions,
    otherScore: Double = 0.01, reasons: Double = 0.05, ratio: Double = 0.10
  ) {
    self.quality = quality
    self.scores = scores
    self.otherScore = otherScore
    self.reasons = reasons
    self.ratio = ratio
  }

  /// The margins of scores that are no headline.
  package static let conventions = [
    "auc": 0.01, "ks": 0.02, "brier": 0.002, "ece": 0.01, "disparate-impact": 0.05,
    "wer": 0.005, "cer": 0.005, "last-word-delay": 0.02, "task-success": 0.01,
    "intent-accuracy": 0.01, "slot-f1": 0.01, "out-of-scope-auroc": 0.01,
  ]

  func score(_ id: String, isHeadline: Bool) -> Double {
    isHeadline ? quality : scores[id] ?? otherScore
  }
}

/// Records that contradict each other, so that no evidence follows from them.
package struct EvidenceError: Error, Codable, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Codable, Sendable {
    /// A record of a trial that the plan does not hold, two of one trial, or a plan of none.
    case unplannedTrial
    /// A completed trial without its answers, or with another number of them.
    case missingItems
    /// Trials that should have answered the same items did not.
    case differentItems
    /// An answer lacks what a score is made of, or holds an impossible value.
    case invalidAnswer
  }

  package let code: Code
  /// The trial whose record is at fault; nil where none can be named.
  package let trial: Int?
  /// What was wrong, with the offending value.
  package let problem: String
  package let remedy: String

  package init(code: Code, trial: Int?, problem: String, remedy: String) {
    self.code = code
    self.trial = trial
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String {
    (trial.map { "trial \($0): " } ?? "") + problem + "; " + remedy
  }
}
