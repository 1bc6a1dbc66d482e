import Interviews
import Profiles
import Records
import StrictYAML
import Testing

/// Workloads to choose from: stages of the second learn from labels of their own.
let workloads = [("credit-risk", false), ("speech", true)].map { name, usesStageAnnotations in
  WorkloadDescriptor(
    name: name, title: name, summary: "A task.", claims: [], scores: [], options: [],
    endToEnd: "", stages: [], meanings: [], usesStageAnnotations: usesStageAnnotations)
}

/// What is still asked after some lines.
func interview(_ lines: String...) -> (interview: Interview, outcomes: [Interview.Outcome]) {
  var interview = Interview(workloads: workloads)
  let outcomes = lines.map { interview.take($0) }
  return (interview, outcomes)
}

@Suite("The interview")
struct InterviewTests {
  @Test("Defaults all the way make a profile that the reader takes without a warning")
  func defaults() throws {
    var interview = Interview(workloads: workloads)
    #expect(interview.take("loans") == .taken([]))
    while interview.next != nil { #expect(interview.take("") == .taken([])) }
    #expect(
      interview.profileText
        == """
        assay: profile/1
        name: loans
        workload: credit-risk
        data:
          paired-examples: 10k
          distribution: central
          labelling-cost:
            paired: 0 EUR
        latency:
          budget: 100 ms
          at: p99
          scenario: single-stream
        regulation:
          business-critical: false
          regimes: []
        quality:
          indifference: 0.005
        priorities:
          data: 1
          latency: 1
          regulation: 1

        """)
    let (profile, warnings) = try ProfileReader(workloads: workloads)
      .read(bytes: Array(interview.profileText.utf8), file: "loans.yaml")
    #expect(warnings == [])
    #expect(
      profile
        == Profile(
          name: "loans", workload: WorkloadReference(name: "credit-risk"),
          data: .init(pairedExamples: 10_000), latency: .init(budget: 0.1)))
  }

  @Test("A wrong answer is explained in the reader's own words and asked again")
  func wrong() {
    let (interview, outcomes) = interview("my loans", "loans", "", "", "12 thousand", "120k")
    #expect(
      outcomes == [
        .refused([
          "`name` is not fit for a file's name: `my loans`; use at most 64 letters, digits, `.`,"
            + " `_` and `-`, and begin with a letter or digit"
        ]), .taken([]), .taken([]), .taken([]),
        .refused([
          "`data.paired-examples` must be a count, found `12 thousand`; write a whole number such"
            + " as 900, 120k or 1.5M"
        ]), .taken([]),
      ])
    #expect(interview.next?.key == "data.distribution")
  }

  @Test("What must be answered has no default, and `?` helps")
  func required() {
    let (_, outcomes) = interview("", "?", "unknown")
    #expect(
      outcomes == [
        .refused(["`name` needs an answer; `?` shows help"]),
        .help("At most 64 letters, digits, '.', '_' and '-', such as consumer-credit."),
        .refused(["`name` cannot be unknown; `?` shows help"]),
      ])
  }

  @Test("What is not known becomes a guess, with the default or one's own value")
  func unknown() throws {
    var (interview, _) = interview("loans", "", "", "unknown 20k", "I don't know", "", "unknown")
    while interview.next != nil { _ = interview.take("") }
    let (profile, _) = try ProfileReader(workloads: workloads)
      .read(bytes: Array(interview.profileText.utf8), file: "loans.yaml")
    #expect(profile.data.pairedExamples == 20_000)
    #expect(profile.latency.budget == 0.1)
    #expect(profile.unknown == [.pairedExamples, .distribution, .latencyBudget])
  }

  @Test("Where a guess means nothing, unknown takes the default or leaves the key out")
  func unknownElsewhere() {
    var (interview, _) = interview("loans", "unknown")
    while let question = interview.next {
      let outcome = interview.take(question.guessed == nil ? "unknown" : "")
      if question.key == "workload" { _ = interview.take("credit-risk") }
      #expect(outcome == .taken([]) || question.key == "workload")
    }
    #expect(!interview.profileText.contains("unknown"))
    #expect(!interview.profileText.contains("memory"))
    #expect(
      interview.take("loans") == .taken([]), "nothing is asked any more, so nothing is refused")
  }

  @Test("`<` takes the last answer back")
  func back() {
    var (interview, _) = interview("loans", "Grant loans", "<")
    #expect(interview.next?.key == "summary")
    _ = interview.take("<")
    #expect(interview.next?.key == "name")
    #expect(interview.take("<") == .refused(["There is nothing to take back."]))
  }

  @Test("Only what applies is asked: a rate for the server, stage labels where stages learn")
  func applying() {
    func keys(_ workload: String, _ scenario: String) -> [String] {
      var interview = Interview(workloads: workloads)
      var asked: [String] = []
      while let question = interview.next {
        asked.append(question.key)
        let answers = ["name": "x", "workload": workload, "latency.scenario": scenario]
        _ = interview.take(answers[question.key] ?? "")
      }
      return asked
    }
    let all = Interview(workloads: workloads).questions.map(\.key)
    let ofStages: Set = ["data.stage-annotations", "data.labelling-cost.stage"]
    #expect(keys("speech", "server") == all)
    #expect(keys("speech", "offline") == all.filter { $0 != "latency.rate" })
    #expect(keys("credit-risk", "server") == all.filter { !ofStages.contains($0) })
  }

  @Test("No text that is typed can write another key")
  func injection() {
    var (interview, outcomes) = interview("loans", #"a "quote" \ and: more # no"#)
    #expect(outcomes.last == .taken([]))
    #expect(interview.profileText.contains(#"summary: "a \"quote\" \\ and: more # no""#))
    for text in ["credit-risk, at: p50", "[credit-risk", "|", "{name: credit-risk", "&a x"] {
      guard case .refused = interview.take(text) else {
        Issue.record("\(text) was taken")
        continue
      }
    }
    #expect(interview.next?.key == "workload")
  }
}

@Suite("Answers from a file")
struct AnswersFileTests {
  static func take(
    _ text: String, isWhole: Bool = true
  ) throws(ProfileProblems) -> Interview {
    var interview = Interview(workloads: workloads)
    _ = try interview.take(YAMLFile(bytes: Array(text.utf8), file: "a.yaml"), isWhole: isWhole)
    return interview
  }

  static func refusal(_ text: String) -> String {
    do throws(ProfileProblems) {
      _ = try take(text)
      return "it was taken"
    } catch {
      return error.description
    }
  }

  @Test("What a file leaves out takes its default; a list may be written as one")
  func whole() throws {
    let interview = try Self.take(
      """
      name: loans
      regulation.regimes: [gdpr/22, ecoa/reg-b]
      latency.budget: unknown 80 ms
      data.paired-examples: 120k
      latency.scenario: server
      latency.rate: 20/s

      """)
    #expect(interview.next == nil)
    let (profile, _) = try ProfileReader(workloads: workloads)
      .read(bytes: Array(interview.profileText.utf8), file: "loans.yaml")
    #expect(
      profile
        == Profile(
          name: "loans", workload: WorkloadReference(name: "credit-risk"),
          data: .init(pairedExamples: 120_000),
          latency: .init(budget: 0.08, scenario: .server(rate: 20)),
          regulation: .init(regimes: ["gdpr/22", "ecoa/reg-b"]), unknown: [.latencyBudget]))
  }

  @Test("All that is wrong is told by line, what is missing too")
  func problems() {
    #expect(
      Self.refusal(
        """
        latency.budgt: 80 ms
        data.paired-examples: -3
        latency.rate: 20/s
        quality.target: {auc: 0.8}

        """)
          == """
          a.yaml: error: there is no answer for `name`
            add `name: my-project`
          a.yaml:1:1: error: there is no question for the key `latency.budgt`
            latency.budgt: 80 ms
            ^~~~~~~~~~~~~
            did you mean `latency.budget`?
          a.yaml:2:23: error: `data.paired-examples` must not be negative: `-3`
            data.paired-examples: -3
                                  ^~
            write a whole number such as 900, 120k or 1.5M
          a.yaml:3:15: error: `latency.rate` is for the scenario server only
            latency.rate: 20/s
                          ^~~~
            remove it, or write `scenario: server`
          a.yaml:4:17: error: `quality.target` must be one value or a list
            quality.target: {auc: 0.8}
                            ^~~~~~~~~~
            write quality.target: value
          5 problems
          """)
  }

  @Test("What was answered so far is kept in a form from which the interview goes on")
  func resumed() throws {
    let (first, _) = interview("loans", #"Say "yes""#, "speech", "unknown 5k", "0")
    #expect(
      first.answersText
        == """
        name: loans
        summary: "Say \\"yes\\""
        workload: speech
        data.paired-examples: unknown 5k
        data.stage-annotations: 0

        """)
    let second = try Self.take(first.answersText, isWhole: false)
    #expect(second.next == first.next)
    #expect(second.profileText == first.profileText)
    #expect(second.progress.answered == 5)
    let (quoted, _) = interview(#""42""#)
    #expect(try Self.take(quoted.answersText, isWhole: false).profileText == quoted.profileText)
  }
}
