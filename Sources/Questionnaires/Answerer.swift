import Figures
import Citations
package import Records

/// Fills a questionnaire from a run: a pure function of both.
package struct Answerer: Sendable {
  let facts: RunFacts
  let matcher: Matcher

  package init(facts: RunFacts) {
    self.facts = facts
    matcher = Matcher()
  }

  /// Answers every question, in order.
  ///
  /// - Parameters:
  ///   - questionnaire: The questions.
  ///   - digests: SHA-256 of the run's files by name, for the record.
  /// - Returns: An answer for each question, cited or open.
  package func fill(
    _ questionnaire: Questionnaire, digests: [String: String]
  ) -> FilledQuestionnaire {
    FilledQuestionnaire(
      title: questionnaire.title, source: questionnaire.source,
      run: CitedRun(
        plan: facts.plan, evidence: facts.evidence, decision: facts.decision, digests: digests),
      answers: questionnaire.questions.map(answer))
  }

  /// The answer to one question.
  func answer(_ question: Questionnaire.Question) -> FilledQuestionnaire.Answer {
    if question.isForPerson {
      var finding = Finding()
      finding.leave(
        question.beyond.map { "No run can tell \($0.withoutStop)." }
          ?? "The questionnaire marks this as a question for a person.",
        to: question.person ?? "whoever owns the system")
      return answer(question, finding, keys: [], match: nil)
    }
    guard question.evidence.isEmpty else {
      return answer(
        question, finding(question.evidence, question), keys: question.evidence, match: nil)
    }
    let binding = matcher.bind(question.text)
    let match = FilledQuestionnaire.Match(confidence: binding.confidence, terms: binding.terms)
    let keys = binding.topics.map { EvidenceKey.topic($0) }
    var found = finding(keys, question)
    if let gap = binding.gap { found.leave(gap.why, to: question.person ?? gap.person) }
    return answer(question, found, keys: keys, match: match)
  }

  private func finding(_ keys: [EvidenceKey], _ question: Questionnaire.Question) -> Finding {
    var finding = Finding()
    for key in keys { finding.add(self.finding(key, person: question.person)) }
    if let beyond = question.beyond {
      finding.leave(
        "No run can tell \(beyond.withoutStop).",
        to: question.person ?? "whoever owns the system")
    }
    return finding
  }

  private func answer(
    _ question: Questionnaire.Question, _ finding: Finding, keys: [EvidenceKey],
    match: FilledQuestionnaire.Match?
  ) -> FilledQuestionnaire.Answer {
    let status: FilledQuestionnaire.Status =
      finding.text.isEmpty ? .open : finding.open.isEmpty ? .answered : .partly
    return FilledQuestionnaire.Answer(
      id: question.id, section: question.section, question: question.text,
      guidance: question.guidance, status: status, keys: keys.map(\.name), match: match,
      text: finding.text, citations: finding.citations, open: finding.open)
  }

  /// What the run says to one key; the person is who the questionnaire names for what is left.
  func finding(_ key: EvidenceKey, person: String?) -> Finding {
    let figures = FigureFindings(facts: facts)
    switch key {
    case .figure(let id, let architecture):
      return figures.figure(id, of: architecture, person: person ?? "the developer of the model")
    case .contrast(let id):
      return figures.contrast(id, person: person ?? "the developer of the model")
    case .study(let name):
      return MeasuringFindings(facts: facts)
        .study(name, person: person ?? "the developer of the model")
    case .topic(let topic): return finding(topic, person: person ?? topic.person)
    }
  }

  private func finding(_ topic: Topic, person: String) -> Finding {
    let project = ProjectFindings(facts: facts)
    let decision = DecisionFindings(facts: facts)
    let figures = FigureFindings(facts: facts)
    let explanations = ExplanationFindings(facts: facts)
    let measuring = MeasuringFindings(facts: facts)
    switch topic {
    case .project: return project.project(person: person)
    case .decision: return decision.outcome()
    case .reasons: return decision.reasons(person: person)
    case .doubts: return decision.doubts(person: person)
    case .robustness: return decision.robustness(person: person)
    case .flips: return decision.flips(person: person)
    case .next: return decision.next()
    case .options: return project.options()
    case .criteria: return decision.criteria(person: person)
    case .matrix: return decision.matrix(Dimension.allCases, person: person)
    case .dataMatrix: return decision.matrix([.data], person: person)
    case .latencyMatrix: return decision.matrix([.latency], person: person)
    case .regulationMatrix: return decision.matrix([.regulation], person: person)
    case .requirements: return decision.requirements(person: person)
    case .policy: return project.policy(person: person)
    case .priorities: return project.priorities()
    case .regimes: return decision.regimes(person: person)
    case .checklist: return decision.checklist(person: person)
    case .data: return project.data(person: person)
    case .labels: return project.labels()
    case .split: return project.split(person: person)
    case .plan: return project.plan()
    case .quality: return figures.quality(person: person)
    case .curve: return figures.curve(person: person)
    case .ceiling: return figures.ceiling(person: person)
    case .calibration: return figures.figures(["ece", "brier"], person: person)
    case .fairness: return figures.fairness(person: person)
    case .latency: return figures.latency(person: person)
    case .throughput: return figures.figures(["throughput-offline"], person: person)
    case .memory: return figures.memory(person: person)
    case .model: return figures.figures(["parameters", "model-bytes"], person: person)
    case .training: return figures.training(person: person)
    case .explanations: return explanations.tests(person: person)
    case .explanationTime: return explanations.time(person: person)
    case .explainedCase: return explanations.example(person: person)
    case .failures: return measuring.failures(person: person)
    case .machines: return measuring.machines(person: person)
    case .validity: return measuring.validity(person: person)
    case .reproducibility: return measuring.reproducibility()
    }
  }
}
