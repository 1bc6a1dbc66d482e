import Figures
import Records
import Statistics

/// Necessity and sufficiency of named reasons, and whether the tests tell anything.
///
/// The reasons are **measurable** where, on necessity, they are told apart from each of the three
/// controls: the paired difference, reasons less control on the same decision, is positive in a
/// one-sided t-test over decisions clustered by repetition and item, at a family-wise level of 0.05
/// over the three controls by Holm's procedure (1979). Necessity decides because it asks of the
/// named inputs themselves; sufficiency changes all other inputs at once and saturates where few of
/// them matter.
///
/// Necessity grows with the number of inputs that are named. Where the architectures' mean numbers
/// differ by more than a quarter of an input, their contrasts carry no verdict and a remark gives
/// the numbers.
struct ReasonEvidence {
  let table: SizeTable
  let ledger: TrialLedger
  let margin: Double

  static let familyLevel = 0.05
  /// Mean numbers of named inputs that differ by more are not compared.
  static let comparableSizes = 0.25

  func explanations() -> [ExplanationEvidence] { table.architectures.compactMap(explanation) }

  /// The compared figures of the explanations' own reasons.
  func figures(_ explanations: [ExplanationEvidence]) -> [ComparedFigure] {
    [
      figure(FigureCatalogue.necessity, \.necessity, \.necessity, explanations),
      figure(FigureCatalogue.sufficiency, \.sufficiency, \.sufficiency, explanations),
      figure(
        FigureCatalogue.necessityAndSufficiency, \.bothOrNone, \.bothOrNone, explanations),
    ].compactMap(\.self)
  }

  private func explanation(_ architecture: Architecture) -> ExplanationEvidence? {
    let trials = ledger.completed(architecture, size: table.size)
      .filter { !($0.answers?.explanations?.items.isEmpty ?? true) }
    guard let method = trials.first?.answers?.explanations?.method else { return nil }
    let tests = trials.flatMap { trial in
      (trial.answers?.explanations?.items ?? []).map { (trial.specification.repetition, $0) }
    }
    let size = tests.reduce(0) { $0 + $1.1.size }
    var evidence = ExplanationEvidence(
      architecture: architecture, method: method, necessity: [:], sufficiency: [:],
      size: Double(size) / Double(tests.count), decisions: tests.count,
      measurable: Self.isMeasurable(tests))
    for namer in ExplanationTests.Namer.allCases {
      evidence.necessity[namer] = Self.mean(tests) { $0.necessity[namer] }?.estimate
        .within(FigureCatalogue.necessity.range)
      evidence.sufficiency[namer] = Self.mean(tests) { $0.sufficiency[namer] }?.estimate
        .within(FigureCatalogue.sufficiency.range)
      let both = Self.mean(tests) { $0.both?[namer] }?.estimate
      if let both {
        evidence.both = evidence.both ?? [:]
        evidence.both?[namer] = both.within(FigureCatalogue.necessityAndSufficiency.range)
      }
    }
    return evidence
  }

  /// Whether Holm's procedure rejects all three controls: p₍₁₎ ≤ α/3, p₍₂₎ ≤ α/2 and p₍₃₎ ≤ α.
  ///
  /// A lead is the explanation's value less a control's of the same decision, or the other way round
  /// where lower is better; nil of a decision that lacks either.
  static func isToldApart(
    _ lead: (ExplanationTests.Namer) -> ClusteredMean?
  ) -> Bool {
    let controls = ExplanationTests.Namer.allCases.filter { $0 != .explanation }
    let probabilities = controls.map { lead($0)?.oneSidedP ?? 1 }.sorted()
    return probabilities.enumerated().allSatisfy { place, probability in
      probability <= familyLevel / Double(controls.count - place)
    }
  }

  private static func isMeasurable(
    _ tests: [(repetition: Int, item: ExplanationTests.Item)]
  ) -> Bool {
    isToldApart { control in
      mean(tests) { item in
        item.necessity[.explanation].flatMap { own in item.necessity[control].map { own - $0 } }
      }
    }
  }

  private static func mean(
    _ tests: [(repetition: Int, item: ExplanationTests.Item)],
    _ value: (ExplanationTests.Item) -> Double?
  ) -> ClusteredMean? {
    ClusteredMean(
      tests.compactMap { test in
        value(test.item).map {
          ClusteredValue(repetition: test.repetition, item: test.item.id, value: $0)
        }
      })
  }

  private func figure(
    _ kind: FigureKind, _ tests: KeyPath<ExplanationEvidence, [ExplanationTests.Namer: Estimate]>,
    _ shares: KeyPath<ExplanationTests.Item, [ExplanationTests.Namer: Double]>,
    _ explanations: [ExplanationEvidence]
  ) -> ComparedFigure? {
    var figure = ComparedFigure(kind: kind, estimates: [:])
    for evidence in explanations {
      figure.estimates[evidence.architecture] = evidence[keyPath: tests][.explanation]
      figure.replicates[evidence.architecture] = replicates(evidence.architecture, shares)
    }
    guard !figure.estimates.isEmpty else { return nil }
    guard let one = figure.estimates[.endToEnd], let other = figure.estimates[.hybrid],
      table.isPaired, let difference = Unpaired.difference(one, other)
    else { return figure }
    let unequal = unequalSizes(explanations)
    if let unequal { figure.remarks.append(unequal) }
    let judgement = Judgement(
      kind: kind, carriesVerdict: table.carriesVerdict && unequal == nil)
    figure.contrast = judgement.difference(difference, margin: margin) { widths in
      table.common.count > 1
        ? Settlement.scaled(
          difference, count: table.common.count, widths: widths, unit: "repetition")
        : Settlement.oneTraining
    }
    return figure
  }

  /// The mean share of each repetition's decisions.
  private func replicates(
    _ architecture: Architecture,
    _ shares: KeyPath<ExplanationTests.Item, [ExplanationTests.Namer: Double]>
  ) -> [Replicate] {
    let trials = ledger.completed(architecture, size: table.size)
    return Dictionary(grouping: trials, by: \.specification.repetition).sorted { $0.key < $1.key }
      .compactMap { repetition, trials in
        let items = trials.flatMap { $0.answers?.explanations?.items ?? [] }
        let values = items.compactMap { $0[keyPath: shares][.explanation] }
        guard !values.isEmpty else { return nil }
        return Replicate(
          unit: repetition, value: values.reduce(0, +) / Double(values.count))
      }
  }

  /// Why the architectures' reasons are not comparable; nil where they name about as many inputs.
  private func unequalSizes(_ explanations: [ExplanationEvidence]) -> String? {
    guard let most = explanations.map(\.size).max(), let least = explanations.map(\.size).min(),
      most - least > Self.comparableSizes
    else { return nil }
    let sizes = explanations.map {
      "\($0.architecture.rawValue) \(Format.fixed($0.size, decimals: 2))"
    }
    return
      "Named inputs of a decision, on average: \(sizes.joined(separator: ", ")). The tests depend on"
      + " this number, so no verdict rests on them."
  }
}

extension ExplanationEvidence {
  fileprivate var bothOrNone: [ExplanationTests.Namer: Estimate] { both ?? [:] }
}

extension ExplanationTests.Item {
  fileprivate var bothOrNone: [ExplanationTests.Namer: Double] { both ?? [:] }
}
