import NumericCore
package import Profiles
package import Records

/// Turns a profile and an effort into the list of all trials and sessions.
package enum Planner {
  /// Plans a run; a pure function of its arguments.
  ///
  /// - Parameters:
  ///   - profile: What the project asks for.
  ///   - corpus: What the workload's corpus holds.
  ///   - effort: How much to spend.
  ///   - seed: The seed of everything random in the run.
  ///   - keepsCases: Whether records may hold single cases of the user's data in words; those of an
  ///     embedded corpus are about no one and always may.
  ///   - descriptor: What the workload can do and costs: sizes, studies, declared sizes; without it
  ///     sizes are those of a table of numbers, and there are no studies.
  ///   - studies: The studies by name; nil for those of the profile, or its usual ones.
  /// - Returns: The plan.
  /// - Throws: ``PlanError`` where the data allow no comparison.
  package static func plan(
    _ profile: Profile, corpus: CorpusSummary, effort: Effort, seed: UInt64,
    keepsCases: Bool = false, descriptor: WorkloadDescriptor? = nil, studies: [String]? = nil
  ) throws(PlanError) -> Plan {
    let budget = EffortBudget.of(effort, descriptor)
    let division = try Division(profile, corpus: corpus, budget: budget)
    var plan = Plan(
      workload: profile.workload, effort: effort, seed: seed, sizes: division.sizes,
      repetitions: budget.repetitions, folds: division.folds, testItems: division.testItems,
      trials: trials(division, budget: budget), sessions: [],
      keepsCases: keepsCases || profile.workload.data == nil,
      remarks: corpus.remarks + division.remarks)
    plan.sessions = sessions(plan, profile: profile, budget: budget)
    guard let descriptor else { return plan }
    plan.sessions += DeclaredSessions(profile: profile, budget: budget, costs: descriptor.costs)
      .sessions(like: plan.sessions)
    let names =
      studies ?? profile.studies
      ?? StudyNames.usual(
        descriptor, ownData: profile.workload.data != nil, isScattered: profile.data.isScattered)
    if names.contains(StudyNames.services) {
      plan.sessions += services(like: plan.sessions, descriptor)
    }
    return StudyPlanner(profile: profile, descriptor: descriptor, budget: budget, plan: plan)
      .plan(with: names.filter { $0 != StudyNames.services })
  }

  /// Architectures side by side, the largest sizes first: the longest trials do not come last.
  private static func trials(_ division: Division, budget: EffortBudget) -> [TrialSpecification] {
    var trials: [TrialSpecification] = []
    let largest = division.sizes.last
    for size in division.sizes.reversed() {
      for repetition in 1...budget.repetitions {
        for fold in 0..<division.folds {
          for architecture in Architecture.allCases {
            trials.append(
              TrialSpecification(
                number: trials.count + 1, architecture: architecture, size: size,
                repetition: repetition, fold: fold, folds: division.folds,
                testItems: division.testItems, configurations: budget.configurations,
                explanations: size == largest ? budget.explanations / division.folds : 0,
                keepsModel: size == largest && fold == 0, timeout: 3600,
                comparedExplanations: size == largest
                  ? (budget.comparedExplanations + division.folds - 1) / division.folds : nil))
          }
        }
      }
    }
    return trials
  }

  /// One session for each repetition, which serves that repetition's candidates of the largest size.
  ///
  /// A model served twice would give two values that are not independent of each other.
  private static func sessions(
    _ plan: Plan, profile: Profile, budget: EffortBudget
  ) -> [SessionSpecification] {
    let served = plan.trials.filter(\.keepsModel)
    let queries = queries(profile.latency, budget: budget)
    return (1...plan.repetitions).map { repetition in
      SessionSpecification(
        number: repetition,
        trials: served.filter { $0.repetition == repetition }.map(\.number),
        scenario: profile.latency.scenario, queries: queries,
        singleStreamQueries: budget.singleStreamQueries,
        referenceMilliseconds: budget.referenceMilliseconds, blocks: budget.blocks,
        offlineItems: budget.offlineItems, explanations: budget.timedExplanations,
        timeout: 60 + 20 * budget.secondsOfLoad)
    }
  }

  /// One session for each of the trained models, in which the hybrid's stages are processes.
  private static func services(
    like sessions: [SessionSpecification], _ descriptor: WorkloadDescriptor
  ) -> [SessionSpecification] {
    sessions.filter { $0.declared == nil }.enumerated().map { index, session in
      var session = session
      session.number = sessions.count + index + 1
      session.services = descriptor.stages.map(\.name)
      session.scenario = .singleStream
      session.queries = 0
      session.explanations = 0
      return session
    }
  }

  /// Enough queries over all sessions to show the percentile at confidence 0.99, within the time.
  private static func queries(_ latency: Profile.LatencySection, budget: EffortBudget) -> Int {
    guard case .server(let rate) = latency.scenario else { return 0 }
    // n ≥ ln(0.01) / ln(p): fewer queries cannot show the percentile even if all are fast.
    let least = Double.log(0.01) / Double.log(latency.percentile)
    let share = (least / Double(budget.repetitions)).rounded(.up)
    return Int(max(min(max(share, rate), rate * budget.secondsOfLoad, 20_000), 10))
  }
}

/// How the examples are split over sizes and folds.
private struct Division {
  var sizes: [Int]
  var folds = 1
  var testItems: Int
  var remarks: [String] = []

  init(
    _ profile: Profile, corpus: CorpusSummary, budget: EffortBudget
  ) throws(PlanError) {
    switch corpus.split {
    case .generated:
      let wanted = profile.data.pairedExamples
      sizes = budget.sizes.filter { $0 <= wanted }
      if sizes.count < 3 { sizes = Self.shares(of: max(wanted, 0), [0.25, 0.5, 1]) }
      testItems = budget.testItems
      try Self.check(sizes)
      return
    case .crossValidation(let folds):
      self.folds = folds
      testItems = corpus.examples ?? 0
    case .holdOut(let test):
      testItems = test
    }
    sizes = Self.shares(of: corpus.available ?? 0, budget.shares)
    try Self.check(sizes)
    if let examples = corpus.examples, profile.data.pairedExamples != examples {
      remarks.append(
        "the profile says \(profile.data.pairedExamples) examples, the data file holds \(examples)")
    }
  }

  private static func shares(of available: Int, _ shares: [Double]) -> [Int] {
    shares.map { Int((Double(available) * $0).rounded()) }
  }

  private static func check(_ sizes: [Int]) throws(PlanError) {
    guard let smallest = sizes.first, smallest >= 40 else {
      throw PlanError(
        problem: "the smallest training size would be \(sizes.first ?? 0) examples",
        remedy: "a comparison needs at least 40 examples at a quarter of the data; bring more")
    }
  }
}

/// Data that allow no comparison, and what would.
package struct PlanError: Error, Sendable, Equatable, CustomStringConvertible {
  package let problem: String
  package let remedy: String

  package init(problem: String, remedy: String) {
    self.problem = problem
    self.remedy = remedy
  }

  package var description: String { "\(problem); \(remedy)" }
}
