import BenchmarkPeers
package import Figures
import Statistics

/// The medians of the blocks of all sides, round by round, in seconds.
package struct ContestTimes: Sendable {
  private var medians: [Turn: [Double]] = [:]

  package init() {}

  package mutating func add(_ median: Double, _ turn: Turn) {
    medians[turn, default: []].append(median)
  }

  /// The median over the rounds; nil where that side took no turns.
  package func time(_ work: Work, _ rival: Rival?) -> Estimate? {
    medians[Turn(work: work, rival: rival)].flatMap { Quantiles.estimate($0.sorted(), 0.5) }
  }

  /// The median over the rounds of the rival's time over ours.
  package func ratio(_ work: Work, _ rival: Rival) -> Estimate? {
    guard let theirs = medians[Turn(work: work, rival: rival)],
      let ours = medians[Turn(work: work, rival: nil)]
    else { return nil }
    return Quantiles.estimate(zip(theirs, ours).map { $0 / $1 }.sorted(), 0.5)
  }

  /// The most operations a second that a square product of either side reached, by its medians.
  package var peak: Double? {
    let fastest = [time(.product, nil), time(.product, .torch)].compactMap { $0?.value }.min()
    return fastest.map { SquareProduct.operations / $0 }
  }
}

/// What training and answers keep of memory.
package struct TrainingMemory: Codable, Sendable {
  /// The answers over which the heap is watched.
  package static let answers = 1_000

  /// Of the workspace, in bytes.
  package let afterFirstStep: Int
  package let atEnd: Int
  /// By how much the answers change what is allocated, in bytes; nil where nobody tells.
  package let heapGrowth: Int?

  package init(afterFirstStep: Int, atEnd: Int, heapGrowth: Int?) {
    self.afterFirstStep = afterFirstStep
    self.atEnd = atEnd
    self.heapGrowth = heapGrowth
  }
}

/// One comparison: our time, the rival's, their ratio, and the bar.
package struct Comparison: Codable, Sendable {
  package let work: Work
  package let rival: Rival
  package let ours: Estimate
  package let theirs: Estimate
  package let ratio: Estimate
  package let bar: Double?
  package let verdict: RequirementVerdict?
}

/// What was found of one network.
package struct ContestReport: Codable, Sendable {
  package let net: String
  package let title: String
  package let parameters: Int
  package let agreement: Agreement
  /// Why PyTorch could not compile; nil where it did, or was not asked to.
  package let uncompiled: String?
  package let comparisons: [Comparison]
  /// Operations a second: the larger of both sides' products, and that in a training step.
  package let peak: Double?
  package let reached: Double?
  package let memory: TrainingMemory

  package init(
    net: String, title: String, parameters: Int, agreement: Agreement, uncompiled: String?,
    times: ContestTimes, trainingOperations: Double, memory: TrainingMemory
  ) {
    self.net = net
    self.title = title
    self.parameters = parameters
    self.agreement = agreement
    self.uncompiled = uncompiled
    self.memory = memory
    peak = times.peak
    reached = times.time(.training, nil).map { trainingOperations / $0.value }
    var comparisons: [Comparison] = []
    for work in Work.allCases {
      for rival in Rival.allCases {
        guard let ours = times.time(work, nil), let theirs = times.time(work, rival),
          let ratio = times.ratio(work, rival)
        else { continue }
        let bar = Bars.bar(net, work, rival)
        comparisons.append(
          Comparison(
            work: work, rival: rival, ours: ours, theirs: theirs, ratio: ratio, bar: bar,
            verdict: bar.map { BarVerdict.of(ratio, bar: $0) }))
      }
    }
    self.comparisons = comparisons
  }

  /// The share of the peak that a training step reaches.
  package var shareOfPeak: Double? {
    guard let peak, let reached else { return nil }
    return reached / peak
  }
}
