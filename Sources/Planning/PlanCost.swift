package import Records

/// What a plan is expected to cost, before it is spent.
///
/// The seconds come from the workload's cost table, which was measured on one machine, times how much slower
/// this machine runs the reference loop: a guide, not a promise.
package struct PlanCost: Codable, Sendable, Equatable {
  /// Seconds of all trials, one after the other.
  package var trialSeconds: Double
  /// Seconds of all sessions; they run alone.
  package var sessionSeconds: Double
  /// Bytes on disk when the run is done.
  package var bytes: Int

  /// Expects the cost of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - descriptor: The workload, with its cost table.
  ///   - slowness: How much longer this machine takes than the one of the cost table.
  package init(of plan: Plan, descriptor: WorkloadDescriptor, slowness: Double = 1) {
    self.init(
      trials: plan.trials, sessions: plan.sessions, plan: plan, descriptor: descriptor,
      slowness: slowness)
  }

  /// Expects the cost of a part of a plan, such as what is left of it.
  package init(
    trials: [TrialSpecification], sessions: [SessionSpecification], plan: Plan,
    descriptor: WorkloadDescriptor, slowness: Double = 1
  ) {
    trialSeconds = slowness * trials.reduce(0) { $0 + Self.seconds($1, descriptor: descriptor) }
    sessionSeconds = sessions.reduce(0) {
      $0 + Self.fixedSeconds($1) + slowness * Self.seconds($1, descriptor: descriptor)
    }
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
    var (architecture, examples) = (trial.architecture, trial.size)
    var share = 1.0
    switch trial.variation {
    case .site(_, let sites): examples /= max(1, sites)
    // A learned stage trains a network.
    case .learned:
      architecture = .endToEnd
      share = descriptor.costs[.endToEnd]?.learnedShare ?? 1
    case .option, .oracle, .unregularised, nil: break
    }
    guard let cost = descriptor.costs[architecture] else { return 1 }
    // Small sizes are cross-validated: the cost table's knots know, so they are interpolated.
    return cost.start + share * Double(trial.configurations) * cost.seconds(examples: examples)
      + Double(trial.explanations) * cost.explanation
      + Double(trial.comparedExplanations ?? 0) * (cost.comparison ?? 0)
      + Double(trial.testItems / trial.folds) * cost.answer
  }

  /// What a session takes on any machine: arrivals at a rate, and turns of a given length.
  private static func fixedSeconds(_ session: SessionSpecification) -> Double {
    var seconds =
      Double(session.trials.count * session.blocks * session.referenceMilliseconds)
      / 1000
    if case .server(let rate) = session.scenario {
      seconds += Double(session.trials.count) * Double(session.queries) / rate
    }
    return session.services == nil ? seconds : 0
  }

  private static func seconds(
    _ session: SessionSpecification, descriptor: WorkloadDescriptor
  ) -> Double {
    var seconds = 0.4
    for (architecture, cost) in descriptor.costs {
      let declared = session.declared?[architecture]
      func each(
        _ trained: Double, _ part: KeyPath<WorkloadDescriptor.Cost.Declared, Double>
      ) -> Double {
        declared.map { cost.seconds(declared: $0, part) } ?? trained
      }
      let warmUps = session.declared == nil ? 0 : 2 * session.blocks + 26
      seconds += each(0, \.build)
      seconds += Double(session.singleStreamQueries + warmUps) * each(cost.answer, \.answer)
      seconds += Double(session.offlineItems) * each(cost.answer, \.offline)
      seconds += Double(session.explanations) * each(cost.explanation, \.explanation)
    }
    // Processes are started, ended and started again; six took 1.5 s on an AMD EPYC with AVX-512.
    if let services = session.services { seconds += 0.25 * Double(services.count) }
    return seconds
  }
}
