import NumericCore
import Profiles
import Records

/// The sessions at the size that a profile declares: one for each session of the trained models.
///
/// The scenario, the alternation and the null candidate are the same. Queries are fewer where an
/// answer takes long: as many as fit into a time, by the workload's cost for each parameter.
struct DeclaredSessions {
  let profile: Profile
  let budget: EffortBudget
  let costs: [Architecture: WorkloadDescriptor.Cost]

  /// Never fewer queries than this, whatever an answer takes.
  private static let leastQueries = 16

  func sessions(like trained: [SessionSpecification]) -> [SessionSpecification] {
    guard let declared = profile.deployment?.parameters else { return [] }
    let answer = seconds(declared, \.answer)
    return trained.enumerated().map { index, session in
      var session = session
      session.number = trained.count + index + 1
      session.declared = declared
      session.blocks = min(session.blocks, 4)
      session.singleStreamQueries = fewer(
        max(session.singleStreamQueries / 4, share), taking: answer)
      session.queries = queries(session)
      // A turn with the reference loop is shorter than one answer.
      session.referenceMilliseconds = 0
      session.offlineItems = fewer(session.offlineItems, taking: seconds(declared, \.offline))
      session.explanations = max(
        1,
        min(
          session.explanations,
          Int(budget.secondsOfDeclared / max(seconds(declared, \.explanation), 1e-9))))
      session.timeout += 20 * budget.secondsOfDeclared
      return session
    }
  }

  /// What the slowest declared architecture takes.
  private func seconds(
    _ declared: [Architecture: Int], _ part: KeyPath<WorkloadDescriptor.Cost.Declared, Double>
  ) -> Double {
    declared.map { architecture, count in
      costs[architecture].map { $0.seconds(declared: count, part) } ?? 0
    }.max() ?? 0
  }

  /// A session's share of the queries that show the profile's percentile at confidence 0.99.
  private var share: Int {
    // n ≥ ln(0.01) / ln(p), as under the sample's own load.
    let least = Double.log(0.01) / Double.log(profile.latency.percentile)
    return Int((least / Double(budget.repetitions)).rounded(.up))
  }

  private func fewer(_ count: Int, taking seconds: Double) -> Int {
    guard count > 0, seconds > 0 else { return count }
    return min(count, max(Self.leastQueries, Int(budget.secondsOfDeclared / seconds)))
  }

  /// The share of the percentile's queries, as far as they arrive within twice the time.
  private func queries(_ session: SessionSpecification) -> Int {
    guard case .server(let rate) = session.scenario else { return session.queries }
    let within = Int(2 * budget.secondsOfDeclared * rate)
    return min(max(session.queries, share), max(Self.leastQueries, within))
  }
}

extension WorkloadDescriptor.Cost {
  /// Seconds of one part of the work of a model with so many parameters.
  func seconds(declared count: Int, _ part: KeyPath<Declared, Double>) -> Double {
    declared.map { Double(count) * $0[keyPath: part] } ?? 0
  }
}
