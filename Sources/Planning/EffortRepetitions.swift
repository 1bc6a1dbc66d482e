package import Records

extension Effort {
  /// The repetitions, and so the sessions, of a run on an embedded corpus.
  package var repetitions: Int { EffortBudget.of(self).repetitions }
}
