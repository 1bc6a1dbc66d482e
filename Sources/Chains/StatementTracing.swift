import Citations
import Figures
import Records

/// From a reason or a doubt to what it was made of.
extension Tracer {
  func statement(_ statement: Decision.Statement, _ title: String, _ place: String) -> Trace {
    var trace = Trace()
    trace.cite(Citing.text(statement.text, title: title, pointer: "\(place)/text"))
    addParts(of: statement, to: &trace)
    for id in statement.figures where facts.evidence.placed(id) != nil {
      trace.rest(onFigure: id)
    }
    return trace
  }

  private func addParts(of statement: Decision.Statement, to trace: inout Trace) {
    switch statement.rule {
    case .requirement:
      trace.follow(.requirements)
      for (index, result) in decision.requirements.enumerated() where quotes(statement, result) {
        trace.rest(on: .requirement(index), requirement(index))
      }
    case .acceptability: addRanking(to: &trace)
    case .criterion:
      trace.follow(.criterionVerdict)
      for (index, criterion) in facts.criteria.enumerated() where quotes(statement, criterion) {
        trace.rest(on: .criterion(index), self.trace(.criterion(index)))
      }
    case .timeToExplain: trace.follow(.timeToExplain)
    case .beyondMeasured:
      trace.follow(.beyondMeasured)
      for (index, row) in decision.matrix.rows.enumerated() where quotes(statement, row.mark) {
        trace.rest(on: .row(index), Trace(restsOnCurve: true))
      }
    case .crossover: trace.rest(on: .crossover, crossover())
    case .disagreement:
      trace.follow(.disagreement)
      for (index, row) in decision.matrix.rows.enumerated()
      where quotes(statement, row.disagreement) {
        trace.rest(on: .row(index), self.trace(.row(index)))
      }
    case .stoppedTraining: addStopped(to: &trace)
    case .failures: addFailures(named: statement, to: &trace)
    case .explanations: addUnmeasurable(named: statement, to: &trace)
    case .validity: addFindings(quotedIn: statement, to: &trace)
    case .study: addStudies(quotedIn: statement, to: &trace)
    case .production: trace.follow(.production)
    case .repetitions, .corpus, .guess: addConditions(of: statement, to: &trace)
    case nil: trace.gaps.append("The run is older than the rules of statements, so none is named.")
    }
  }

  private func addStopped(to trace: inout Trace) {
    trace.follow(.stoppedTraining)
    for (index, trial) in facts.evidence.timeFree.undertrained.enumerated() {
      trace.trials.insert(trial)
      trace.cite(count(trial, "Stopped trial", "/timeFree/undertrained/\(index)"))
    }
  }

  private func addFailures(named statement: Decision.Statement, to trace: inout Trace) {
    trace.follow(.failures)
    for (index, failures) in facts.evidence.timeFree.failures.enumerated()
    where statement.text.contains(failures.architecture.rawValue) {
      cite(failures, "/timeFree/failures/\(index)", &trace)
    }
  }

  private func addUnmeasurable(named statement: Decision.Statement, to trace: inout Trace) {
    trace.follow(.reasons)
    for (index, tests) in facts.evidence.timeFree.explanations.enumerated()
    where !tests.measurable && statement.text.contains(tests.architecture.rawValue) {
      trace.cite(
        text(
          "false", "Measurable, \(tests.architecture.rawValue)",
          "/timeFree/explanations/\(index)/measurable"))
    }
  }

  private func addFindings(quotedIn statement: Decision.Statement, to trace: inout Trace) {
    trace.follow(.sessions)
    trace.sessions.formUnion(facts.sessions.filter { $0.value.failure == nil }.keys)
    for (findings, place) in [
      (facts.evidence.timed.validity, "/timed/validity"),
      (facts.evidence.timed.deployment?.validity ?? [], "/timed/deployment/validity"),
    ] {
      for (index, finding) in findings.enumerated()
      where statement.text.contains(finding.detail.withoutStop) {
        trace.cite(
          text(finding.detail, "Finding", "\(place)/\(index)/detail"),
          text(finding.remedy, "Remedy", "\(place)/\(index)/remedy"))
      }
    }
  }

  /// A study's trials stand beside the main trials of its size.
  private func addStudies(quotedIn statement: Decision.Statement, to trace: inout Trace) {
    trace.follow(.study)
    for (index, study) in (facts.evidence.timeFree.studies ?? []).enumerated()
    where statement.text.contains(study.conclusion) {
      trace.cite(
        text(study.conclusion, "Study \(study.name)", "/timeFree/studies/\(index)/conclusion"))
      for trial in facts.plan.trials
      where trial.study == study.name || (trial.study == nil && trial.size == study.size) {
        if facts.isCompleted(trial.number) { trace.trials.insert(trial.number) }
      }
    }
  }

  /// Statements about the data, the plan or the profile rather than a figure.
  private func addConditions(of statement: Decision.Statement, to trace: inout Trace) {
    let timeFree = facts.evidence.timeFree
    switch statement.rule {
    case .repetitions:
      trace.follow(.trials)
      trace.cite(count(timeFree.repetitions, "Repetitions", "/timeFree/repetitions"))
      trace.trials.formUnion(FigureLinks(facts: facts).largestTrials)
    case .corpus:
      trace.follow(.corpus)
      trace.cite(text(timeFree.workload.name, "Workload", "/timeFree/workload/name"))
      trace.gaps.append("This is about the data, not about a figure: no record bears it.")
    default:
      trace.follow(.guess)
      for citation in ProfileCitations(facts.profile).guesses(quotedIn: statement.text) {
        trace.cite(citation)
      }
      trace.gaps.append("This is about the profile, not about a figure: no record bears it.")
    }
  }

  private func cite(_ failures: FailureCount, _ place: String, _ trace: inout Trace) {
    for (number, title, key) in [
      (failures.failedTrials, "Failed trials", "failedTrials"),
      (failures.trials, "Trials", "trials"),
      (failures.failedItems, "Failed items", "failedItems"), (failures.items, "Items", "items"),
    ] {
      trace.cite(count(number, title, "\(place)/\(key)", failures.architecture))
    }
    for record in facts.trials.values
    where record.specification.architecture == failures.architecture
      && record.specification.study == nil
      && (record.failure != nil || record.answers.map { $0.failedItems > 0 } ?? false)
    {
      trace.trials.insert(record.specification.number)
    }
  }

  /// Whether a statement quotes a remark on a row of the matrix.
  private func quotes(_ statement: Decision.Statement, _ remark: String?) -> Bool {
    remark.map(statement.text.contains) ?? false
  }

  /// Whether a statement is about a requirement: it quotes it and names the architecture.
  private func quotes(_ statement: Decision.Statement, _ result: RequirementResult) -> Bool {
    statement.figures.contains(result.figure) && statement.text.contains(result.requirement)
      && statement.text.lowercased().contains(result.architecture.rawValue)
  }

  /// Whether a statement is about a criterion: it quotes its sentence, or says that it is open.
  private func quotes(
    _ statement: Decision.Statement, _ criterion: Acceptability.Criterion
  ) -> Bool {
    statement.text.contains(criterion.basis)
      || statement.text.hasPrefix("The comparison of \(criterion.name) ")
  }

  private func count(
    _ count: Int, _ title: String, _ pointer: String, _ architecture: Architecture? = nil
  ) -> Citation {
    Citing.count(
      count, title: title, architecture, standing: .measured, file: Citing.evidence,
      pointer: pointer)
  }

  private func text(_ text: String, _ title: String, _ pointer: String) -> Citation {
    Citing.text(text, title: title, standing: .measured, file: Citing.evidence, pointer: pointer)
  }
}
