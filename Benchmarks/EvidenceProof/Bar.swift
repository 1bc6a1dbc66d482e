import Figures
import Statistics

/// One promise and how often it was kept.
struct Bar: Sendable {
  enum Limit: Sendable {
    case atLeast(Double)
    case atMost(Double)
  }

  let name: String
  /// How often what the bar counts happened.
  let count: Int
  /// Of how many.
  let trials: Int
  let limit: Limit
  /// What the count leaves out; empty where nothing.
  var note = ""
  /// Whether nothing was claimed in any trial, so that the bar could not be missed.
  var isIdle = false

  var share: Double { trials > 0 ? Double(count) / Double(trials) : .nan }

  /// Whether the share itself reaches the bar; of no trial it does not.
  var isMet: Bool {
    switch limit {
    case .atLeast(let least): share >= least
    case .atMost(let most): share <= most
    }
  }

  var cells: [String] {
    let interval = Proportion.wilson(count, of: trials)?.interval
    let bounds = interval.map { " [\(percent($0.lower)), \(percent($0.upper))]" } ?? ""
    let limit =
      switch limit {
      case .atLeast(let least): "≥ \(percent(least)) %"
      case .atMost(let most): "≤ \(percent(most)) %"
      }
    return [
      name, limit, trials > 0 ? percent(share) + " %" + bounds : "–",
      "\(Format.count(count)) of \(Format.count(trials))", verdict, note,
    ]
  }

  private var verdict: String { isMet ? isIdle ? "no claim" : "met" : "NOT MET" }

  private func percent(_ share: Double) -> String { Format.fixed(share * 100, decimals: 1) }
}

/// The table of all bars.
struct ProofReport {
  let bars: [Bar]
  let machine: String
  let seconds: Double

  var isMet: Bool { bars.allSatisfy(\.isMet) }

  var text: String {
    let heads = ["bar", "asked", "found, 95 % interval", "counted", "", ""]
    let rows = [heads] + bars.map(\.cells)
    let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    let missed = bars.count { !$0.isMet }
    let idle = bars.count(where: \.isIdle)
    let rest =
      idle == 0 ? "" : " In \(idle) of them nothing was claimed, so they could not be missed."
    let end =
      missed == 0
      ? "All \(bars.count) bars are met." + rest
      : "\(missed) of \(bars.count) bars are not met."
    return (lines + ["", end, "\(machine); \(Format.fixed(seconds / 60, decimals: 1)) min."])
      .joined(separator: "\n")
  }
}
