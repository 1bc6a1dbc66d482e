import BenchmarkPeers
import Figures
import Measuring
import Statistics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One rival's time beside ours.
struct EvidenceComparison: Encodable {
  let rival: String
  let theirs: Estimate
  let ratio: Estimate
  let bar: Double?
  let verdict: RequirementVerdict?

  /// Nil where there are no rounds.
  init?(rival: String, theirs: [Double], ours: [Double], bar: Double?) {
    guard let time = Quantiles.estimate(theirs.sorted(), 0.5),
      let ratio = Quantiles.estimate(zip(theirs, ours).map { $0 / $1 }.sorted(), 0.5)
    else { return nil }
    self.rival = rival
    self.theirs = time
    self.ratio = ratio
    self.bar = bar
    verdict = bar.map { BarVerdict.of(ratio, bar: $0) }
  }
}

/// What was found of one kind of work.
struct EvidencePart: Encodable {
  let title: String
  /// How far the sides' answers are apart.
  let answers: String
  let ours: Estimate
  /// The most seconds that ours may take; nil where there is no such bar.
  let limit: Double?
  let comparisons: [EvidenceComparison]

  /// Whether ours keeps to the limit, by its interval.
  var verdict: RequirementVerdict? {
    guard let limit else { return nil }
    return ours.interval.map {
      RequirementVerdict(interval: $0, limit: limit, direction: .lowerIsBetter)
    } ?? .inconclusive
  }
}

/// All figures of a run, as text and as JSON.
struct EvidenceReport: PrintedReport {
  let processor: String
  let cores: Int
  let system: String
  /// The load average when the run began and ended; what is above one is others' work.
  let loadAtStart: Double?
  let loadAtEnd: Double?
  let versions: PeerVersions
  let rounds: Int
  let parts: [EvidencePart]

  init(
    machine: Machine, loadAtEnd: Double?, versions: PeerVersions, rounds: Int,
    parts: [EvidencePart]
  ) {
    processor = machine.processor
    cores = machine.cores
    system = machine.system
    loadAtStart = machine.load
    self.loadAtEnd = loadAtEnd
    self.versions = versions
    self.rounds = rounds
    self.parts = parts
  }

  private var verdicts: [RequirementVerdict] {
    parts.flatMap { $0.comparisons.compactMap(\.verdict) + [$0.verdict].compactMap(\.self) }
  }

  var exitCode: Int32 { BarVerdict.exitCode(verdicts) }

  var text: String {
    let loads = [loadAtStart, loadAtEnd].compactMap { $0.map { Format.fixed($0, decimals: 1) } }
    let load = loads.isEmpty ? "" : ", load \(loads.joined(separator: " to "))"
    let head = """
      \(processor), \(cores) cores, \(system)\(load)
      scipy \(versions.scipy), lime \(versions.lime), shap \(versions.shap), numpy \
      \(versions.numpy), Python \(versions.python); one thread each, medians over \(rounds) rounds
      """
    let answers = parts.map { "\($0.title)\n  \($0.answers)" }.joined(separator: "\n")
    return [head, answers, table.text, sum].joined(separator: "\n\n")
  }

  private var table: TextTable {
    var table = TextTable([
      "work", "beside", "ours", "theirs", "theirs over ours", "bar", "verdict",
    ])
    for part in parts {
      let time = Format.value(part.ours.value, .seconds)
      for comparison in part.comparisons {
        table.add([
          part.title, comparison.rival, time, Format.value(comparison.theirs.value, .seconds),
          Format.ratio(comparison.ratio),
          comparison.bar.map { "≥ " + Format.setting($0, .dimensionless) } ?? "",
          comparison.verdict.map(\.word) ?? "",
        ])
      }
      if let limit = part.limit {
        table.add([
          part.title, "", time, "", "", "< " + Format.setting(limit, .seconds),
          part.verdict.map(\.word) ?? "",
        ])
      }
    }
    return table
  }

  private var sum: String {
    RequirementVerdict.allCases.map { verdict in
      "\(verdicts.count { $0 == verdict }) \(verdict.word)"
    }.joined(separator: ", ")
  }
}
