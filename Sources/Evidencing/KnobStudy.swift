import Figures
import Records

/// The study of a corpus's knob: both architectures at each value, paired within a value.
extension StudyBuilder {
  func option() throws(EvidenceError) -> StudyEvidence {
    var values = Set(
      run.plan.trials(of: study).compactMap { trial -> Double? in
        guard case .option(_, let value) = trial.variation else { return nil }
        return value
      })
    if let own = study.mainValue { values.insert(own) }
    var labels: [String] = []
    var pairs: [(one: StudyArm, other: StudyArm)] = []
    for value in values.sorted() {
      let label = Variation.option(name: study.name, value: value).label
      labels.append(label)
      pairs.append(try pair(label, value: value == study.mainValue ? nil : value))
    }
    let contrasts = try design.differences(pairs)
    let conditions = values.sorted().enumerated().map { index, value in
      condition(
        labels[index], value: value, isMain: value == study.mainValue,
        [pairs[index].one, pairs[index].other], contrasts[index])
    }
    let arms = zip(conditions, pairs).filter { !$0.0.isMain }.flatMap { [$1.one, $1.other] }
    let words = KnobWords(name: study.name, conditions: conditions)
    return evidence(
      conditions, acrossRange(conditions), words.sentence, flips: words.flips, arms: arms)
  }

  /// End-to-end and hybrid at a value, or in the main run.
  private func pair(
    _ label: String, value: Double?
  ) throws(EvidenceError) -> (one: StudyArm, other: StudyArm) {
    guard let value else { return (try main(.endToEnd), try main(.hybrid)) }
    func arm(_ architecture: Architecture) throws(EvidenceError) -> StudyArm {
      try self.arm(label, architecture) { variation in
        guard case .option(_, let own) = variation else { return false }
        return own == value
      }
    }
    return (try arm(.endToEnd), try arm(.hybrid))
  }

  /// The highest value less the lowest, for each architecture: other items, so unpaired.
  private func acrossRange(_ conditions: [StudyCondition]) -> [StudyContrast] {
    guard let low = conditions.first, let high = conditions.last, low.label != high.label else {
      return []
    }
    let pairs = Architecture.allCases.compactMap { architecture in
      high.estimates[architecture].flatMap { one in
        low.estimates[architecture].map { (architecture, one, $0) }
      }
    }
    func difference(_ one: Estimate, _ other: Estimate, _ level: Double) -> Estimate? {
      Unpaired.difference(one, other, level: level)
    }
    let levels = StepDown.levels(
      pairs.map { _, one, other in StepDown.pValue { difference(one, other, $0)?.interval } })
    return zip(pairs, levels).compactMap { pair, level in
      guard let difference = difference(pair.1, pair.2, level), let interval = difference.interval
      else { return nil }
      return StudyContrast(
        label: high.label, architecture: pair.0, against: low.label, againstArchitecture: pair.0,
        estimate: difference, margin: margin,
        verdict: ComparisonVerdict(
          difference: interval, margin: margin, direction: kind.direction))
    }
  }
}

/// What a sweep shows, in a sentence made of its verdicts.
struct KnobWords {
  let name: String
  let conditions: [StudyCondition]

  /// What a value shows, apart from the size of a difference.
  private enum Finding {
    case endToEnd
    case hybrid
    case equal
    case open

    init(_ verdict: ComparisonVerdict?) {
      switch verdict {
      case .better: self = .endToEnd
      case .worse: self = .hybrid
      case .equivalent: self = .equal
      case .inconclusive, nil: self = .open
      }
    }

    var words: String {
      switch self {
      case .endToEnd: "end-to-end is better"
      case .hybrid: "hybrid is better"
      case .equal: "the two are equal"
      case .open: "it is open which is better"
      }
    }
  }

  private var findings: [Finding] { conditions.map { Finding($0.contrast?.verdict) } }

  /// Whether each of the two is better somewhere.
  var flips: Bool { findings.contains(.endToEnd) && findings.contains(.hybrid) }

  var sentence: String {
    guard let first = conditions.first, let last = conditions.last else {
      return "Nothing was tried."
    }
    let runs = runs
    if runs.count == 1 {
      return "At every \(name) tried, \(value(first)) to \(value(last)), \(runs[0].finding.words)."
    }
    let parts = runs.map { run in
      let (low, high) = (value(conditions[run.from]), value(conditions[run.to]))
      return (low == high ? "at \(name) \(low)" : "from \(name) \(low) to \(high)")
        + " \(run.finding.words)"
    }
    let list = parts.joined(separator: "; ")
    return flips
      ? "The conclusion depends on \(name): \(list)." : "\(list.capitalisedFirst)."
  }

  /// Neighbours that show the same, as one.
  private var runs: [(finding: Finding, from: Int, to: Int)] {
    var runs: [(finding: Finding, from: Int, to: Int)] = []
    for (index, finding) in findings.enumerated() {
      if runs.last?.finding == finding {
        runs[runs.count - 1].to = index
      } else {
        runs.append((finding, index, index))
      }
    }
    return runs
  }

  private func value(_ condition: StudyCondition) -> String {
    condition.value.map { Format.setting($0, .dimensionless) } ?? condition.label
  }
}
