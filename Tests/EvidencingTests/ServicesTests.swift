import Evidencing
import Figures
import Records
import Testing

@Suite("Stages in processes of their own, as evidence")
struct ServicesTests {
  /// A session in which the network takes 10 MB, the hybrid 20 and its three processes 60, each times `factor`.
  static func session(_ number: Int, factor: Double) -> SessionRecord {
    func memory(_ megabytes: Double) -> Int { Int(megabytes * factor * 1e6) }
    func served(
      _ deployment: ServicesRecord.Deployment, _ processes: [(String, Double)], microseconds: Int
    ) -> ServicesRecord.Served {
      .init(
        deployment: deployment,
        processes: processes.map {
          .init(name: $0.0, resident: memory($0.1 + 5), anonymous: memory($0.1))
        },
        startSeconds: 0.1 * factor,
        singleStream: (1...100).map { _ in Int(Double(microseconds * 1000) * factor) },
        stages: deployment == .network
          ? nil : StageTimes(nanoseconds: [[1000, 3000, 2000], [4000]], clockOverhead: 0),
        perSecond: 1000 / factor, queries: 100, failedQueries: deployment == .services ? 2 : 0)
    }
    let record = ServicesRecord(
      served: [
        served(.network, [("end-to-end", 10)], microseconds: 50),
        served(.oneProcess, [("hybrid", 20)], microseconds: 100),
        served(.services, [("front", 20), ("one", 20), ("two", 20)], microseconds: 400),
      ],
      outages: [
        .init(stage: "one", queries: 20, failed: 20, secondsToAnswer: 0.1, failedAfter: 0),
        .init(stage: "two", queries: 20, failed: 19, secondsToAnswer: 0.3, failedAfter: 1),
      ])
    return SessionRecord(
      specification: SessionSpecification(
        number: number, trials: [1, 2], scenario: .singleStream, queries: 0,
        singleStreamQueries: 100, blocks: 2, offlineItems: 10, explanations: 0, timeout: 10,
        services: ["one", "two"]),
      services: record, provenance: RunSample.provenance)
  }

  static func evidence() throws -> ServicesEvidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.sessions = [1.0, 1.1, 0.9].enumerated().map {
      Self.session($0.offset + 10, factor: $0.element)
    }
    return try #require(try sample.evidence().timed.services)
  }

  @Test("Memory is summed over processes and compared session by session")
  func memory() throws {
    let memory = try #require(try Self.evidence().figure(ServicesEvidence.memory))
    // The common factor of a session cancels in the ratios: 10 / 60 and 20 / 60 in every session.
    #expect(abs((memory.networkToServices?.estimate.value ?? 0) - 1.0 / 6) < 1e-6)
    #expect(abs((memory.oneProcessToServices?.estimate.value ?? 0) - 1.0 / 3) < 1e-6)
    #expect(memory.networkToServices?.verdict == .better)
    // The geometric mean of 60, 66 and 54 MB.
    #expect(abs((memory.services?.value ?? 0) / 59.798e6 - 1) < 1e-4)
    let resident = try Self.evidence().figure("services-resident")
    // 15 / 75: every process has 5 MB of pages that a file backs.
    #expect(abs((resident?.networkToServices?.estimate.value ?? 0) - 0.2) < 1e-6)
  }

  @Test("Hops hold the medians of their stages, outages are summed over sessions")
  func hops() throws {
    let evidence = try Self.evidence()
    #expect(evidence.processes == 3)
    #expect(evidence.hops.map(\.stage) == ["one", "two"])
    #expect(evidence.hops.map { (($0.apart?.value ?? 0) * 1e9).rounded() } == [2000, 4000])
    #expect(evidence.outages.map(\.failed) == [60, 57])
    #expect(evidence.outages.map(\.failedAfter) == [0, 3])
    #expect(abs((evidence.outages[1].secondsToAnswer ?? 0) - 0.3) < 1e-12)
  }

  @Test("Queries that failed while all was up are counted for each deployment")
  func failures() throws {
    let asked = try Self.evidence().asked
    #expect(asked.map(\.queries) == [300, 300, 300])
    #expect(asked.map(\.failed) == [0, 0, 6])
  }

  @Test("Sessions of services are no sessions of the figures beside them")
  func apart() throws {
    var sample = RunSample(answers: DrawnAnswers().records)
    let without = try sample.evidence()
    sample.sessions = [Self.session(10, factor: 1)]
    var with = try sample.evidence()
    #expect(with.timed.services != nil)
    with.timed.services = nil
    #expect(with == without)
  }
}
