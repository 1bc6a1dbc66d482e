import Figures
import Records

/// The hybrid in one process and as services, beside the network.
enum ServicesBlocks {
  static let title = "One process or a service each"

  /// The three deployments, the services hop by hop, and what a dead one does; empty where not measured.
  static func blocks(_ evidence: Evidence) -> [Document.Block] {
    guard let services = evidence.timed.services else { return [] }
    return [
      .table(figures(services)), .table(hops(services)),
      .bullets((asked(services) + outages(services)).map { Line($0) }), .note(Line(note)),
    ]
  }

  private static func figures(_ services: ServicesEvidence) -> Table {
    func cell(_ estimate: Estimate?, _ unit: Unit) -> Line {
      estimate.map { Words.estimate($0, unit) } ?? Line("–", .quiet)
    }
    func ratio(_ contrast: Contrast?) -> Line {
      contrast.map { Line($0.text(.dimensionless)) } ?? Line("–", .quiet)
    }
    return Table(
      [
        .init("figure"), .init("end-to-end", .right), .init("hybrid, one process", .right),
        .init("hybrid, \(services.processes) processes", .right),
        .init("end-to-end to services", .right), .init("one process to services", .right),
      ],
      rows: services.figures.map { figure in
        [
          Line(figure.kind.title), cell(figure.network, figure.kind.unit),
          cell(figure.oneProcess, figure.kind.unit), cell(figure.services, figure.kind.unit),
          ratio(figure.networkToServices), ratio(figure.oneProcessToServices),
        ]
      })
  }

  private static func hops(_ services: ServicesEvidence) -> Table {
    Table(
      [
        .init("stage"), .init("in one process", .right), .init("as a service", .right),
        .init("memory of its process", .right),
      ],
      rows: services.hops.map { hop in
        [
          Line(hop.stage),
          hop.within.map { Words.estimate($0, .seconds) } ?? Line("–", .quiet),
          hop.apart.map { Words.estimate($0, .seconds) } ?? Line("–", .quiet),
          hop.resident.map { Line(Format.value($0, .bytes)) } ?? Line("–", .quiet),
        ]
      })
  }

  private static func asked(_ services: ServicesEvidence) -> [String] {
    guard services.asked.contains(where: { $0.queries > 0 }) else { return [] }
    let parts = services.asked.map {
      "\($0.deployment): \(Format.count($0.failed)) of \(Format.count($0.queries))"
    }
    return ["Queries that failed while everything was up: " + parts.joined(separator: "; ") + "."]
  }

  private static func outages(_ services: ServicesEvidence) -> [String] {
    services.outages.map { outage in
      let after =
        outage.failedAfter == 0
        ? "all later queries were answered"
        : "\(Format.count(outage.failedAfter)) queries failed after"
      let again =
        outage.secondsToAnswer.map { "it answered after \(Format.value($0, .seconds))" }
        ?? "it did not answer the first query"
      return "While '\(outage.stage)' was dead, \(Format.count(outage.failed)) of"
        + " \(Format.count(outage.queries)) queries failed; started again, \(again), and \(after)."
    }
  }

  private static let note =
    "The same trained models, served in alternation. Memory is the sum over processes: heap and stacks,"
    + " which no two processes share, and beside it all resident pages, in which the program's own code"
    + " counts once for each process. A service's time holds writing, the way over a local socket, and"
    + " reading. Queries go through the services one after the other, many at once for the throughput."
}
