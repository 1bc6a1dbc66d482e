import BenchmarkPeers
import Figures
import Measuring
import ModelFiles
import Networks
import NumericCore
import Statistics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a contest is carried out.
struct ContestSettings {
  let rounds: Int
  let seed: UInt64
  let compiles: Bool
}

/// One network on both sides: the proof that they do the same work, then rounds in turns.
struct Contest<Side: Subject> {
  private let peer: Peer
  private let settings: ContestSettings

  init(_ peer: Peer, _ settings: ContestSettings) {
    self.peer = peer
    self.settings = settings
  }

  func carryOut() async throws -> ContestReport {
    StandardError.write("\(Side.name): showing that both sides do the same work …\n")
    var (ours, parameters) = try await loaded()
    var unavailable: String?
    if settings.compiles { unavailable = try await peer.compile() }
    let rivals = Rival.allCases.filter {
      $0 != .compiled || (settings.compiles && unavailable == nil)
    }
    let agreement = try await compared(&ours, rivals)
    guard agreement.holds else {
      throw BenchmarkError(
        .differentWork,
        """
        \(Side.name): the sides do not compute the same: losses differ by \(agreement.first) at the \
        start and by \(agreement.all) over \(Agreement.steps) steps, relatively, and answers by \
        \(agreement.answers)
        """)
    }
    StandardError.write("\(Side.name): \(settings.rounds) rounds in turns …\n")
    let times = try await timed(&ours, rivals)
    return ContestReport(
      net: Side.name, title: Side.title, parameters: parameters, agreement: agreement,
      uncompiled: unavailable, times: times, trainingOperations: Side.trainingOperations,
      memory: TrainingMemory(
        afterFirstStep: ours.bytesAfterFirstStep, atEnd: ours.bytes,
        heapGrowth: try ours.heapGrowth(answers: TrainingMemory.answers)))
  }

  /// Both sides with the weights of one file, which is gone once both have read it.
  private func loaded() async throws -> (OurSide<Side>, parameters: Int) {
    var generator = SeededGenerator(seed: settings.seed, "networks", Side.name)
    let subject = Side(from: &generator)
    let folder =
      FileManager.default.temporaryDirectory.path
      + "/assay-networks-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/\(Side.name).safetensors"
    var arrays = subject.model.parameterArrays()
    arrays.merge(subject.data) { first, _ in first }
    try SafetensorsFile(arrays: arrays).write(to: file)
    let network = try await peer.load(Side.name, file: file)
    var model = subject.model
    try model.loadParameters(from: SafetensorsFile.read(file))
    guard network.parameters == model.parameterCount else {
      throw BenchmarkError(
        .differentWork,
        "\(Side.name): \(model.parameterCount) parameters here, \(network.parameters) in PyTorch")
    }
    return (OurSide(subject, initial: model), network.parameters)
  }

  private func compared(
    _ ours: inout OurSide<Side>, _ rivals: [Rival]
  ) async throws -> Agreement {
    let theirs = try await peer.losses(steps: Agreement.steps)
    var nudged: [[Double]] = []
    for nudge in 1...Agreement.nudges {
      nudged.append(try await peer.losses(steps: Agreement.steps, nudge: nudge))
    }
    var answers = [try ours.output()]
    for rival in rivals { answers.append(try await peer.output(rival)) }
    return Agreement(
      ours: try ours.losses(steps: Agreement.steps), theirs: theirs, nudged: nudged,
      answers: answers)
  }

  /// The medians of all blocks, round by round.
  private func timed(
    _ ours: inout OurSide<Side>, _ rivals: [Rival]
  ) async throws -> ContestTimes {
    let turns = Work.allCases.map { work in
      [Turn(work: work, rival: nil)]
        + rivals.filter { $0.does(work) }.map { Turn(work: work, rival: $0) }
    }
    var counts: [Turn: Int] = [:]
    for turn in turns.joined() {
      let probe = try await block(&ours, turn, count: 5)
      counts[turn] = BlockSize.count(secondsEach: BlockSize.median(probe))
    }
    let orders = turns.enumerated().map { index, turns in
      AlternationPlan(
        candidates: turns.count, blocks: settings.rounds, seed: settings.seed &+ UInt64(index)
      ).rounds
    }
    var times = ContestTimes()
    for round in 0..<settings.rounds {
      for (turns, order) in zip(turns, orders) {
        for turn in order[round].map({ turns[$0] }) {
          let seconds = try await block(&ours, turn, count: counts[turn] ?? BlockSize.least)
          times.add(BlockSize.median(seconds), turn)
        }
      }
    }
    return times
  }

  private func block(
    _ ours: inout OurSide<Side>, _ turn: Turn, count: Int
  ) async throws -> [Double] {
    guard let rival = turn.rival else { return try ours.times(turn.work, count: count) }
    return try await peer.times(turn.work, rival, count: count)
  }
}

/// A block of one side: what it does, and for whom; no rival means us.
package struct Turn: Hashable, Sendable {
  package let work: Work
  package let rival: Rival?

  package init(work: Work, rival: Rival?) {
    self.work = work
    self.rival = rival
  }
}
