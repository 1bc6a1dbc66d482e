import Figures
import NumericCore
import Records
import Statistics

/// Latency, throughput and memory at the declared size, from the sessions that served it.
///
/// Every figure is made as its like at sample size is. Where arrivals ask for all of a candidate's
/// time, its queue grows without end and a latency would only say how long was measured: such an
/// architecture is saturated and has an offered load instead.
struct ProductionEvidence {
  /// From this load on the queue of so few queries may not have settled.
  static let busy = 0.8

  private let sessions: SessionTable
  private let margin: Double
  private let percentile: Double
  /// Those that could not keep up in some session.
  private let late: [Architecture]

  init(sessions: [SessionRecord], margin: Double, percentile: Double) {
    let late = Architecture.allCases.filter { architecture in
      sessions.contains { session in
        session.loads(of: architecture).contains { $0 >= 1 }
      }
    }
    self.late = late
    self.margin = margin
    self.percentile = percentile
    // A session in which it just kept up would stand for those in which it did not.
    self.sessions = SessionTable(sessions.map { $0.withoutLatency(of: late) })
  }

  func evidence() -> DeploymentEvidence {
    let latency = LatencyEvidence(sessions: sessions, margin: margin, percentile: percentile)
    let figures =
      [parameters].compactMap(\.self) + latency.figures()
      + [load, figure(FigureCatalogue.throughput, sessions.values(.perSecond, \.offlinePerSecond))]
      .compactMap(\.self) + memory
    return DeploymentEvidence(
      served: served, figures: figures.map { remarked(projected($0)).atProductionSize },
      saturated: saturated, overloaded: late.filter { !saturated.contains($0) },
      validity: ValiditySummary(sessions).findings() + latency.findings())
  }

  /// Those that cannot keep up on average.
  private var saturated: [Architecture] {
    late.filter { (load?.estimates[$0]?.value ?? 0) >= 1 }
  }

  /// What was built, as the first session tells it: only weights differ from session to session.
  private var served: [DeploymentEvidence.Served] {
    Architecture.allCases.compactMap { architecture in
      sessions.completed.lazy.flatMap(\.candidates).first { $0.architecture == architecture }
        .map { DeploymentEvidence.Served(architecture: architecture, model: $0.declared) }
    }
  }

  private var parameters: ComparedFigure? {
    var figure = ComparedFigure(kind: FigureCatalogue.parameters, estimates: [:])
    for served in served {
      figure.estimates[served.architecture] = served.model.map {
        Estimate(value: Double($0.parameters), method: "counted")
      }
    }
    return figure.estimates.isEmpty ? nil : figure
  }

  /// The share of its time that the profile's arrivals ask of each architecture.
  private var load: ComparedFigure? {
    guard case .server(let rate) = sessions.completed.first?.specification.scenario else {
      return nil
    }
    let values = sessions.values(.dimensionless) { samples in
      let times = samples.singleStream
      return times.isEmpty ? nil : rate * times.reduce(0, +) / Double(times.count)
    }
    return figure(FigureCatalogue.offeredLoad, values)
  }

  private var memory: [ComparedFigure] {
    let figures: [(FigureKind, (ServingMemory) -> Int)] = [
      (FigureCatalogue.memoryAfterLoad, \.afterLoading),
      (FigureCatalogue.memoryPeakServing, \.peakServing),
      (FigureCatalogue.memoryModel, { $0.afterLoading - $0.beforeLoading }),
    ]
    return figures.compactMap { kind, bytes in
      figure(kind, sessions.values(.bytes) { Double(bytes($0.memory)) })
    }
  }

  private func figure(
    _ kind: FigureKind, _ values: [Architecture: [Replicate]]
  ) -> ComparedFigure? {
    ReplicatedFigure(
      kind: kind, unit: "session", margin: margin, carriesVerdict: true, values: values
    ).figure()
  }

  /// The figure with what a reader must know of its load.
  private func remarked(_ figure: ComparedFigure) -> ComparedFigure {
    var figure = figure
    guard figure.kind.id.hasPrefix("latency-") else { return figure }
    figure.remarks += late.map { architecture in
      saturated.contains(architecture)
        ? "\(architecture.rawValue.capitalisedFirst) is saturated: arrivals ask for more than one core"
          + " can do, so its queue grows without end and no latency is given."
        : "\(architecture.rawValue.capitalisedFirst) could not keep up in some session: no latency is"
          + " given, since the others alone would look too fast."
    }
    for (architecture, estimate) in load?.estimates.sorted(by: { $0.key < $1.key }) ?? []
    where estimate.value >= Self.busy && !late.contains(architecture) {
      figure.remarks.append(
        "Arrivals ask for \(Format.percent(estimate.value)) of the time of \(architecture.rawValue):"
          + " its queue may not have settled in so few queries, and its tail may lie higher.")
    }
    return figure
  }

  /// The figure with the bounds of what hangs on data, where anything does.
  private func projected(_ figure: ComparedFigure) -> ComparedFigure {
    let isTime = figure.kind.unit == .seconds
    guard isTime || figure.kind.unit == .perSecond else { return figure }
    var figure = figure
    var factors: [Architecture: ClosedRange<Double>] = [:]
    for served in served {
      guard let projections = served.model?.projections, !projections.isEmpty else { continue }
      figure.standing = .projected
      let factor = projections.reduce(1.0...1.0) { product, next in
        product.lowerBound
          * next.factor
          .lowerBound...product.upperBound * next.factor.upperBound
      }
      factors[served.architecture] =
        isTime ? factor : 1 / factor.upperBound...1 / factor.lowerBound
      figure.remarks += projections.map { projection in
        "Projected for \(served.architecture.rawValue): \(projection.part) hangs on data, so a time may be"
          + " \(Format.setting(projection.factor.lowerBound, .dimensionless)) to"
          + " \(Format.setting(projection.factor.upperBound, .dimensionless)) times the measured one;"
          + " \(projection.reason)."
      }
      figure.estimates[served.architecture] = figure.estimates[served.architecture]
        .map { $0.bounded(by: factors[served.architecture] ?? 1...1) }
    }
    guard let contrast = figure.contrast, !factors.isEmpty else { return figure }
    let one = factors[.endToEnd] ?? 1...1
    let other = factors[.hybrid] ?? 1...1
    let judgement = Judgement(kind: figure.kind, carriesVerdict: true)
    figure.contrast = judgement.ratio(
      contrast.estimate.bounded(
        by: one.lowerBound / other.upperBound...one.upperBound / other.lowerBound),
      margin: contrast.margin
    ) { _ in "a measurement of trained models of that size" }
    return figure
  }
}

extension SessionRecord {
  /// The load of each candidate of an architecture under the profile's arrivals; empty of other scenarios.
  fileprivate func loads(of architecture: Architecture) -> [Double] {
    guard failure == nil, case .server(let rate) = specification.scenario else { return [] }
    return candidates.filter { $0.architecture == architecture }
      .compactMap { $0.load(rate: rate) }
  }

  fileprivate func withoutLatency(of architectures: [Architecture]) -> SessionRecord {
    var record = self
    for (index, candidate) in candidates.enumerated() {
      guard let architecture = candidate.architecture, architectures.contains(architecture) else {
        continue
      }
      record.candidates[index].scenario = []
      record.candidates[index].lateness = nil
    }
    return record
  }
}

extension Estimate {
  /// The estimate with its interval widened to what a factor of it may be.
  fileprivate func bounded(by factor: ClosedRange<Double>) -> Estimate {
    Estimate(
      value: value,
      interval: Interval(
        lower: (interval?.lower ?? value) * factor.lowerBound,
        upper: (interval?.upper ?? value) * factor.upperBound, level: interval?.level ?? 0.95),
      method: method + "; widened by the bounds of what hangs on data")
  }
}

extension ComparedFigure {
  /// The figure under the id and the title of production size.
  fileprivate var atProductionSize: ComparedFigure {
    var figure = self
    figure.kind = FigureCatalogue.production(kind)
    return figure
  }
}
