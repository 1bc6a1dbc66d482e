import Figures
import Records
import Statistics

/// The part of the evidence that varies with the machine and the hour.
struct TimedEvidence {
  let sessions: SessionTable
  let ledger: TrialLedger
  let largest: SizeTable
  let margin: Double
  let percentile: Double

  init(
    sessions: [SessionRecord], ledger: TrialLedger, largest: SizeTable, margin: Double,
    percentile: Double
  ) {
    self.sessions = SessionTable(sessions)
    self.ledger = ledger
    self.largest = largest
    self.margin = margin
    self.percentile = percentile
  }

  func timed() -> Evidence.Timed {
    let latency = LatencyEvidence(sessions: sessions, margin: margin, percentile: percentile)
    var figures =
      latency.figures() + [realTimeFactor, throughput].compactMap(\.self) + memory + training
      + [QualityCourse(table: largest, ledger: ledger, margin: margin).seconds()].compactMap(\.self)
    ComparisonFamilies.adjust(&figures, as: .times) { _ in true }
    return Evidence.Timed(
      figures: figures, distributions: LatencyDistributions(sessions: sessions).distributions(),
      references: sessions.references.sorted { $0.key < $1.key }.map(\.value),
      harnessOverhead: harnessOverhead,
      validity: ValiditySummary(sessions).findings() + latency.findings(), machines: machines,
      methods: MethodComparisonEvidence(table: largest, ledger: ledger).times(),
      stages: StageTimeEvidence(sessions: sessions, ledger: ledger).stages())
  }

  private var throughput: ComparedFigure? {
    figure(FigureCatalogue.throughput, sessions.values(.perSecond, \.offlinePerSecond))
  }

  /// The mean service time by the mean length of the recordings; nil where items have no length in time.
  private var realTimeFactor: ComparedFigure? {
    let lengths = largest.architectures.flatMap { architecture in
      ledger.completed(architecture, size: largest.size).compactMap { $0.answers?.mediaSeconds }
    }
    guard !lengths.isEmpty else { return nil }
    let length = lengths.reduce(0, +) / Double(lengths.count)
    return figure(
      FigureCatalogue.realTimeFactor,
      sessions.values(.seconds) { samples in
        let times = samples.singleStream
        return times.isEmpty ? nil : times.reduce(0, +) / Double(times.count) / length
      })
  }

  private var memory: [ComparedFigure] {
    let figures: [(FigureKind, (ServingMemory) -> Int)] = [
      (FigureCatalogue.memoryBeforeLoad, \.beforeLoading),
      (FigureCatalogue.memoryAfterLoad, \.afterLoading),
      (FigureCatalogue.memoryPeakServing, \.peakServing),
      (FigureCatalogue.memoryModel, { $0.afterLoading - $0.beforeLoading }),
    ]
    return figures.compactMap { kind, bytes in
      figure(kind, sessions.values(.bytes) { Double(bytes($0.memory)) })
    }
  }

  private var training: [ComparedFigure] {
    let figures: [(FigureKind, (TrialCosts) -> Double)] = [
      (FigureCatalogue.trainingPeak, { Double($0.trainingPeakBytes) }),
      (FigureCatalogue.trainingTime, \.trainingSeconds),
    ]
    return figures.compactMap { kind, cost in
      var values: [Architecture: [Replicate]] = [:]
      for architecture in largest.architectures {
        values[architecture] = ledger.byRepetition(
          architecture, size: largest.size, repetitions: largest.repetitions(architecture)
        ) { $0.costs.map(cost) }
      }
      return ReplicatedFigure(
        kind: kind, unit: "repetition", margin: margin, carriesVerdict: largest.carriesVerdict,
        values: values
      ).figure()
    }
  }

  private func figure(
    _ kind: FigureKind, _ values: [Architecture: [Replicate]]
  ) -> ComparedFigure? {
    ReplicatedFigure(
      kind: kind, unit: "session", margin: margin, carriesVerdict: true, values: values
    ).figure()
  }

  /// The median of the null candidate's queries, over all sessions.
  private var harnessOverhead: Double? {
    let nanoseconds = sessions.completed.flatMap(\.candidates)
      .filter { $0.architecture == nil }.flatMap(\.singleStream)
    return Quantiles.type7(nanoseconds.map(Double.init).sorted(), 0.5).map { $0 * 1e-9 }
  }

  /// The machines, each once: sessions on one differ only in when they started.
  private var machines: [Provenance] {
    var machines: [Provenance] = []
    for session in sessions.completed {
      let isKnown = machines.contains { machine in
        var other = session.provenance
        other.started = machine.started
        return other == machine
      }
      if !isKnown { machines.append(session.provenance) }
    }
    return machines
  }
}
