import CustomerService
import Explaining
import NumericCore
import Records
import Testing
import WorkloadKit

@Suite("Scores of mixtures of requests")
struct CoalitionTests {
  @Test("The fast way gives the scores of the composed requests", arguments: Architecture.allCases)
  func fastWay(architecture: Architecture) throws {
    let workload = try Samples.workload()
    let candidate = try workload.train(
      architecture, on: Samples.items(120), configurations: 1, seed: 1
    ).candidate
    let requests = Samples.items(30, isTest: true).map(\.input)
    let long = ServiceRequest(
      text: requests.prefix(4).map(\.text).joined(separator: " and €250, "))
    var generator = SeededGenerator(seed: 4)
    for input in [long] + requests.prefix(3) {
      let references = Array(requests[10..<14])
      let fast = try #require(try candidate.coalitionScores(input, against: references))
      let coalitions = (0..<6).map { _ in
        Coalition(
          units: 16, members: (0..<16).filter { _ in generator.bernoulli(0.5) })
      }
      let slow = try coalitions.map { coalition in
        let kept = (0..<16).map { coalition[$0] }
        return try references.map { reference in
          workload.adverseScore(
            try candidate.answer(workload.compose(input, reference: reference, kept: kept)))
        }.reduce(0, +) / Double(references.count)
      }
      // The references' scores are added up in the same order.
      #expect(fast(coalitions) == slow)
    }
  }

  @Test("An empty request or reference is refused", arguments: Architecture.allCases)
  func empty(architecture: Architecture) throws {
    let candidate = try Samples.workload().train(
      architecture, on: Samples.items(60), configurations: 1, seed: 1
    ).candidate
    let (sound, empty) = (ServiceRequest(text: "block my card"), ServiceRequest(text: ""))
    #expect(throws: WorkloadError.self) { try candidate.coalitionScores(empty, against: [sound]) }
    #expect(throws: WorkloadError.self) { try candidate.coalitionScores(sound, against: [empty]) }
  }
}
