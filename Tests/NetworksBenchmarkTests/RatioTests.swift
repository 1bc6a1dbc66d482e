import BenchmarkPeers
import Figures
import NetworksBenchmark
import Testing

@Suite("Ratios and bars")
struct RatioTests {
  /// 15 rounds of a rival that takes 1 s … 15 s, and of us at 1 s.
  private func times(rounds: Int = 15) -> ContestTimes {
    var times = ContestTimes()
    for round in 1...rounds {
      times.add(1, Turn(work: .training, rival: nil))
      times.add(Double(round), Turn(work: .training, rival: .torch))
    }
    return times
  }

  // Of 15 ranks the 4th and the 12th bound the median at 95 %: P(B ≤ 3) = 0.0176 for binomial(15, ½),
  // and P(B ≤ 4) = 0.0592 is above 0.025.
  @Test("A ratio is the median over the rounds, with the order statistics around it")
  func ratio() {
    let ratio = times().ratio(.training, .torch)
    #expect(ratio?.value == 8)
    #expect(ratio?.interval == Interval(lower: 4, upper: 12, level: 0.95))
  }

  @Test("A side that took no turns has no time and no ratio")
  func missing() {
    #expect(times().time(.answer, nil) == nil)
    #expect(times().ratio(.training, .compiled) == nil)
    #expect(times().peak == nil)
  }

  // The smallest and largest of five leave out the median with the probability 2·2⁻⁵ = 0.0625.
  @Test("Five rounds are too few for an interval, and the bar stays open")
  func fewRounds() throws {
    let ratio = try #require(times(rounds: 5).ratio(.training, .torch))
    #expect(ratio.interval == nil)
    #expect(BarVerdict.of(ratio, bar: 1) == .inconclusive)
  }

  @Test(
    "A bar is met or unmet only where the whole interval says so",
    arguments: [
      (4.0, RequirementVerdict.met), (4.1, .inconclusive), (12.0, .inconclusive), (12.1, .unmet),
    ])
  func verdicts(bar: Double, verdict: RequirementVerdict) throws {
    #expect(BarVerdict.of(try #require(times().ratio(.training, .torch)), bar: bar) == verdict)
  }

  @Test(
    "The exit code is 0 where all bars are met, 2 where one is unmet, and 3 where some are open",
    arguments: [
      ([], 0), ([.met, .met], 0), ([.met, .inconclusive], 3), ([.inconclusive, .unmet, .met], 2),
    ] as [([RequirementVerdict], Int32)])
  func exitCodes(verdicts: [RequirementVerdict], code: Int32) {
    #expect(BarVerdict.exitCode(verdicts) == code)
  }

  @Test("Every network has a bar for every rival in training and answers, and none for products")
  func bars() {
    for net in ["mlp", "cnn", "gru", "transformer"] {
      for rival in Rival.allCases {
        #expect((Bars.bar(net, .training, rival) != nil) == rival.does(.training))
        #expect(Bars.bar(net, .answer, rival) != nil)
        #expect(Bars.bar(net, .product, rival) == nil)
      }
      #expect(Bars.bar(net, .answer, .onnxruntime) == 1)
    }
    #expect(Bars.bar("unknown", .training, .torch) == nil)
    #expect(Bars.bar("unknown", .answer, .onnxruntime) == nil)
  }

  // 0.15 s a block, 5 to 20 000 repetitions.
  @Test(
    "A block takes about 150 ms, at least 5 repetitions and at most 20 000",
    arguments: [(1e-3, 150), (0.02, 7), (10, 5), (1e-6, 20_000), (0, 20_000)])
  func blocks(secondsEach: Double, count: Int) {
    #expect(BlockSize.count(secondsEach: secondsEach) == count)
  }

  @Test("A report holds a comparison for each work and rival, and the share of the peak")
  func report() {
    var times = times()
    times.add(2e-3, Turn(work: .product, rival: nil))
    times.add(4e-3, Turn(work: .product, rival: .torch))
    let report = ContestReport(
      net: "mlp", title: "", parameters: 1,
      agreement: Agreement(ours: [1], theirs: [1], nudged: [], answers: []), uncompiled: nil,
      times: times, trainingOperations: 1e9,
      memory: TrainingMemory(afterFirstStep: 1, atEnd: 1, heapGrowth: nil))
    #expect(report.comparisons.map(\.work) == [.training, .product])
    #expect(report.comparisons.map(\.verdict) == [.met, nil])
    // 2 · 512³ operations in 2 ms, and 10⁹ of training in 1 s.
    #expect(report.peak == 134_217_728_000)
    #expect(report.reached == 1e9)
    #expect(report.shareOfPeak == 1e9 / 134_217_728_000)
  }
}
