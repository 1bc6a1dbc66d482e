import Figures
import Questionnaires
import Records
import Testing

@Suite("Answering from a run")
struct AnswererTests {
  @Test("A figure is answered with both values, the comparison and what would settle it")
  func figure() {
    let place = "/timeFree/scores/0"
    #expect(
      SmallRun.answer(.init(id: "Q", text: "How good?", evidence: [.figure("auc", nil)]))
        == .init(
          id: "Q", section: nil, question: "How good?", guidance: nil, status: .answered,
          keys: ["figure:auc"], match: nil,
          text: [
            "AUC: end-to-end 0.800 [0.780, 0.820], hybrid 0.820 [0.800, 0.840].",
            "AUC, end-to-end less hybrid: −0.020 [−0.050, +0.010], inconclusive.",
            "AUC would be settled by a fresh run with 9 repetitions.",
          ],
          citations: [
            .init(
              title: "AUC", figure: "auc", architecture: .endToEnd,
              printed: "0.800 [0.780, 0.820]", value: 0.80,
              interval: SmallRun.estimate(0.80, 0.02).interval, standing: .measured,
              file: "evidence.json", pointer: "\(place)/estimates/end-to-end"),
            .init(
              title: "AUC", figure: "auc", architecture: .hybrid, printed: "0.820 [0.800, 0.840]",
              value: 0.82, interval: SmallRun.estimate(0.82, 0.02).interval, standing: .measured,
              file: "evidence.json", pointer: "\(place)/estimates/hybrid"),
            .init(
              title: "AUC, end-to-end less hybrid", figure: "auc",
              printed: "−0.020 [−0.050, +0.010]", value: -0.02,
              interval: SmallRun.estimate(-0.02, 0.03).interval, standing: .measured,
              file: "evidence.json", pointer: "\(place)/contrast/estimate"),
          ], open: []))
  }

  @Test("What was measured of one architecture only is answered in part, with its own standing")
  func partly() {
    let answer = SmallRun.answer(
      .init(id: "Q", text: "How fast?", evidence: [.figure("latency-p99", nil)], person: "Ops"))
    #expect(answer.status == .partly)
    #expect(answer.text == ["Latency p99 (projected): hybrid 2.00 ms [1.50, 2.50]."])
    #expect(answer.citations.map(\.standing) == [.projected])
    #expect(answer.citations.map(\.place) == ["evidence.json#/timed/figures/0/estimates/hybrid"])
    #expect(
      answer.open
        == [
          .init(
            why: "Latency p99 (projected) of end-to-end was not measured.", person: "Ops")
        ])
  }

  @Test(
    "What the run does not hold is open, never made up",
    arguments: [
      (EvidenceKey.topic(.fairness), "This run did not measure 'disparate-impact'."),
      (.topic(.explanations), "This run tested no explanations."),
      (.topic(.explainedCase), "This run kept no single case."),
      (.topic(.ceiling), "The best possible score is not known for these data."),
      (.topic(.curve), "This run trained at one size only."),
      (.topic(.robustness), "Too little was measured for a ranking."),
      (.topic(.requirements), "The profile sets no requirement."),
      (.topic(.regimes), "The profile names no regime."),
      (.topic(.machines), "No session measured on any machine."),
      (.topic(.validity), "No session measured times."),
      (.contrast("latency-p99"), "This run compares no 'latency-p99' of the two."),
      (.figure("memory-model", .hybrid), "This run did not measure 'memory-model'."),
      (.study("sites"), "This run has no study of sites."),
    ])
  func open(key: EvidenceKey, why: String) {
    let answer = SmallRun.answer(.init(id: "Q", text: "?", evidence: [key]))
    #expect(answer.status == .open)
    #expect(answer.text == [])
    #expect(answer.citations == [])
    #expect(answer.open.map(\.why) == [why])
  }

  @Test("A study is answered with its own sentence, and where that stands")
  func study() {
    var evidence = SmallRun.evidence
    evidence.timeFree.studies = [
      StudyEvidence(
        name: "knowledge", kind: .option, question: "?", size: 1, figure: SmallRun.auc.kind,
        conditions: [], contrasts: [], conclusion: "It depends on knowledge.", flips: true,
        remarks: [])
    ]
    let facts = RunFacts(
      profile: SmallRun.profile, plan: SmallRun.plan, evidence: evidence,
      decision: SmallRun.decision, workload: nil)
    let answer = Answerer(facts: facts).fill(
      Questionnaire(
        title: "t", source: nil,
        questions: [.init(id: "Q", text: "?", evidence: [.study("knowledge")])]),
      digests: [:]
    ).answers[0]
    #expect(answer.text == ["It depends on knowledge."])
    #expect(answer.citations.map(\.place) == ["evidence.json#/timeFree/studies/0/conclusion"])
  }

  @Test("What the questionnaire says no run can tell is left to the person that it names")
  func beyond() {
    let alone = SmallRun.answer(
      .init(id: "Q", text: "Who owns it?", beyond: "who owns it", person: "the board"))
    #expect(alone.status == .open)
    #expect(alone.open == [.init(why: "No run can tell who owns it.", person: "the board")])
    let beside = SmallRun.answer(
      .init(
        id: "Q", text: "Why?", evidence: [.topic(.reasons)], beyond: "who asked for it",
        person: "the board"))
    #expect(beside.status == .partly)
    #expect(beside.text == ["Quality is open."])
    #expect(beside.open == [.init(why: "No run can tell who asked for it.", person: "the board")])
  }

  @Test("A reason cites the decision and every figure that bears it")
  func reasons() {
    let answer = SmallRun.answer(.init(id: "Q", text: "Why?", evidence: [.topic(.reasons)]))
    #expect(
      answer.citations.map(\.place) == [
        "decision.json#/reasons/0/text", "evidence.json#/timeFree/scores/0/estimates/end-to-end",
        "evidence.json#/timeFree/scores/0/estimates/hybrid",
        "evidence.json#/timeFree/scores/0/contrast/estimate",
      ])
  }

  @Test("Without keys the words are matched, and the answer shows how")
  func matched() {
    let answer = SmallRun.answer(.init(id: "Q", text: "What was the final recommendation?"))
    #expect(answer.keys == ["decision"])
    #expect(answer.match == .init(confidence: 0.75, terms: ["recommendation"]))
    #expect(answer.status == .answered)
    let lost = SmallRun.answer(.init(id: "Q", text: "Quo vadis?"))
    #expect(lost.status == .open)
    #expect(lost.match == .init(confidence: 0, terms: []))
  }

  @Test("Every topic has a sentence, and a person who knows the rest")
  func topics() {
    for topic in Topic.allCases {
      #expect(topic.sentence.hasSuffix("."))
      #expect(topic.person.hasPrefix("the "))
    }
  }
}
