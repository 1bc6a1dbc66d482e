import Chains
import Figures
import Profiles
import Records
import Testing

@Suite("The chain from a conclusion to its records")
struct ExplainerTests {
  @Test("The names are short, and those of the run")
  func names() {
    #expect(
      Explainer(facts: SmallRun.facts()).conclusions.map(\.name) == [
        "decision", "reason.1", "reason.2", "doubt.1", "doubt.2", "requirement.1", "data",
        "data.prior.hybrid", "quality", "regulation-prior", "crossover", "flip.1",
        "next-measurement", "auc", "latency-p99",
      ])
  }

  @Test("A name that the run has not has no chain")
  func unknown() { #expect(Explainer(facts: SmallRun.facts()).chain("necessity") == nil) }

  @Test("A requirement leads over its figure to sessions, and from these to the trials served")
  func requirement() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts()).chain("requirement.1"))
    #expect(
      chain.conclusion
        == .init(
          name: "requirement.1", title: "Requirement 1, hybrid",
          text: "latency within 80 ms: met. It keeps to it."))
    #expect(
      chain.citations.map(\.place) == [
        "decision.json#/requirements/0/verdict", "decision.json#/requirements/0/requirement",
        "decision.json#/requirements/0/limit", "decision.json#/requirements/0/explanation",
        "plan.json#/seed",
      ])
    #expect(chain.figures.map(\.id) == ["latency-p99"])
    #expect(chain.figures[0].sessions == [1])
    #expect(chain.figures[0].trials == [3, 4])
    #expect(chain.trials.map(\.file) == ["trials/0003.json", "trials/0004.json"])
    #expect(chain.sessions.map(\.file) == ["sessions/01.json"])
    #expect(chain.sessions[0].digest == "digest of session 1")
    #expect(chain.machines.map(\.trials) == [[3, 4]])
    #expect(chain.machines.map(\.sessions) == [[1]])
    #expect(chain.gaps == [])
  }

  @Test("A repetition counts where every trial of it completed: of both, else of its own")
  func repetitions() throws {
    // Trials 3 and 5 are of end-to-end, 4 and 6 of hybrid; the pairs are repetitions 1 and 2.
    for (failed, counted) in [
      ([], [3, 4, 5, 6]), ([6], [3, 4]), ([3, 6], [4, 5]), ([3, 4, 5, 6], [Int]()),
    ] {
      let chain = try #require(Explainer(facts: SmallRun.facts(failed: failed)).chain("auc"))
      #expect(chain.figures[0].trials == counted, "\(failed)")
      #expect(chain.gaps == (counted.isEmpty ? ["No record of 'auc' is left in the run."] : []))
    }
  }

  @Test("A study leads to its own trials and the main ones of its size")
  func study() throws {
    let facts = SmallRun.facts()
    var (plan, evidence, decision, trials) = (
      facts.plan, facts.evidence, facts.decision, facts.trials
    )
    var varied = plan.trials[0]
    (varied.number, varied.study, varied.variation) = (7, "knowledge", .unregularised)
    plan.trials.append(varied)
    trials[7] = trials[1]
    trials[7]?.specification = varied
    evidence.timeFree.studies = [
      StudyEvidence(
        name: "knowledge", kind: .option, question: "?", size: 1000,
        figure: SmallRun.kind("auc", .dimensionless), conditions: [], contrasts: [],
        conclusion: "It depends on knowledge.", flips: true, remarks: [])
    ]
    decision.doubts = [.init("It depends on knowledge. Judge.", rule: .study, figures: [])]
    let chain = try #require(
      Explainer(
        facts: ChainFacts(
          profile: facts.profile, plan: plan, evidence: evidence, decision: decision,
          trials: trials, sessions: facts.sessions, digests: [:])
      ).chain("doubt.1"))
    // Trials 1 and 2 are the main ones of 1000 examples.
    #expect(chain.trials.map(\.number) == [1, 2, 7])
    #expect(chain.citations.map(\.place).contains("evidence.json#/timeFree/studies/0/conclusion"))
    #expect(chain.rules.map(\.section).contains("Studies"))
  }

  @Test("What two machines measured is told apart")
  func machines() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts(elsewhere: [5])).chain("auc"))
    #expect(chain.machines.map(\.trials) == [[3, 4, 6], [5]])
    #expect(
      chain.machines[1].citations.map(\.place)[0] == "trials/0005.json#/provenance/processor")
  }

  @Test("A prior ends at the profile, and says so")
  func prior() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts()).chain("data.prior.hybrid"))
    #expect(
      chain.citations.filter { $0.file == "profile.json" }.map(\.printed)
        == ["4,000", "0", "0 EUR", "0 EUR", "central"])
    #expect(chain.figures == [])
    #expect(chain.machines == [])
    #expect(
      chain.gaps == ["A prior comes from the profile alone: no figure and no record bears it."])
  }

  @Test("Failed trials bear the doubt about them, with their cause")
  func failures() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts(failed: [6])).chain("doubt.1"))
    #expect(chain.trials.map(\.number) == [6])
    #expect(chain.trials[0].citations.suffix(2).map(\.printed) == ["crashed", "signal 11"])
  }

  @Test("A statement of an older run, which names no rule, leads to its figures all the same")
  func older() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts()).chain("doubt.2"))
    #expect(chain.figures.map(\.id) == ["auc"])
    #expect(chain.gaps == ["The run is older than the rules of statements, so none is named."])
  }

  @Test("A line of the checklist leads to its source, and to a figure only where one decides it")
  func checklist() throws {
    let lines = [
      ChecklistRow(
        regime: "gdpr/22", demand: "notice", asks: "a notice", status: .yours,
        answer: "the privacy notice", source: "article 13", standing: "verified",
        checkedOn: "2026-11"),
      ChecklistRow(
        regime: "gdpr/22", demand: "explanation", asks: "the procedure", architecture: .hybrid,
        status: .open, answer: "AUC at least 0.81", settledBy: "Train with more seeds.",
        figure: "auc", threshold: 0.81, thresholdIsDefault: true,
        estimate: SmallRun.estimate(0.82, 0.02), source: "article 15", standing: "verified",
        checkedOn: "2026-11"),
    ]
    let explainer = Explainer(facts: SmallRun.facts(checklist: lines))
    let notice = try #require(explainer.chain("checklist.1"))
    #expect(notice.conclusion.title == "Checklist 1, gdpr/22")
    #expect(notice.figures == [])
    #expect(notice.gaps == ["Only you can supply it: no figure and no record bears it."])
    let explanation = try #require(explainer.chain("checklist.2"))
    #expect(
      explanation.conclusion.text
        == "the procedure: open. AUC at least 0.81. Train with more seeds.")
    #expect(explanation.figures.map(\.id) == ["auc"])
    #expect(explanation.trials.map(\.number) == [3, 4, 5, 6])
    #expect(
      explanation.citations.map(\.title) == [
        "Status", "Asked for", "Source", "Standing of the source", "Checked", "Answered by",
        "Settled by", "Threshold, assay's default", "Seed",
      ])
  }

  @Test("The crossover leads over the curves to the trials of every size")
  func crossover() throws {
    let chain = try #require(Explainer(facts: SmallRun.facts()).chain("crossover"))
    #expect(
      chain.conclusion.text
        == "Crossover: hybrid overtakes end-to-end at about 2,600 examples (90 % interval 2,100 to"
        + " 3,300). Beyond 4,000 examples this is a projection, and beyond 8,000 nothing is said.")
    #expect(chain.citations.map(\.printed).prefix(4) == ["crossing", "2,600", "8,000", "98 %"])
    #expect(chain.figures.map(\.id) == ["auc by size"])
    #expect(chain.trials.map(\.number) == [3, 4, 5, 6])
  }

  @Test(
    "A flip and the next measurement rest on the decision, and so on all that it rests on",
    arguments: [("flip.1", "What would change it"), ("next-measurement", "What to measure next")])
  func outlook(name: String, paragraph: String) throws {
    let chain = try #require(Explainer(facts: SmallRun.facts()).chain(name))
    let decision = try #require(Explainer(facts: SmallRun.facts()).chain("decision"))
    #expect(chain.restsOn.map(\.name) == ["decision"])
    #expect(chain.figures == decision.figures)
    #expect(chain.trials == decision.trials)
    #expect(chain.rules.first?.paragraph == paragraph)
  }

  @Test("The same facts give the same chain")
  func repeated() {
    for name in Explainer(facts: SmallRun.facts()).conclusions.map(\.name) {
      #expect(
        Explainer(facts: SmallRun.facts()).chain(name)
          == Explainer(facts: SmallRun.facts()).chain(name))
    }
  }
}
