package import Records

/// What a plan is expected to cost, before it is spent.
///
/// The seconds come from the workload's cost table, which was measured on one machine: a guide to
/// the order of magnitude, not a promise.
package struct PlanCost: Codable, Sendable, Equatable {
  /// Seconds of all trials, one after the other.
  package var trialSeconds: Double
  /// Seconds of all sessions; they run alone.
  package var sessionSeconds: Double
  /// Bytes on disk when the run is done.
  package var bytes: Int

  /// Expects the cost of a plan.
  package init(of plan: Plan, descriptor: WorkloadDescriptor) {
    self.init(
      trials: plan.trials, sessions: plan.sessions, plan: plan, descriptor: descriptor)
  }

  /// Expects the cost of a part of a plan, such as what is left of it.
  package init(
    trials: [TrialSpecification], sessions: [SessionSpecification], plan: Plan,
    descriptor: WorkloadDescriptor
  ) {
    trialSeconds = trials.reduce(0) { $0 + Self.seconds($1, descriptor: descriptor) }
    sessionSeconds = sessions.reduce(0) { $0 + Self.seconds($1, descriptor: descriptor) }
    let items = trials.reduce(0) { $0 + $1.testItems / $1.folds }
    let models = trials.count(where: \.keepsModel)
    // Two candidates have latencies and lateness under load; the null candidate has single-stream only.
    let queries = sessions.reduce(0) { $0 + 4 * $1.queries + 3 * $1.singleStreamQueries }
    // A turn of some 0.3 ms leaves two numbers.
    let turns = sessions.reduce(0) {
      $0 + 7 * $1.trials.count * $1.blocks * $1.referenceMilliseconds
    }
    bytes =
      90 * items + 120_000 * models + 12 * (queries + turns) + 4000 * trials.count
  }

  /// Seconds until the run is done, trials side by side.
  package func wallSeconds(jobs: Int) -> Double {
    trialSeconds / Double(max(jobs, 1)) + sessionSeconds
  }

  private static func seconds(
    _ trial: TrialSpecification, descriptor: WorkloadDescriptor
  ) -> Double {
    guard let cost = descriptor.costs[trial.architecture] else { return 1 }
    // Small sizes are cross-validated: the cost table's knots know, so they are interpolated.
    return cost.start + Double(trial.configurations) * cost.seconds(examples: trial.size)
      + Double(trial.explanations) * cost.explanation
      + Double(trial.comparedExplanations ?? 0) * (cost.comparison ?? 0)
      + Double(trial.testItems / trial.folds) * cost.answer
  }

  private static func seconds(
    _ session: SessionSpecification, descriptor: WorkloadDescriptor
  ) -> Double {
    var seconds = 0.4
    if case .server(let rate) = session.scenario {
      seconds += Double(session.trials.count) * Double(session.queries) / rate
    }
    seconds +=
      Double(session.trials.count * session.blocks * session.referenceMilliseconds) / 1000
    let answer = descriptor.costs.values.reduce(0) { $0 + $1.answer }
    let explanation = descriptor.costs.values.reduce(0) { $0 + $1.explanation }
    seconds += Double(session.singleStreamQueries + session.offlineItems) * answer
    return seconds + Double(session.explanations) * explanation
  }
}
