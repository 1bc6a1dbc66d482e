import Figures
import NumericCore
import Records
import Statistics

/// The learning curves of both architectures and where they cross, from the score of every repetition.
struct CurveEvidence {
  let kind: FigureKind
  let seed: UInt64
  /// The sizes at which both architectures were trained to their plateau, ascending.
  private var sizes: [Int] = []
  private var scores: [[Architecture: [Replicate]]] = []
  private var passedOver = 0

  init(kind: FigureKind, seed: UInt64) {
    self.kind = kind
    self.seed = seed
  }

  /// Takes a size, unless its trials carry no verdict.
  mutating func add(_ table: SizeTable, _ replicates: [Architecture: [Replicate]]) {
    guard table.carriesVerdict else {
      passedOver += 1
      return
    }
    sizes.append(table.size)
    scores.append(replicates)
  }

  /// The crossover; nil where sizes are too few for a curve.
  ///
  /// Repetitions that some size lacks are left out. Where no curve can be fitted, as of a score that is
  /// the same at every size, a remark says why.
  func crossover(_ remarks: inout [String]) -> CrossoverEvidence? {
    let least = LearningCurve.leastSizes
    guard sizes.count >= least else {
      if sizes.count + passedOver >= least {
        remarks.append(
          "Learning curves take at least \(least) sizes at which both architectures were trained to"
            + " their plateau; this run has \(sizes.count).")
      }
      return nil
    }
    do throws(StatisticsError) {
      let crossover = try Crossover(
        sizes: sizes, first: bySeed(.endToEnd), second: bySeed(.hybrid),
        direction: kind.direction, range: kind.range, seed: seed)
      return record(crossover)
    } catch {
      remarks.append("\(kind.title) has no learning curves that could cross: \(error.message).")
      return nil
    }
  }

  /// The scores of the repetitions that every size has, repetition by repetition.
  private func bySeed(_ architecture: Architecture) -> [[Double]] {
    var common: Set<Int>?
    for size in scores {
      for architecture in Architecture.allCases {
        let units = Set((size[architecture] ?? []).map(\.unit))
        common = common?.intersection(units) ?? units
      }
    }
    return (common ?? []).sorted().map { unit in
      scores.compactMap { size in size[architecture]?.first { $0.unit == unit }?.value }
    }
  }

  private func record(_ crossover: Crossover) -> CrossoverEvidence {
    var record = CrossoverEvidence(
      outcome: .none, size: nil, interval: nil, before: architecture(crossover.before),
      after: architecture(crossover.after), upTo: crossover.upTo, measured: sizes.last ?? 0,
      share: crossover.share,
      curves: [.endToEnd: fitted(crossover.first), .hybrid: fitted(crossover.second)])
    switch crossover.outcome {
    case .crossing(let size, let interval):
      (record.outcome, record.size, record.interval) = (.crossing, size, interval)
    case .none:
      record.outcome = .none
    case .undetermined(let size):
      (record.outcome, record.size) = (.undetermined, size)
    }
    return record
  }

  private func architecture(_ leader: Crossover.Leader) -> Architecture? {
    switch leader {
    case .first: .endToEnd
    case .second: .hybrid
    case .neither: nil
    }
  }

  private func fitted(_ curve: LearningCurve) -> FittedCurve {
    var backtest: [FittedCurve.Family: Double] = [:]
    for (family, error) in curve.backtest { backtest[self.family(family)] = error }
    return FittedCurve(
      family: family(curve.family), limit: curve.limit, exponent: curve.shape?.exponent,
      scale: curve.shape?.scale, backtest: backtest, monotonicity: curve.monotonicity.pValue,
      isIllBehaved: curve.monotonicity.isIllBehaved, course: course(curve))
  }

  /// The curve at sizes that divide its span evenly on their logarithm.
  private func course(_ curve: LearningCurve) -> [FittedCurve.Place] {
    let first = Double(curve.points[0].size)
    let steps = 32
    return (0...steps).compactMap { step in
      let share = Double(step) / Double(steps)
      let size =
        step == steps ? curve.furthest : first * Double.pow(curve.furthest / first, share)
      return curve.value(at: size).map { FittedCurve.Place(size: size, score: $0) }
    }
  }

  private func family(_ family: CurveFamily) -> FittedCurve.Family {
    switch family {
    case .power: .power
    case .mmf: .mmf
    case .lastPoint: .lastPoint
    }
  }
}
