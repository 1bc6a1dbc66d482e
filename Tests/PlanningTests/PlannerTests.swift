import Planning
import Profiles
import Records
import Testing

@Suite("The plan of a run") struct PlannerTests {
  private func plan(
    _ effort: Effort, percentile: Double = 0.99, scenario: Scenario = .server(rate: 50)
  ) throws -> Plan {
    try Planner.plan(
      Profile(
        name: "sample", workload: WorkloadReference(name: "sample"),
        data: .init(pairedExamples: 100_000),
        latency: .init(budget: 1, percentile: percentile, scenario: scenario)),
      corpus: CorpusSummary(remarks: []), effort: effort,
      seed: 1)
  }

  @Test(
    "Every repetition has one session, which serves its own models of the largest size",
    arguments: [(Effort.quick, 3), (.standard, 5), (.thorough, 10)])
  func sessions(effort: Effort, count: Int) throws {
    let plan = try plan(effort)
    #expect(plan.repetitions == count)
    #expect(plan.sessions.map(\.number) == Array(1...count))
    for session in plan.sessions {
      let served = plan.trials.filter { session.trials.contains($0.number) }
      #expect(served.map(\.repetition) == [session.number, session.number])
      #expect(served.map(\.architecture) == Architecture.allCases)
      #expect(served.map(\.size) == [plan.sizes.last, plan.sizes.last])
    }
  }

  @Test(
    "All sessions together send enough queries to show the percentile",
    arguments: [
      // n ≥ ln 0.01 / ln p is 459 for p99 and 4603 for p99.9, shared among the sessions and rounded up;
      // one second of load, 50 queries, is sent in any case.
      (Effort.quick, 0.99, 153), (.standard, 0.99, 92), (.thorough, 0.99, 50),
      (.standard, 0.999, 921), (.thorough, 0.999, 461), (.quick, 0.9, 50),
      // The time for the load ends it: 4 s of 50 queries a second.
      (.quick, 0.999, 200),
    ])
  func queries(effort: Effort, percentile: Double, each: Int) throws {
    let plan = try plan(effort, percentile: percentile)
    #expect(plan.sessions.allSatisfy { $0.queries == each })
  }

  @Test("Single-stream needs no load, and its queries show p99 too", arguments: Effort.allCases)
  func singleStream(effort: Effort) throws {
    let plan = try plan(effort, scenario: .singleStream)
    #expect(plan.sessions.allSatisfy { $0.queries == 0 })
    #expect(plan.sessions.reduce(0) { $0 + $1.singleStreamQueries } >= 459)
    for session in plan.sessions {
      #expect(session.singleStreamQueries.isMultiple(of: session.blocks))
    }
  }

  @Test(
    "Single cases are kept of an embedded corpus, and of the user's data on request alone",
    arguments: [(false, false, true), (true, false, false), (true, true, true)])
  func cases(own: Bool, asked: Bool, kept: Bool) throws {
    let data = own ? DataSource(path: "/loans.csv", columns: []) : nil
    let plan = try Planner.plan(
      Profile(
        name: "sample", workload: WorkloadReference(name: "sample", data: data),
        data: .init(pairedExamples: 100_000), latency: .init(budget: 1)),
      corpus: CorpusSummary(remarks: []), effort: .quick,
      seed: 1, keepsCases: asked)
    #expect(plan.keepsCases == kept)
  }

  /// 0.5 ns a parameter to answer: 60 ms at 120 M.
  private static let declared = WorkloadDescriptor.Cost(
    start: 0, knots: [], answer: 0, explanation: 0,
    declared: .init(
      parameters: 1...120_000_000, build: 2e-9, answer: 0.5e-9, offline: 0.2e-9, explanation: 80e-9)
  )

  private func plan(
    _ effort: Effort, parameters: [Architecture: Int]
  ) throws -> Plan {
    try Planner.plan(
      Profile(
        name: "sample", workload: WorkloadReference(name: "sample"),
        data: .init(pairedExamples: 100_000),
        latency: .init(budget: 1, scenario: .server(rate: 50)),
        deployment: .init(parameters: parameters)),
      corpus: CorpusSummary(remarks: []), effort: effort,
      seed: 1, descriptor: descriptor([.endToEnd: Self.declared, .hybrid: Self.declared]))
  }

  @Test("A declared size has a session for each ordinary one, after them, and fewer queries")
  func declaredSessions() throws {
    let counts: [Architecture: Int] = [.endToEnd: 120_000_000, .hybrid: 40_000_000]
    let plan = try plan(.quick, parameters: counts)
    #expect(plan.sessions.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(plan.sessions.map(\.declared) == [nil, nil, nil, counts, counts, counts])
    #expect(plan.sessions.suffix(3).map(\.trials) == plan.sessions.prefix(3).map(\.trials))
    let session = plan.sessions[3]
    #expect(session.scenario == .server(rate: 50))
    // 10 s at 60 ms are 166 queries, of 668 / 4 = 167 asked for; at 24 ms 416 items at once; a reason takes
    // 9.6 s, of which 10 s hold one.
    #expect(session.singleStreamQueries == 166)
    #expect(session.offlineItems == 416)
    #expect(session.explanations == 1)
    #expect(session.queries == 153)
    #expect(session.referenceMilliseconds == 0)
  }

  @Test("A small declared size loses no queries that its percentile needs")
  func declaredSmall() throws {
    let session = try plan(.quick, parameters: [.hybrid: 100_000]).sessions[3]
    #expect(session.singleStreamQueries == 167)
    #expect(session.offlineItems == 2048)
    #expect(session.explanations == 20)
  }

  @Test("Without a declared size the plan is as it was")
  func notDeclared() throws {
    #expect(try plan(.standard).sessions.allSatisfy { $0.declared == nil })
  }

  private func descriptor(
    _ costs: [Architecture: WorkloadDescriptor.Cost], hasServices: Bool = false,
    budgets: [Effort: WorkloadDescriptor.Budget] = [:]
  ) -> WorkloadDescriptor {
    WorkloadDescriptor(
      name: "sample", title: "", summary: "", claims: [], scores: [], options: [], endToEnd: "",
      stages: hasServices
        ? ["one", "two"].map { .init(name: $0, summary: "", hasOracle: false) } : [],
      meanings: [], usesStageAnnotations: false, hasServices: hasServices, budgets: budgets,
      costs: costs)
  }

  private func plan(
    _ effort: Effort, of descriptor: WorkloadDescriptor, studies: [String]? = nil
  ) throws -> Plan {
    try Planner.plan(
      Profile(
        name: "sample", workload: WorkloadReference(name: "sample"),
        data: .init(pairedExamples: 100_000), latency: .init(budget: 1)),
      corpus: CorpusSummary(remarks: []), effort: effort,
      seed: 1, descriptor: descriptor, studies: studies)
  }

  @Test("A workload says which sizes and counts suit it; the rest is as for a table")
  func ownBudget() throws {
    let own = descriptor(
      [:],
      budgets: [
        .quick: .init(sizes: 150...600, testItems: 300, configurations: 2, offlineItems: 64),
        .standard: .init(sizes: 200...1600, testItems: 500),
      ])
    let quick = try plan(.quick, of: own)
    #expect(quick.sizes == [150, 300, 600])
    #expect(quick.testItems == 300)
    #expect(quick.trials.allSatisfy { $0.configurations == 2 && $0.testItems == 300 })
    #expect(quick.sessions.allSatisfy { $0.offlineItems == 64 && $0.singleStreamQueries == 668 })
    let standard = try plan(.standard, of: own)
    // Powers of √2 from 200.
    #expect(standard.sizes == [200, 283, 400, 566, 800, 1131, 1600])
    #expect(standard.trials.allSatisfy { $0.configurations == 4 })
  }

  @Test(
    "Stages in processes have sessions of their own, after the others, where they are asked for")
  func services() throws {
    let staged = descriptor([:], hasServices: true)
    let plan = try plan(.quick, of: staged)
    #expect(plan.sessions.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(
      plan.sessions.map(\.services) == [nil, nil, nil] + Array(repeating: ["one", "two"], count: 3))
    #expect(plan.sessions.suffix(3).map(\.trials) == plan.sessions.prefix(3).map(\.trials))
    #expect(plan.sessions.suffix(3).allSatisfy { $0.scenario == .singleStream && $0.queries == 0 })
    let without = try self.plan(.quick, of: staged, studies: [])
    #expect(without.sessions.allSatisfy { $0.services == nil })
  }

  @Test("A cost table gives the seconds of trials and sessions")
  func cost() throws {
    let plan = try plan(.quick)
    let cost = WorkloadDescriptor.Cost(
      start: 0.25, knots: [.init(1000, 1), .init(3000, 2)], answer: 0.0001, explanation: 0.01)
    let found = PlanCost(of: plan, descriptor: descriptor([.endToEnd: cost, .hybrid: cost]))
    // Of 1000, 2000 and 4000 examples a configuration takes 1, 1.5 and 2·4/3 s; there are 3 of
    // them, six trials of each size, 0.25 s to start and 4000 answers; the largest explains 40
    // decisions.
    let training: Double = 18 * (1 + 1.5 + 8 / 3)
    let rest: Double = 18 * (0.25 + 0.4) + 6 * 0.4
    #expect(abs(found.trialSeconds - (training + rest)) < 1e-9)
    // 153 queries at 50 a second for each of two; 668 and 2048 answers, and 20 explanations, of both,
    // and four blocks of 150 ms beside the reference loop.
    let answers: Double = 2 * 2716 * 0.0001
    let load: Double = 2 * 153 / 50
    let session: Double = 0.4 + load + answers + 0.4 + 2 * 4 * 0.15
    #expect(abs(found.sessionSeconds - 3 * session) < 1e-9)
    #expect(found.sessionSeconds < 30)
  }

  @Test(
    "Every way to explain is tried at the largest size alone, and its seconds are foretold",
    arguments: [(Effort.quick, 8), (.standard, 20), (.thorough, 40)])
  func comparedExplanations(effort: Effort, count: Int) throws {
    let plan = try plan(effort)
    for trial in plan.trials {
      #expect(trial.comparedExplanations == (trial.size == plan.sizes.last ? count : nil))
    }
    let cost = WorkloadDescriptor.Cost(
      start: 0, knots: [], answer: 0, explanation: 0, comparison: 0.25)
    let seconds = PlanCost(
      of: plan, descriptor: descriptor([.endToEnd: cost, .hybrid: cost])
    ).trialSeconds
    // Two architectures in each repetition.
    #expect(abs(seconds - Double(2 * plan.repetitions * count) * 0.25) < 1e-9)
  }
}
