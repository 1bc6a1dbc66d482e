import Deciding
import Figures
import Profiles
import Records
import Testing

@Suite("What studies say of the decision") struct StudyStatementTests {
  static func condition(
    _ label: String, isMain: Bool = false, _ verdict: ComparisonVerdict
  ) -> StudyCondition {
    let estimate = Scene.estimate(0.7, error: 0.01)
    return StudyCondition(
      label: label, isMain: isMain, estimates: [.endToEnd: estimate, .hybrid: estimate],
      contrast: Contrast(
        scale: .difference, estimate: Scene.estimate(0, error: 0.01), margin: 0.005,
        verdict: verdict))
  }

  static func study(
    _ kind: StudySpecification.Kind, _ conclusion: String, flips: Bool = false,
    alone: ComparisonVerdict = .inconclusive
  ) -> StudyEvidence {
    StudyEvidence(
      name: kind == .sites ? "sites" : "knowledge", kind: kind, question: "?", size: 2000,
      figure: Scene.auc,
      conditions: [
        condition("all sites pooled", isMain: true, .equivalent),
        condition("one of 5 sites alone", alone),
      ], contrasts: [], conclusion: conclusion, flips: flips, remarks: [])
  }

  /// A scene in which hybrid is chosen.
  static func decide(_ studies: [StudyEvidence], scattered: Bool = false) -> Decision {
    var scene = Scene()
    scene.auc = .init(endToEnd: 0.80, hybrid: 0.86, error: 0.002)
    scene.necessity = .init(endToEnd: 0.5, hybrid: 0.9, error: 0.01)
    if scattered { scene.profile.data.distribution = .scattered }
    var evidence = scene.evidence
    evidence.timeFree.studies = studies
    return Decider.decide(
      profile: scene.profile, plan: scene.plan, evidence: evidence, regimes: Scene.regimes,
      headline: Scene.auc, usesStageAnnotations: false)
  }

  @Test("A knob on which the conclusion turns over is a doubt; one that does not is none")
  func knob() {
    let sentence = "The conclusion depends on knowledge: it does."
    let doubt = Decision.Statement(
      sentence + " Where your project stands on it is yours to judge.", rule: .study,
      figures: ["auc"])
    #expect(Self.decide([Self.study(.option, sentence, flips: true)]).doubts.contains(doubt))
    #expect(
      !Self.decide([Self.study(.option, sentence)]).doubts.contains { $0.rule == .study })
  }

  @Test(
    "What scattered sites prefer alone is a reason where it is the choice, else a doubt",
    arguments: [
      (ComparisonVerdict.worse, true), (.better, false), (.equivalent, false),
      (.inconclusive, false),
    ])
  func sites(_ alone: ComparisonVerdict, isReason: Bool) {
    let decision = Self.decide(
      [Self.study(.sites, "Pooling helps.", alone: alone)], scattered: true)
    #expect(decision.outcome == .hybrid)
    let statement = Decision.Statement(
      "Your data are scattered. Pooling helps.", rule: .study, figures: ["auc"])
    #expect(decision.reasons.contains(statement) == isReason)
    #expect(decision.doubts.contains(statement) != isReason)
  }

  @Test("The measured cell of scattered data says what one site's share reaches")
  func cell() throws {
    let studies = [Self.study(.sites, "Pooling helps.")]
    func reason(_ scattered: Bool) throws -> String {
      let row = try #require(
        Self.decide(studies, scattered: scattered).matrix.rows.first { $0.dimension == .data })
      return try #require(row.measured[.hybrid]).reason
    }
    let sentence = " Trained on one of 5 sites alone, AUC 0.700 [0.680, 0.720]."
    #expect(try reason(true).hasSuffix(sentence))
    #expect(!(try reason(false)).contains("sites"))
  }
}
