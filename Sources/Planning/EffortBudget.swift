import Records

/// How much a run spends: sizes, seeds, items and queries; never another method.
struct EffortBudget: Sendable {
  /// Training sizes of an embedded corpus, ascending.
  var sizes: [Int]
  /// Shares of the user's examples that are trained on, ascending.
  var shares: [Double]
  var repetitions: Int
  var testItems: Int
  var configurations: Int
  /// Adverse decisions explained in each trial of the largest size.
  var explanations: Int
  /// Of these, the decisions on which every way to explain is tried.
  var comparedExplanations: Int
  /// Queries one after the other, in each session and for each candidate.
  var singleStreamQueries: Int
  /// Milliseconds beside the reference loop, in each block and for each candidate.
  var referenceMilliseconds: Int
  var blocks: Int
  /// The longest that one candidate's load may take in one session, in seconds.
  var secondsOfLoad: Double
  var offlineItems: Int
  var timedExplanations: Int
  /// The longest that one candidate of a declared size may take for each part of one session, in
  /// seconds: queries one after the other, the load, and all at once.
  var secondsOfDeclared: Double
  /// Values of a corpus's knob that are tried, evenly over its range, besides the run's own.
  var knobValues: Int
  /// Whether the knob is swept at the middle size, not at the largest.
  var sweepsMiddleSize = false
  /// Sites of scattered data that are trained on their own, at most.
  var trainedSites: Int

  static func of(_ effort: Effort) -> EffortBudget {
    switch effort {
    case .quick:
      EffortBudget(
        sizes: steps(from: 1000, to: 4000, factor: 2), shares: [0.25, 0.5, 1], repetitions: 3,
        testItems: 4000, configurations: 3, explanations: 40, comparedExplanations: 8,
        singleStreamQueries: 668, referenceMilliseconds: 150, blocks: 4, secondsOfLoad: 4,
        offlineItems: 2048,
        timedExplanations: 20, secondsOfDeclared: 10, knobValues: 2, sweepsMiddleSize: true,
        trainedSites: 2)
    case .standard:
      EffortBudget(
        sizes: steps(from: 500, to: 8000, factor: 2.0.squareRoot()), shares: fineShares,
        repetitions: 5, testItems: 8000, configurations: 4, explanations: 100,
        comparedExplanations: 20,
        singleStreamQueries: 3200, referenceMilliseconds: 200, blocks: 8, secondsOfLoad: 20,
        offlineItems: 8192,
        timedExplanations: 50, secondsOfDeclared: 30, knobValues: 5, trainedSites: 4)
    case .thorough:
      EffortBudget(
        sizes: steps(from: 500, to: 32_000, factor: 2.0.squareRoot()), shares: fineShares,
        repetitions: 10, testItems: 20_000, configurations: 8, explanations: 200,
        comparedExplanations: 40,
        singleStreamQueries: 12_000, referenceMilliseconds: 200, blocks: 16, secondsOfLoad: 60,
        offlineItems: 32_768,
        timedExplanations: 100, secondsOfDeclared: 60, knobValues: 5, trainedSites: 12)
    }
  }

  /// What the effort spends on a workload: as for a table of numbers, but for what the workload says.
  static func of(_ effort: Effort, _ descriptor: WorkloadDescriptor?) -> EffortBudget {
    var budget = of(effort)
    guard let own = descriptor?.budgets[effort] else { return budget }
    budget.sizes = steps(
      from: own.sizes.lowerBound, to: own.sizes.upperBound,
      factor: effort == .quick ? 2 : 2.0.squareRoot())
    budget.testItems = own.testItems
    budget.configurations = own.configurations ?? budget.configurations
    budget.explanations = own.explanations ?? budget.explanations
    budget.comparedExplanations = own.comparedExplanations ?? budget.comparedExplanations
    budget.singleStreamQueries = own.singleStreamQueries ?? budget.singleStreamQueries
    budget.offlineItems = own.offlineItems ?? budget.offlineItems
    budget.timedExplanations = own.timedExplanations ?? budget.timedExplanations
    return budget
  }

  /// Seven powers of √2, an eighth to the whole.
  private static let fineShares = [0.125, 0.177, 0.25, 0.354, 0.5, 0.707, 1]

  private static func steps(from first: Int, to last: Int, factor: Double) -> [Int] {
    var sizes: [Int] = []
    var size = Double(first)
    while size < Double(last) * 1.01 {
      sizes.append(Int(size.rounded()))
      size *= factor
    }
    return sizes
  }
}
