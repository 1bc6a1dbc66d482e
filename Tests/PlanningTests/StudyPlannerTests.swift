import Figures
import Planning
import Profiles
import Records
import Testing

@Suite("The studies of a plan") struct StudyPlannerTests {
  static func descriptor(
    learnable: [String] = ["features"], stages: [String] = ["cleaning", "features", "score"],
    learnedShare: Double = 1
  ) -> WorkloadDescriptor {
    let cost = WorkloadDescriptor.Cost(
      start: 1, knots: [.init(1000, 1)], answer: 0, explanation: 0, learnedShare: learnedShare)
    return WorkloadDescriptor(
      name: "sample", title: "", summary: "", claims: [], scores: [],
      options: [.init(name: "knowledge", summary: "match", range: 0...1, defaultValue: 0.75)],
      endToEnd: "",
      stages: stages.map {
        .init(
          name: $0, summary: "", hasOracle: $0 != "score", oracleNeedsRefit: $0 == "features")
      },
      meanings: [], usesStageAnnotations: false, learnableStages: learnable,
      canDropRegularisation: true, costs: [.endToEnd: cost, .hybrid: cost])
  }

  static func plan(
    _ effort: Effort = .quick, sites: Int? = nil, options: [String: Double] = [:],
    examples: Int = 100_000, studies: [String]? = nil, descriptor: WorkloadDescriptor = descriptor()
  ) throws -> Plan {
    try Planner.plan(
      Profile(
        name: "sample", workload: WorkloadReference(name: "sample", options: options),
        data: .init(
          pairedExamples: examples, distribution: sites == nil ? .central : .scattered,
          sites: sites),
        latency: .init(budget: 1)),
      corpus: CorpusSummary(remarks: []), effort: effort,
      seed: 1, descriptor: descriptor, studies: studies)
  }

  @Test("Of the user's own table only stages are learned that it can teach")
  func ownTable() throws {
    let cost = WorkloadDescriptor.Cost(
      start: 1, knots: [.init(1000, 1)], answer: 0, explanation: 0)
    let descriptor = WorkloadDescriptor(
      name: "sample", title: "", summary: "", claims: [], scores: [], options: [], endToEnd: "",
      stages: ["intents", "slots"].map { .init(name: $0, summary: "", hasOracle: true) },
      meanings: [], usesStageAnnotations: true, learnableStages: ["intents", "slots"],
      stagesLearnedFromTables: ["intents"], costs: [.endToEnd: cost, .hybrid: cost])
    func varied(_ data: DataSource?, _ corpus: CorpusSummary) throws -> [String] {
      let plan = try Planner.plan(
        Profile(
          name: "sample", workload: WorkloadReference(name: "sample", data: data),
          data: .init(pairedExamples: 1000), latency: .init(budget: 1)),
        corpus: corpus, effort: .quick, seed: 1, descriptor: descriptor, studies: ["stages"])
      return Self.varied(plan, "stages")
    }
    let own = CorpusSummary(
      examples: 1000, available: 750, split: .holdOut(test: 250), remarks: [])
    #expect(
      try varied(DataSource(path: "/t.csv", columns: []), own) == ["learned: intents"])
    #expect(
      try varied(nil, CorpusSummary(remarks: [])).filter { $0.hasPrefix("learned") }
        == ["learned: intents", "learned: slots", "learned: intents, slots"])
  }

  /// What is varied, each once.
  static func varied(_ plan: Plan, _ name: String) -> [String] {
    var labels: [String] = []
    for trial in plan.trials where trial.study == name {
      if let label = trial.variation?.label, !labels.contains(label) { labels.append(label) }
    }
    return labels
  }

  @Test("The main trials are the same with studies and without, and the sessions serve them")
  func main() throws {
    let (with, without) = try (Self.plan(studies: ["knowledge"]), Self.plan(studies: []))
    #expect(with.mainTrials == without.trials)
    #expect(with.sessions == without.sessions)
    #expect(without.studies == [])
    #expect(with.trials.map(\.number) == Array(1...with.trials.count))
  }

  @Test("The knobs are swept unless the profile says otherwise, sites where data are scattered")
  func usual() throws {
    #expect(try Self.plan().studies?.map(\.name) == ["knowledge"])
    #expect(try Self.plan(sites: 12).studies?.map(\.name) == ["knowledge", "sites"])
  }

  @Test("Quick tries the ends of a knob at the middle size, the others quarters at the largest")
  func knob() throws {
    let quick = try Self.plan()
    #expect(Self.varied(quick, "knowledge") == ["knowledge 0", "knowledge 1"])
    #expect(quick.studies?[0].size == 2000)
    #expect(quick.studies?[0].mainValue == 0.75)
    // Two values of both architectures in three repetitions.
    #expect(quick.trials.count - quick.mainTrials.count == 12)
    let standard = try Self.plan(.standard, options: ["knowledge": 0.6])
    #expect(
      Self.varied(standard, "knowledge") == [
        "knowledge 0", "knowledge 0.25", "knowledge 0.5", "knowledge 0.75", "knowledge 1",
      ])
    #expect(standard.studies?[0].size == 8000)
    // At an end of the range the middle is tried too, so that there are two others.
    #expect(
      Self.varied(try Self.plan(options: ["knowledge": 1]), "knowledge")
        == ["knowledge 0", "knowledge 0.5"])
  }

  @Test("Sites are those of the profile, of which quick trains two and says so")
  func sites() throws {
    let plan = try Self.plan(sites: 12)
    #expect(Self.varied(plan, "sites") == ["site 1 of 12", "site 2 of 12"])
    #expect(plan.studies?[1].size == 4000)
    #expect(plan.studies?[1].remarks.last == "2 of the 12 sites were trained, numbers 1 to 2.")
    // Of 400 examples eleven sites have fewer than 40 each.
    let small = try Self.plan(sites: 11, examples: 400)
    #expect(small.studies?.map(\.name) == ["knowledge"])
    #expect(small.remarks.last?.hasPrefix("The study sites was left out") == true)
  }

  @Test("Every set of a few stages is learned, and each oracle tried with and without refitting")
  func stages() throws {
    let plan = try Self.plan(
      studies: ["stages", "regularisation"],
      descriptor: Self.descriptor(learnable: ["features", "score"]))
    #expect(
      Self.varied(plan, "stages") == [
        "learned: features", "learned: score", "learned: features, score", "oracle of cleaning",
        "oracle of cleaning, later stages refitted", "oracle of features, later stages refitted",
      ])
    #expect(plan.studies?[0].keptStages == ["cleaning"])
    #expect(plan.trials.allSatisfy { $0.study != "stages" || $0.architecture == .hybrid })
    #expect(Self.varied(plan, "regularisation") == ["without regularisation"])
  }

  @Test("Of many stages each is learned alone, and the first and the last few together")
  func manyStages() throws {
    let names = ["a", "b", "c", "d", "e", "f"]
    let plan = try Self.plan(
      studies: ["stages"], descriptor: Self.descriptor(learnable: names, stages: names))
    let mixes = Self.varied(plan, "stages").filter { $0.hasPrefix("learned") }
    #expect(
      mixes.map { $0.replacing("learned: ", with: "") } == [
        "a", "b", "c", "d", "e", "f", "a, b", "e, f", "a, b, c", "d, e, f", "a, b, c, d",
        "c, d, e, f", "a, b, c, d, e", "b, c, d, e, f", "a, b, c, d, e, f",
      ])
  }

  @Test("The cost foretells a site by its share, and a learned stage as a network")
  func cost() throws {
    let plan = try Self.plan(sites: 4, studies: ["sites"])
    let study = try #require(plan.studies?.first)
    let cost = PlanCost(
      trials: plan.trials(of: study), sessions: [], plan: plan, descriptor: Self.descriptor())
    // Twelve trials with 1 s to start and three configurations of 1000 examples, 1 s each.
    #expect(abs(cost.trialSeconds - 12 * 4) < 1e-9)
  }

  @Test("A hybrid with learned stages takes its share of the network's training time")
  func learnedShare() throws {
    let plan = try Self.plan(studies: ["stages"])
    let study = try #require(plan.studies?.first)
    let trials = plan.trials(of: study).filter {
      if case .learned = $0.variation { true } else { false }
    }
    func training(_ share: Double) -> Double {
      // Each takes 1 s to start.
      PlanCost(
        trials: trials, sessions: [], plan: plan,
        descriptor: Self.descriptor(learnedShare: share)
      ).trialSeconds - Double(trials.count)
    }
    #expect(training(1) > 0)
    #expect(abs(training(0.5) - 0.5 * training(1)) < 1e-9)
  }
}
