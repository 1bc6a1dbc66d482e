import Figures
import Measuring
import NumericCore
import Records

/// How often a latency requirement passes whose limit is the true p99 of a queue.
///
/// The queue is M/M/1: Poisson arrivals by the product's own load scenario on a simulated clock, and
/// exponential times of service of mean 1/μ. A query spends an exponential time of rate μ − λ in it,
/// so p99 = ln 100/(μ − λ). Sessions begin with an empty queue, as real ones do.
struct LatencyProof {
  let laboratory: Laboratory
  /// Arrivals a second.
  private static let rate = 50.0

  func bars() async throws -> [Bar] {
    var bars: [Bar] = []
    for load in [0.1, 0.5, 0.8] {
      for (sessions, queries, full) in [(3, 153, 1000), (5, 8000, 500)] {
        bars.append(try await claims(load, sessions: sessions, queries: queries, full))
      }
    }
    return bars
  }

  private func claims(
    _ load: Double, sessions: Int, queries: Int, _ full: Int
  ) async throws -> Bar {
    let count = laboratory.count(full)
    let serviceRate = Self.rate / load
    let p99 = Double.log(100) / (serviceRate - Self.rate)
    let name = "M/M/1 at load \(load), \(sessions) × \(Format.count(queries)) queries"
    let intervals = try await laboratory.outcomes(name, count: count) { generator in
      let records = (1...sessions).map { number in
        Self.session(number, queries: queries, serviceRate: serviceRate, &generator)
      }
      let run = SimulatedRun(
        repetitions: 2,
        items: { _, _ in
          (0..<8).map { SimulatedRun.item($0, $0 < 4 ? 0.2 : 0.7, $0 % 3 == 0) }
        }, sessions: records)
      let figure = try run.evidence().timed.figures.first { $0.kind.id == "latency-p99" }
      return figure?.estimates[.hybrid]?.interval
    }
    func passes(_ limit: Double) -> Int {
      intervals.count { interval in
        guard let interval else { return false }
        return RequirementVerdict(
          interval: interval, limit: limit, direction: .lowerIsBetter) == .met
      }
    }
    let open = intervals.count { $0 == nil }
    let half = passes(2 * p99)
    return Bar(
      name: name + ": false passes", count: passes(p99), trials: count, limit: .atMost(0.02),
      note: "no interval in \(open); at twice the limit \(half) pass", isIdle: open == count)
  }

  private static func session(
    _ number: Int, queries: Int, serviceRate: Double, _ generator: inout SeededGenerator
  ) -> SessionRecord {
    let clock = SimulatedClock()
    let seed = generator.next()
    var service = SeededGenerator(seed: generator.next())
    let loaded = LoadScenarios(clock: clock).server(
      rate: rate, queries: queries, seed: seed
    ) { _ in
      clock.pass(service.exponential(rate: serviceRate))
      return true
    }
    let alone = LoadScenarios(clock: clock).singleStream(queries: min(queries, 1000)) { _ in
      clock.pass(service.exponential(rate: serviceRate))
      return true
    }
    func candidate(_ architecture: Architecture) -> ServedCandidate {
      ServedCandidate(
        trial: 1, architecture: architecture,
        memory: ServingMemory(beforeLoading: 1, afterLoading: 2, peakServing: 3),
        singleStream: alone.latencies, scenario: loaded.latencies, lateness: loaded.lateness)
    }
    return SessionRecord(
      specification: SessionSpecification(
        number: number, trials: [1, 2], scenario: .server(rate: rate), queries: queries,
        singleStreamQueries: alone.latencies.count, blocks: 1, offlineItems: 0, explanations: 0,
        timeout: 60),
      candidates: [candidate(.hybrid)], provenance: SimulatedRun.provenance)
  }
}

/// A clock that moves only when it is waited for or told to.
private final class SimulatedClock: TimeSource {
  private var moment = 0

  func now() -> Int { moment }

  func wait(until moment: Int) { self.moment = max(self.moment, moment) }

  /// Lets so many seconds pass.
  func pass(_ seconds: Double) { moment += Int(seconds * 1e9) }
}
