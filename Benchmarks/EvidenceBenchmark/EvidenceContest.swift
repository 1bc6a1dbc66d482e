import BenchmarkPeers
import Figures
import Measuring
import Statistics

/// The two sides' answers, then rounds in turns, part by part.
struct EvidenceContest {
  private let peer: Peer
  private let rounds: Int
  private let seed: UInt64

  init(_ peer: Peer, rounds: Int, seed: UInt64) {
    self.peer = peer
    self.rounds = rounds
    self.seed = seed
  }

  mutating func carryOut() async throws -> [EvidencePart] {
    var parts = [try await bootstrap()]
    for hidden in [[32], [64, 64]] {
      parts += try await explanations(ExplainedNetwork(hidden: hidden, seed: seed))
    }
    return parts + [try await acceptability()]
  }

  private func bootstrap() async throws -> EvidencePart {
    let items = PairedItems(seed: seed)
    try await peer.load(items)
    let apart = Self.difference(try items.bootstrap(), try await peer.interval())
    // A bound at 2.5 % of 10,000 draws has a standard error of √(0.025·0.975/10,000)/φ(−1.96) = 2.7 %
    // of the mean's; two sides that draw apart differ by less than five times √2 of it.
    let most = 0.19 * items.standardError
    try Self.check(apart, most, "bounds of the bootstrap")
    return try await part(
      "bootstrap of a paired mean, 2,000 items × 10,000 draws", bar: 20,
      answers: "bounds \(apart.short) apart, at most \(most.short) since each side draws its own",
      rivals: [
        .init("scipy, differences as one column", .bootstrap),
        .init("scipy, paired=True", .bootstrapPaired),
      ], ours: { _ = try items.bootstrap() })
  }

  private func explanations(_ subject: ExplainedNetwork) async throws -> [EvidencePart] {
    try await peer.load(subject)
    let theirs = try await peer.attributions(subject.coalitions)
    let (lime, shap) = (subject.lime(), subject.shap())
    let size = shap.map(abs).max() ?? 0
    let limeApart = Self.difference(lime, theirs.lime)
    // Float32 answers of about 1, fitted in float64.
    try Self.check(limeApart, 1e-4, "LIME's contributions")
    let shapApart = Self.difference(shap, theirs.shap)
    // Each side draws its own coalitions; 0.1 of the largest value allows for both.
    try Self.check(shapApart, 0.1 * size, "Shapley values")
    return [
      try await part(
        "LIME, \(subject.name), 5,000 samples", bar: 10,
        answers: "contributions on the same coalitions \(limeApart.short) apart, at most 1e-4",
        rivals: [
          .init("lime, present or absent units (LimeBase)", .lime),
          .init("lime tabular, not discretised", .limeContinuous),
          .init("lime tabular, its default: quartiles", .limeDefault),
        ], ours: { _ = subject.lime() }),
      try await part(
        "KernelSHAP, \(subject.name), 2,048 coalitions × 50 rows", bar: 20,
        answers: "values \(shapApart.short) apart, the largest being \(size.short): each side draws"
          + " its own coalitions",
        rivals: [.init("shap KernelExplainer", .shap)], ours: { _ = subject.shap() }),
    ]
  }

  /// SMAA has no counterpart; its bar is a time.
  private func acceptability() async throws -> EvidencePart {
    let draws = AcceptabilityDraws(seed: seed)
    return try await part(
      "SMAA, 100,000 draws of five criteria", bar: nil,
      answers: "end-to-end first in \(Format.percent(draws.rank())) of the draws", rivals: [],
      ours: { _ = draws.rank() }, limit: 0.2)
  }

  private func part(
    _ title: String, bar: Double?, answers: String, rivals: [EvidenceRival],
    ours: () throws -> Void, limit: Double? = nil
  ) async throws -> EvidencePart {
    StandardError.write("\(title): \(rounds) rounds in turns …\n")
    let probes =
      [try Self.times(5, ours)]
      + (try await rivals.asyncMap { try await peer.times($0.task, count: 3) })
    let counts = probes.map { BlockSize.count(secondsEach: BlockSize.median($0)) }
    var medians = [[Double]](repeating: [], count: probes.count)
    let order = AlternationPlan(candidates: probes.count, blocks: rounds, seed: seed)
    for turn in order.rounds.joined() {
      let seconds =
        turn == 0
        ? try Self.times(counts[0], ours)
        : try await peer.times(rivals[turn - 1].task, count: counts[turn])
      medians[turn].append(BlockSize.median(seconds))
    }
    guard let time = Quantiles.estimate(medians[0].sorted(), 0.5) else {
      throw BenchmarkError(.failed, "\(title): there were no rounds")
    }
    let comparisons = rivals.enumerated().compactMap { index, rival in
      EvidenceComparison(
        rival: rival.name, theirs: medians[index + 1], ours: medians[0], bar: bar)
    }
    return EvidencePart(
      title: title, answers: answers, ours: time, limit: limit, comparisons: comparisons)
  }

  private static func times(_ count: Int, _ body: () throws -> Void) throws -> [Double] {
    var seconds: [Double] = []
    for _ in 0..<count {
      let watch = Stopwatch()
      try body()
      seconds.append(watch.seconds)
    }
    return seconds
  }

  /// The largest difference; infinite where the counts differ or a number is none.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    guard ours.count == theirs.count else { return .infinity }
    return zip(ours, theirs).reduce(0) { largest, pair in
      let apart = abs(pair.0 - pair.1)
      return apart.isNaN ? .infinity : max(largest, apart)
    }
  }

  private static func check(_ apart: Double, _ most: Double, _ what: String) throws {
    guard apart <= most else {
      throw BenchmarkError(
        .differentWork,
        "the sides do not compute the same: \(what) are \(apart) apart, \(most) is"
          + " allowed")
    }
  }
}

/// One way of the peer to do what we do.
struct EvidenceRival {
  let name: String
  let task: PeerTask

  init(_ name: String, _ task: PeerTask) {
    self.name = name
    self.task = task
  }
}

extension Array {
  /// The results of an action on each element, one after the other.
  fileprivate func asyncMap<Result>(
    _ body: (Element) async throws -> Result
  ) async throws -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
