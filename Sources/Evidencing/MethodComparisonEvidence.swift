import Figures
import Records

/// How every way to explain fared, over decisions × repetitions.
///
/// Each test's mean has the interval of decisions clustered by repetition and item (``ClusteredMean``).
/// A test is **measurable** where the explanation is told apart from all three of its controls, by the
/// paired one-sided t-tests of ``ReasonEvidence`` and Holm's procedure at 0.05; for deletion the
/// explanation must lie below them. Stability has no control: it may be high or low for any naming.
/// These are many tests on the same decisions. They rank nothing and carry no verdict.
struct MethodComparisonEvidence {
  let table: SizeTable
  let ledger: TrialLedger

  /// One entry for each architecture and way; nil where no trial compared any.
  func methods() -> [MethodEvidence]? {
    let found = table.architectures.flatMap { architecture in
      ExplanationMethod.allCases.compactMap { evidence(architecture, $0) }
    }
    return found.isEmpty ? nil : found
  }

  /// The seconds of an explanation; nil where no trial compared any.
  func times() -> [MethodTimeEvidence]? {
    var found: [MethodTimeEvidence] = []
    for architecture in table.architectures {
      for method in ExplanationMethod.allCases {
        let values = ledger.byRepetition(
          architecture, size: table.size, repetitions: table.repetitions(architecture)
        ) { $0.costs?.methods?.first { $0.method == method }?.seconds }
        let figure = ReplicatedFigure(
          kind: FigureCatalogue.explanationTime, unit: "repetition", margin: 0,
          carriesVerdict: false, values: [architecture: values]
        ).figure()
        if let seconds = figure?.estimates[architecture] {
          found.append(
            MethodTimeEvidence(architecture: architecture, method: method, seconds: seconds))
        }
      }
    }
    return found.isEmpty ? nil : found
  }

  private typealias Tested = (repetition: Int, item: MethodTests.Item)

  private func evidence(
    _ architecture: Architecture, _ method: ExplanationMethod
  ) -> MethodEvidence? {
    var name = ""
    var tested: [Tested] = []
    for trial in ledger.completed(architecture, size: table.size) {
      let tests = trial.answers?.methods?.first { $0.method == method }
      guard let tests else { continue }
      name = tests.name
      tested += tests.items.map { (trial.specification.repetition, $0) }
    }
    guard !tested.isEmpty else { return nil }
    var outcomes: [ExplanationTest: MethodEvidence.Outcome] = [:]
    for test in ExplanationTest.allCases { outcomes[test] = outcome(test, tested) }
    return MethodEvidence(
      architecture: architecture, method: method, name: name, decisions: tested.count,
      size: Double(tested.reduce(0) { $0 + $1.item.size }) / Double(tested.count),
      outcomes: outcomes)
  }

  private func outcome(
    _ test: ExplanationTest, _ tested: [Tested]
  ) -> MethodEvidence.Outcome? {
    var estimates: [ExplanationTests.Namer: Estimate] = [:]
    for namer in ExplanationTests.Namer.allCases {
      estimates[namer] = Self.mean(tested) { $0.results[test]?[namer] }?.estimate
        .within(test.range)
    }
    guard estimates[.explanation] != nil else { return nil }
    let measurable = ReasonEvidence.isToldApart { control in
      Self.mean(tested) { item in
        guard let results = item.results[test], let own = results[.explanation],
          let other = results[control]
        else { return nil }
        return test == .deletion ? other - own : own - other
      }
    }
    return MethodEvidence.Outcome(
      estimates: estimates, measurable: test == .stability ? nil : measurable)
  }

  private static func mean(
    _ tested: [Tested], _ value: (MethodTests.Item) -> Double?
  ) -> ClusteredMean? {
    ClusteredMean(
      tested.compactMap { test in
        value(test.item).map {
          ClusteredValue(repetition: test.repetition, item: test.item.id, value: $0)
        }
      })
  }
}

extension ExplanationTest {
  /// Where a test's values lie; areas and R² may leave 0…1.
  fileprivate var range: ClosedRange<Double>? {
    switch self {
    case .necessity, .sufficiency, .both, .stability, .agreement: 0...1
    case .deletion, .insertion, .fidelity: nil
    }
  }
}
