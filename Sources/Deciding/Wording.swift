import Figures
import Profiles
import Records

/// Words that several sentences share.
enum Wording {
  /// The budget with its percentile and load, such as `80 ms at p99 (50 queries/s)`.
  static func budget(_ latency: Profile.LatencySection) -> String {
    "\(Format.setting(latency.budget, .seconds)) at \(percentile(latency.percentile))"
      + " (\(load(latency.scenario)))"
  }

  /// The percentile as figure ids have it, such as `p99` or `p99.9`.
  static func percentile(_ share: Double) -> String {
    let thousandths = Int((share * 1000).rounded())
    return thousandths.isMultiple(of: 10)
      ? "p\(thousandths / 10)" : "p\(thousandths / 10).\(thousandths % 10)"
  }

  static func load(_ scenario: Scenario) -> String {
    switch scenario {
    case .singleStream: "one query after the other"
    case .server(let rate): "\(Format.setting(rate, .dimensionless)) queries/s"
    case .offline: "all queries at once"
    }
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// How likely, as odds, such as `9 to 1`.
  static func odds(_ share: Double, draws: Int) -> String {
    guard share < 1 else { return "in every draw" }
    return Format.significant(share / (1 - share), digits: 2) + " to 1"
  }
}
