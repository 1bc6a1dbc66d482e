import Figures
import Records
import Statistics

/// Latency in the profile's scenario, service time and time to explain.
///
/// Sessions are independent replications: each gives one quantile, and the interval is over
/// sessions; tails under load are `QueuedTail`'s. Of one session only, single-stream queries are
/// taken for independent, which supports the interval between order statistics, within that
/// session; queued latencies are not independent and have none.
struct LatencyEvidence {
  let sessions: SessionTable
  let margin: Double
  /// The profile's percentile, in 0…1.
  let percentile: Double

  /// The percentiles that are always given.
  static let percentiles = [0.5, 0.9, 0.99]
  /// From here on a percentile counts as a tail.
  static let tail = 0.9

  private var scenario: Scenario? { sessions.completed.first?.specification.scenario }

  private var isQueued: Bool {
    switch scenario {
    case .singleStream, nil: false
    case .server, .offline: true
    }
  }

  func figures() -> [ComparedFigure] {
    guard let scenario else { return [] }
    let names = Self.percentiles.map(FigureCatalogue.percentileName)
    let isExtra = !names.contains(FigureCatalogue.percentileName(percentile))
    let latencies = (Self.percentiles + (isExtra ? [percentile] : [])).sorted().compactMap {
      share in
      latency(FigureCatalogue.latency(share, scenario), share)
    }
    var service = figure(
      FigureCatalogue.serviceTime, 0.5, isIndependent: true, sample: \.singleStream)
    if let replicates = service?.replicates { service?.replicates = serviceMultiples(replicates) }
    let explanation = figure(
      FigureCatalogue.explanationTime, 0.5, isIndependent: true, sample: \.explanation)
    return latencies + [service, explanation].compactMap(\.self)
  }

  /// The replicates with the multiples that turns with the reference loop gave, where there are any.
  private func serviceMultiples(
    _ replicates: [Architecture: [Replicate]]
  ) -> [Architecture: [Replicate]] {
    let references = sessions.references
    return replicates.reduce(into: [:]) { result, entry in
      let samples = sessions.samples(of: entry.key)
      result[entry.key] = entry.value.map { replicate in
        var replicate = replicate
        let served = samples.filter { $0.session == replicate.unit }.flatMap(\.besideReference)
        replicate.multiple = references[replicate.unit].flatMap { floor in
          ServiceMultiple(served, floor: floor)?.value
        }
        return replicate
      }
    }
  }

  private func latency(_ kind: FigureKind, _ share: Double) -> ComparedFigure? {
    let isTail = share >= Self.tail
    let lateness = isQueued ? sessions.tooLate(beyond: 1 - share) : []
    let found =
      isTail && isQueued
      ? QueuedTail(
        kind: kind, share: share, margin: margin, carriesVerdict: lateness.isEmpty,
        sessions: sessions
      ).figure()
      : figure(
        kind, share, isIndependent: !isQueued, carriesVerdict: lateness.isEmpty,
        sample: \.scenario)
    guard var figure = found else { return nil }
    if isTail, !isQueued { figure.remarks += stopped(share) }
    if share == percentile { figure.remarks += sessions.harnessShare }
    figure.remarks += lateness
    for architecture in Architecture.allCases {
      let failed = sessions.samples(of: architecture).reduce(0) { $0 + $1.failedQueries }
      guard failed > 0 else { continue }
      figure.remarks.append(
        "\(Format.count(failed)) queries of \(architecture.rawValue) failed; latency is over what"
          + " was answered.")
    }
    return figure
  }

  private func figure(
    _ kind: FigureKind, _ share: Double, isIndependent: Bool, carriesVerdict: Bool = true,
    sample: KeyPath<ServedSamples, [Double]>
  ) -> ComparedFigure? {
    let values = sessions.values(.seconds) { Quantiles.type7($0[keyPath: sample], share) }
    var figure = ReplicatedFigure(
      kind: kind, unit: "session", margin: margin, carriesVerdict: carriesVerdict, values: values
    ).figure { architecture in
      guard isIndependent else { return nil }
      let pooled = sessions.samples(of: architecture).flatMap { $0[keyPath: sample] }.sorted()
      return Quantiles.estimate(pooled, share).map {
        Estimate(
          value: $0.value, interval: $0.interval,
          method: "within one session only; order statistics, binomial")
      }
    }
    if values.values.contains(where: { $0.count == 1 }) {
      figure?.remarks.append(
        isIndependent
          ? "One session only: the interval is within that session and says nothing of others."
          : QueuedTail.oneSession)
    }
    return figure
  }

  /// LoadGen's upper bounds of a tail, over the queries of all sessions together.
  private func stopped(_ share: Double) -> [String] {
    Architecture.allCases.compactMap { architecture in
      guard let bound = EarlyStopping.bound(pooled(architecture), quantile: share) else {
        return nil
      }
      return
        "\(architecture.rawValue): at most \(Format.value(bound.value, .seconds)) at confidence"
        + " \(Format.significant(bound.confidence, digits: 2)), \(Format.count(bound.overlooked)) of"
        + " \(Format.count(bound.count)) queries overlooked (LoadGen's early stopping)."
    }
  }

  /// The tails that too few queries were sent for.
  ///
  /// Queued latencies are not independent: they count as few as `QueueDependence` says.
  func findings() -> [ValidityFinding] {
    guard scenario != nil else { return [] }
    var lacking: [String] = []
    for share in Set(Self.percentiles + [percentile]).sorted() where share >= Self.tail && share < 1
    {
      let least = EarlyStopping.leastQueries(quantile: share)
      for architecture in Architecture.allCases {
        let count = pooled(architecture).count
        let worth = QueueDependence.effectiveCount(count, load: sessions.load(of: architecture))
        guard count > 0, worth < least else { continue }
        let busy = worth < count && count >= least
        lacking.append(
          "\(FigureCatalogue.percentileName(share)) of \(architecture.rawValue) takes"
            + " \(Format.count(least)) and has \(Format.count(count))"
            + (busy ? ", which wait for each other and tell as much as \(Format.count(worth))" : "")
        )
      }
    }
    guard !lacking.isEmpty else { return [] }
    return [
      ValidityFinding(
        kind: .tooFewQueries,
        detail: "Too few queries over all sessions for a bound at confidence 0.99: "
          + lacking.joined(separator: "; "),
        remedy: isQueued
          ? "Run with a greater effort, ask for a lower percentile, or lower the rate of arrivals."
          : "Run with a greater effort, or ask for a lower percentile.")
    ]
  }

  private func pooled(_ architecture: Architecture) -> [Double] {
    sessions.samples(of: architecture).flatMap(\.scenario).sorted()
  }
}
