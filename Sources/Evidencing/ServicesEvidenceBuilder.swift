import Figures
import Records
import Statistics

/// What the sessions show in which the hybrid's stages were processes of their own.
///
/// Every quantity gives one value a session and deployment; estimates and ratios are those of
/// ``ReplicatedFigure``, paired session by session.
struct ServicesEvidenceBuilder {
  private let records: [ServicesRecord]
  private let sessions: [(number: Int, record: ServicesRecord)]
  private let margin: Double

  init(sessions: [SessionRecord], margin: Double) {
    self.sessions = sessions.compactMap { session in
      session.services.map { (session.specification.number, $0) }
    }.sorted { $0.number < $1.number }
    records = self.sessions.map(\.record)
    self.margin = margin
  }

  /// Nil where no session completed.
  func evidence() -> ServicesEvidence? {
    guard let first = records.first else { return nil }
    let processes = first.served.first { $0.deployment == .services }?.processes.count ?? 0
    return ServicesEvidence(
      processes: processes, asked: asked, figures: figures, hops: hops(of: first),
      outages: outages(of: first))
  }

  private var figures: [ServicesEvidence.Compared] {
    [
      compared(FigureCatalogue.servicesMemory) { Double($0.anonymous) },
      compared(FigureCatalogue.servicesResident) { Double($0.resident) },
      compared(FigureCatalogue.serviceTime) { Self.quantile($0, 0.5) },
      compared(FigureCatalogue.latency(0.99, .singleStream)) { Self.quantile($0, 0.99) },
      compared(FigureCatalogue.throughput, \.perSecond),
      compared(FigureCatalogue.startUp, \.startSeconds),
    ].compactMap(\.self)
  }

  private static func quantile(_ served: ServicesRecord.Served, _ share: Double) -> Double? {
    Quantiles.type7(served.singleStream.sorted().map(Double.init), share).map { $0 * 1e-9 }
  }

  private func compared(
    _ kind: FigureKind, _ value: (ServicesRecord.Served) -> Double?
  ) -> ServicesEvidence.Compared? {
    func replicates(_ deployment: ServicesRecord.Deployment) -> [Replicate] {
      sessions.compactMap { session in
        session.record.served.first { $0.deployment == deployment }.flatMap(value)
          .map { Replicate(unit: session.number, value: $0) }
      }
    }
    // A contrast is of two architectures: the first stands in for end-to-end, services for the hybrid.
    func toServices(_ deployment: ServicesRecord.Deployment) -> ComparedFigure? {
      ReplicatedFigure(
        kind: kind, unit: "session", margin: margin, carriesVerdict: true,
        values: [.endToEnd: replicates(deployment), .hybrid: replicates(.services)]
      ).figure()
    }
    guard let network = toServices(.network), let one = toServices(.oneProcess) else { return nil }
    return ServicesEvidence.Compared(
      kind: kind, network: network.estimates[.endToEnd], oneProcess: one.estimates[.endToEnd],
      services: one.estimates[.hybrid], networkToServices: network.contrast,
      oneProcessToServices: one.contrast)
  }

  private var asked: [ServicesEvidence.Asked] {
    ServicesRecord.Deployment.allCases.map { deployment in
      let served = records.flatMap(\.served).filter { $0.deployment == deployment }
      return .init(
        deployment: deployment.rawValue, queries: served.reduce(0) { $0 + $1.queries },
        failed: served.reduce(0) { $0 + $1.failedQueries })
    }
  }

  private func hops(of first: ServicesRecord) -> [ServicesEvidence.Hop] {
    first.outages.enumerated().map { index, outage in
      let resident = records.compactMap { record in
        record.served.first { $0.deployment == .services }?.processes
          .first { $0.name == outage.stage }.map { Double($0.resident) }
      }
      return ServicesEvidence.Hop(
        stage: outage.stage, within: time(of: index, .oneProcess),
        apart: time(of: index, .services),
        resident: resident.isEmpty ? nil : resident.reduce(0, +) / Double(resident.count))
    }
  }

  /// A stage's median time over the sessions, in seconds, a reading of the clock taken off.
  private func time(of stage: Int, _ deployment: ServicesRecord.Deployment) -> Estimate? {
    let medians = sessions.compactMap { session -> Replicate? in
      guard
        let times = session.record.served.first(where: { $0.deployment == deployment })?.stages,
        times.nanoseconds.indices.contains(stage)
      else { return nil }
      let sorted = times.nanoseconds[stage].sorted().map(Double.init)
      return Quantiles.type7(sorted, 0.5).map {
        Replicate(unit: session.number, value: max($0 - times.clockOverhead, 0.5) * 1e-9)
      }
    }
    return ReplicatedFigure(
      kind: FigureCatalogue.serviceTime, unit: "session", margin: margin, carriesVerdict: false,
      values: [.hybrid: medians]
    ).figure()?.estimates[.hybrid]
  }

  private func outages(of first: ServicesRecord) -> [ServicesEvidence.Outage] {
    first.outages.map { outage in
      let all = records.flatMap(\.outages).filter { $0.stage == outage.stage }
      let seconds = all.compactMap(\.secondsToAnswer)
      return ServicesEvidence.Outage(
        stage: outage.stage, queries: all.reduce(0) { $0 + $1.queries },
        failed: all.reduce(0) { $0 + $1.failed },
        secondsToAnswer: seconds.isEmpty
          ? nil : seconds.reduce(0, +) / Double(seconds.count),
        failedAfter: all.reduce(0) { $0 + $1.failedAfter })
    }
  }
}
