import Figures
package import Records
import Statistics
import StrictYAML

/// Holds a finished run against a gate; a pure function of both and the baseline.
///
/// Every verdict comes of an interval: met where all of it keeps the limit, unmet where all of it
/// misses, inconclusive between. What is counted, not estimated, is compared by its value.
package struct GateJudge: Sendable {
  let gate: Gate
  let run: FinishedRun
  let settling: Settling
  private let comparison: RunComparison?

  /// Makes a judge.
  ///
  /// - Parameters:
  ///   - gate: The thresholds.
  ///   - run: The run to judge.
  ///   - baseline: The kept run; nil where no threshold needs one.
  ///   - repetitions: Repetitions, and so sessions, of a run of each effort.
  package init(
    _ gate: Gate, _ run: FinishedRun, baseline: Baseline?, repetitions: [Effort: Int]
  ) {
    self.gate = gate
    self.run = run
    settling = Settling(effort: run.plan.effort, repetitions: repetitions)
    comparison = baseline.map { RunComparison(Baseline(of: run), against: $0) }
  }

  /// The report.
  ///
  /// - Parameters:
  ///   - file: The gate file as it was given.
  ///   - baseline: The baseline's path as reports give it.
  /// - Returns: Every check with its verdict.
  package func report(file: String, baseline: String?) -> GateReport {
    let kept = Baseline(of: run)
    return GateReport(
      gate: gate.name, file: file, profile: run.decision.profile, plan: kept.plan,
      machine: kept.machine, started: run.evidence.timed.machines.map(\.started).min(),
      baseline: baseline, checks: gate.thresholds.flatMap(checks),
      remarks: remarks)
  }

  private func checks(_ threshold: Threshold) -> [GateCheck] {
    switch threshold.rule {
    case .decision(let rule): [DecisionCheck(threshold, rule, run.decision).check]
    case .figure(let rule):
      (rule.architecture.map { [$0] } ?? architectures).map { check(threshold, rule, $0) }
    }
  }

  /// Those that the plan trains.
  private var architectures: [Architecture] {
    Set(run.plan.mainTrials.map(\.architecture)).sorted()
  }

  private func check(
    _ threshold: Threshold, _ rule: FigureRule, _ architecture: Architecture
  ) -> GateCheck {
    var check =
      switch rule.limit {
      case .value(let limit): absolute(threshold, rule, architecture, limit)
      case .multiple(let limit): relative(threshold, rule, architecture, limit, .ratio)
      case .offset(let limit): relative(threshold, rule, architecture, limit, .difference)
      }
    if let obstacle = Obstacle(run, rule.figure.id, architecture) {
      check.verdict = .inconclusive
      check.explanation = obstacle.reason
      check.settledBy = obstacle.remedy
    }
    return check
  }

  private func absolute(
    _ threshold: Threshold, _ rule: FigureRule, _ architecture: Architecture, _ limit: Double
  ) -> GateCheck {
    var check = GateCheck(
      threshold, rule, architecture, scale: .value, limit: limit)
    guard let figure = run.evidence.figure(rule.figure.id),
      let estimate = figure.estimates[architecture]
    else {
      check.explanation = "The run has no \(rule.figure.id) of \(architecture.rawValue)."
      check.settledBy =
        rule.figure.id.hasPrefix("latency-")
        ? "Give the percentile in the profile's latency.at, or see which sessions failed."
        : "See which trials or sessions failed, with 'assay show RUN'."
      return check
    }
    check.judge(estimate)
    if check.verdict == .inconclusive {
      check.settledBy = settling.advice(check, isRelative: false)
    }
    return check
  }

  private func relative(
    _ threshold: Threshold, _ rule: FigureRule, _ architecture: Architecture, _ limit: Double,
    _ scale: Contrast.Scale
  ) -> GateCheck {
    var check = GateCheck(
      threshold, rule, architecture, scale: scale == .ratio ? .ratio : .difference, limit: limit)
    guard let comparison else {
      check.explanation = "There is no baseline."
      return check
    }
    switch comparison.change(of: rule.figure.id, architecture, scale: scale) {
    case .unknown(let reason, let remedy):
      check.explanation = sentence(reason)
      check.settledBy = sentence(remedy)
    case .known(let known):
      check.judge(known.estimate)
      check.remarks = known.remarks
      if known.isIdentical {
        check.remarks = ["Identical to the baseline in every repetition, to the last bit."]
      }
      if check.verdict == .inconclusive {
        check.settledBy =
          known.isWidened
          ? "Record a baseline on this kind of machine."
          : settling.advice(check, isRelative: true)
      }
    }
    return check
  }
}

extension GateJudge {
  /// What weakens the run, or sets it apart from the one that the gate asks for.
  private var remarks: [String] {
    var remarks: [String] = []
    if run.plan.effort != gate.effort || run.plan.seed != gate.seed {
      remarks.append(
        "The run has effort \(run.plan.effort.rawValue) and seed \(run.plan.seed); the gate asks for"
          + " effort \(gate.effort.rawValue) and seed \(gate.seed).")
    }
    let facts = run.evidence.timeFree
    for failure in facts.failures where failure.failedTrials + failure.failedItems > 0 {
      remarks.append(
        "\(failure.architecture.rawValue): \(failure.failedTrials) of \(failure.trials) trials and"
          + " \(failure.failedItems) of \(failure.items) answers failed: "
          + failure.causes.joined(separator: "; ") + ".")
    }
    if !facts.undertrained.isEmpty {
      remarks.append(
        "Their budget stopped trials \(facts.undertrained.map(String.init).joined(separator: ", "))"
          + " before a plateau: they are undertrained.")
    }
    let timed = run.evidence.timed
    return remarks
      + (timed.validity + (timed.deployment?.validity ?? [])).map { "\($0.detail) \($0.remedy)" }
  }
}

extension Evidence {
  /// A figure by its id.
  func figure(_ id: String) -> ComparedFigure? {
    (timeFree.scores + timeFree.properties + timed.figures + (timed.deployment?.figures ?? []))
      .first { $0.kind.id == id }
  }
}

extension GateCheck {
  /// A check that nothing is known of yet.
  init(
    _ threshold: Threshold, _ rule: FigureRule, _ architecture: Architecture, scale: Scale,
    limit: Double
  ) {
    self.init(
      threshold: threshold.text, line: threshold.position.line,
      column: threshold.position.column, figure: rule.figure.id, architecture: architecture,
      verdict: .inconclusive, scale: scale, unit: rule.figure.unit, direction: rule.side,
      limit: limit, explanation: "")
  }

  /// Judges an estimate against the limit, and says why.
  mutating func judge(_ estimate: Estimate) {
    guard let limit else { return }
    observed = estimate
    let counted = estimate.method.hasSuffix("counted") && estimate.value.isFinite
    guard
      let interval = estimate.interval
        ?? (counted ? Interval(lower: estimate.value, upper: estimate.value, level: 1) : nil),
      interval.lower.isFinite, interval.upper.isFinite
    else {
      explanation = "There is no interval to judge by: \(estimate.method)."
      return
    }
    verdict = RequirementVerdict(interval: interval, limit: limit, direction: direction)
    explanation =
      if interval.lower == interval.upper {
        verdict == .met ? "It keeps the limit." : "It misses the limit."
      } else {
        switch verdict {
        case .met: "The whole interval keeps the limit."
        case .unmet: "The whole interval misses the limit."
        case .inconclusive: "The interval lies on both sides of the limit."
        }
      }
  }
}

/// A sentence of words that begin small and end without a stop.
func sentence(_ words: String) -> String {
  words.prefix(1).uppercased() + words.dropFirst() + (words.hasSuffix(".") ? "" : ".")
}
