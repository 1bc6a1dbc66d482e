#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The counts over all runs.
struct Tally: CustomStringConvertible {
  private(set) var runs = 0
  private(set) var kills = 0
  private var counts: [Victim.Kill: Int] = [:]
  private var same = 0
  private var retried = 0
  private var damage: [String] = []

  mutating func add(_ victim: Victim, expected: Data) {
    runs += 1
    kills += victim.kills.count
    for kill in victim.kills { counts[kill, default: 0] += 1 }
    if victim.facts == expected { same += 1 }
    retried += victim.retried
    damage += victim.damage
    print("run \(runs): \(victim.kills.count) kills, \(victim.verdict(expected))")
    damage += RunAudit.temporaries(in: victim.directory).map { "\($0) is left over" }
  }

  var isClean: Bool { same == runs && damage.isEmpty }

  var description: String {
    var lines = ["\(kills) kills in \(runs) runs, by what was going on:"]
    for phase in Victim.Phase.allCases {
      let parts = Victim.Target.allCases.map { target in
        "\(counts[.init(phase: phase, target: target), default: 0]) of \(target.rawValue)"
      }
      lines.append("  \(phase.rawValue): \(parts.joined(separator: ", "))")
    }
    lines.append("Workers killed twice at the same work, tried again on request: \(retried)")
    lines.append("Runs that ended with the time-free evidence of the undisturbed one: \(same)")
    lines.append("Half-written files, left temporaries, disagreements of verify: \(damage.count)")
    return (lines + damage.map { "  " + $0 }).joined(separator: "\n")
  }
}
