import Figures
import NumericCore
import Records
import Statistics

/// A tail of latency under load, from the queries of all sessions pooled.
///
/// One session's queries are too few for its own tail: of 100, type 7 puts p99 between the two
/// largest, on average well below the true p99. So the value is the quantile of all sessions'
/// queries together. Queries of a session share a queue and a model, which the order statistics of
/// the pooled sample do not know; the sessions' own quantiles do, but sit too low. The interval is
/// the hull of both, on the log scale for the sessions, and so conservative. Queries of a queue depend
/// on each other, so the ranks are those of as few independent ones as `QueueDependence` says. The ratio's is made
/// likewise: of the order statistics by MOVER (Zou & Donner 2008), as if the pooled samples were
/// independent, though both met the same arrivals; of the sessions from their paired log ratios.
struct QueuedTail {
  let kind: FigureKind
  /// The percentile, in 0…1.
  let share: Double
  let margin: Double
  let carriesVerdict: Bool
  let sessions: SessionTable

  static let oneSession =
    "One session only: queued latencies are not independent, so there is no interval."

  /// The compared figure; nil where no query was answered.
  func figure() -> ComparedFigure? {
    var figure = ComparedFigure(kind: kind, estimates: [:])
    var tails: [Architecture: Tail] = [:]
    for architecture in Architecture.allCases {
      guard let tail = Tail(architecture, share, sessions) else { continue }
      tails[architecture] = tail
      figure.estimates[architecture] = tail.estimate
      figure.replicates[architecture] = tail.own
    }
    guard !tails.isEmpty else { return nil }
    if tails.values.contains(where: { $0.own.count == 1 }) {
      figure.remarks.append(Self.oneSession)
    }
    figure.remarks += dependence(tails)
    if let one = tails[.endToEnd], let other = tails[.hybrid] {
      contrast(one, other, &figure)
    }
    return figure
  }

  /// What the load takes from the queries, where it takes more than a tenth of them.
  private func dependence(_ tails: [Architecture: Tail]) -> [String] {
    tails.sorted { $0.key < $1.key }.compactMap { architecture, tail in
      guard tail.worth * 10 < tail.queries * 9 else { return nil }
      return "At a load of \(Format.significant(tail.load, digits: 2)) the"
        + " \(Format.count(tail.queries)) queries of \(architecture.rawValue) wait for each other: they"
        + " tell as much of this percentile as \(Format.count(tail.worth)) independent ones."
    }
  }

  private func contrast(_ one: Tail, _ other: Tail, _ figure: inout ComparedFigure) {
    guard one.value > 0, other.value > 0 else {
      figure.remarks.append("Not positive: no ratio is given.")
      return
    }
    let hybrids = Dictionary(
      other.own.map { ($0.unit, $0.value) }, uniquingKeysWith: { first, _ in first })
    let pairs = one.own.compactMap { own in hybrids[own.unit].map { (own.value, $0) } }
    let paired = try? Replications.ratio(pairs.map(\.0), to: pairs.map(\.1))
    let ratio = Hull(
      value: Double.log(one.value / other.value), order: mover(one, other),
      replications: paired?.interval, count: pairs.count
    ).estimate(method: Self.method(pairs.count, "t over their log ratios"))
    let judgement = Judgement(kind: kind, carriesVerdict: carriesVerdict)
    figure.contrast = judgement.ratio(ratio, margin: margin) { widths in
      guard pairs.count < 2 || ratio.standardError != nil else {
        let least = Double(EarlyStopping.leastQueries(quantile: share))
        let dependence = [one, other].map { Double($0.queries) / Double(max(1, $0.worth)) }
        let count = Int((least * (dependence.max() ?? 1)).rounded(.up))
        return "a fresh run with at least \(Format.count(count)) queries over all sessions"
      }
      return Settlement.replications(
        standardError: ratio.standardError.map { $0 / ratio.value }, count: pairs.count,
        widths: widths, unit: "session")
    }
  }

  /// The interval of the log ratio of two pooled quantiles whose own intervals are given.
  private func mover(_ one: Tail, _ other: Tail) -> Interval? {
    guard let first = one.order, let second = other.order, first.lower > 0, second.lower > 0
    else { return nil }
    func part(_ a: Double, _ b: Double) -> Double {
      (a * a + b * b).squareRoot()
    }
    let ratio = Double.log(one.value / other.value)
    let below = part(
      Double.log(one.value / first.lower), Double.log(second.upper / other.value))
    let above = part(
      Double.log(first.upper / one.value), Double.log(other.value / second.lower))
    return Interval(
      lower: Double.exp(ratio - below), upper: Double.exp(ratio + above), level: first.level)
  }

  fileprivate static func method(_ count: Int, _ replications: String) -> String {
    count > 1
      ? "queries of \(count) sessions pooled; hull of order statistics and \(replications)"
      : "one session, no interval"
  }
}

/// One architecture's tail: pooled, and session by session.
private struct Tail {
  let value: Double
  /// Between order statistics of the pooled sample; nil where it is too small.
  let order: Interval?
  let own: [Replicate]
  let queries: Int
  /// The share of the time that the server is busy.
  let load: Double
  /// As many independent queries tell as much.
  let worth: Int

  init?(_ architecture: Architecture, _ share: Double, _ sessions: SessionTable) {
    let pooled = sessions.samples(of: architecture).flatMap(\.scenario).sorted()
    queries = pooled.count
    load = sessions.load(of: architecture)
    worth = QueueDependence.effectiveCount(pooled.count, load: load)
    guard let found = Quantiles.estimate(pooled, share, worth: worth) else { return nil }
    value = found.value
    order = found.interval
    own = sessions.values(.seconds) { Quantiles.type7($0.scenario, share) }[architecture] ?? []
  }

  var estimate: Estimate {
    guard value > 0 else { return Estimate(value: value, method: "pooled, no interval") }
    let logs = try? Replications.mean(own.map { Double.log($0.value) })
    let replications = logs.map { LogRatio.exponentiate($0, method: "") }
    return Hull(
      value: Double.log(value), order: order, replications: replications?.interval,
      count: own.count
    ).estimate(method: QueuedTail.method(own.count, "t over sessions on the log scale"))
  }
}

/// The hull of two intervals of a positive quantity, with a standard error to match.
private struct Hull {
  /// The logarithm of the value.
  let value: Double
  let order: Interval?
  let replications: Interval?
  let count: Int

  /// Without an interval where either is missing.
  ///
  /// The standard error is the one whose t-interval reaches as far as the hull's farther side.
  func estimate(method: String) -> Estimate {
    guard count > 1, let order, let replications, min(order.lower, replications.lower) > 0 else {
      return Estimate(
        value: Double.exp(value),
        method: count > 1 ? "queries of \(count) sessions pooled, too few for an interval" : method)
    }
    let lower = min(Double.log(min(order.lower, replications.lower)), value)
    let upper = max(Double.log(max(order.upper, replications.upper)), value)
    let freedom = Double(count - 1)
    let farther = max(value - lower, upper - value)
    return LogRatio.exponentiate(
      Estimate(
        value: value, interval: Interval(lower: lower, upper: upper, level: order.level),
        standardError: farther / TInterval.multiplier(freedom, level: order.level),
        degreesOfFreedom: freedom, method: ""),
      method: method)
  }
}

extension SessionTable {
  /// The share of the time that the server is busy; 0 where queries do not arrive by themselves.
  func load(of architecture: Architecture) -> Double {
    guard case .server(let rate) = completed.first?.specification.scenario else { return 0 }
    func mean(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
    let served = samples(of: architecture)
    return QueueDependence.load(
      rate: rate, service: mean(served.flatMap(\.singleStream)),
      sojourn: mean(served.flatMap(\.scenario)))
  }

  /// How much of the latencies is the harness's own doing, where queries arrive by themselves.
  var harnessShare: [String] {
    let parts = Architecture.allCases.compactMap { architecture -> String? in
      let lateness = samples(of: architecture).flatMap(\.lateness).sorted()
      return Quantiles.type7(lateness, 0.99).map {
        "\(architecture.rawValue) \(Format.value($0, .seconds))"
      }
    }
    guard !parts.isEmpty else { return [] }
    return [
      "Latency counts from the scheduled arrival, of which the harness itself accounts for up to (p99 of"
        + " its lateness): \(parts.joined(separator: ", "))."
    ]
  }

  /// The architectures of whose queries more than a share were handed over late, a sentence each.
  func tooLate(beyond share: Double) -> [String] {
    Architecture.allCases.compactMap { architecture in
      let served = samples(of: architecture)
      let late = served.reduce(0) { $0 + $1.lateQueries }
      let count = served.reduce(0) { $0 + $1.lateness.count }
      // 1 − 0.9 is not the nearest number to a tenth.
      guard Double(late) > share * Double(count) + 1e-9 else { return nil }
      return
        "\(Format.count(late)) of \(Format.count(count)) queries of \(architecture.rawValue) were handed"
        + " over late by the harness, which its figure contains: no comparison rests on this percentile."
    }
  }
}
