package import Records

/// What happens while a run is carried out, for whoever tells a person.
package enum RunProgress: Sendable {
  /// The work that is left, when it starts.
  case started(trials: Int, sessions: Int)
  case trialEnded(TrialRecord)
  case sessionStarted(SessionSpecification)
  case sessionEnded(SessionRecord)
  case concluding
}
