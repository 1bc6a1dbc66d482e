import Figures
import Records
import Testing

import Evidencing

@Suite("Ways to explain, side by side") struct MethodComparisonTests {
  /// Ten decisions of each repetition, tested by two ways; values as given by way, test and namer.
  private func sample(
    _ value: @escaping (ExplanationMethod, ExplanationTest, ExplanationTests.Namer) -> Double?
  ) -> RunSample {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      let repetition = record.specification.repetition
      record.answers?.methods = [ExplanationMethod.own, .occlusion].map { method in
        let items = (0..<10).map { decision in
          var results: [ExplanationTest: [ExplanationTests.Namer: Double]] = [:]
          for test in ExplanationTest.allCases {
            for namer in ExplanationTests.Namer.allCases {
              guard let base = value(method, test, namer) else { continue }
              let noise = 0.01 * Double((7 * decision + repetition) % 5)
              results[test, default: [:]][namer] = base + noise
            }
          }
          return MethodTests.Item(
            id: "i\(repetition * 100 + decision)", size: 3 + decision % 2, results: results)
        }
        return MethodTests(method: method, name: "\(method.rawValue)!", items: items)
      }
      record.costs?.methods = [
        MethodTime(method: .own, seconds: 0.001 * Double(repetition), explanations: 10)
      ]
    }
    return sample
  }

  @Test("Each test of each way has its mean, controls and whether it is told apart")
  func outcomes() throws {
    let evidence = try sample { method, test, namer in
      switch (test, namer) {
      case (.stability, .explanation): 0.9
      case (.stability, _): nil
      case (.fidelity, _) where method == .own: nil
      case (.deletion, .explanation): 0.2
      case (.deletion, _): 0.5
      case (.insertion, .explanation): 0.2
      case (_, .explanation): 0.7
      case (_, .random): method == .own ? 0.3 : 0.7
      default: 0.3
      }
    }.evidence()
    let found = try #require(evidence.timeFree.methods)
    #expect(
      found.map { "\($0.architecture.rawValue) \($0.method.rawValue)" } == [
        "end-to-end own", "end-to-end occlusion", "hybrid own", "hybrid occlusion",
      ])
    #expect(found.allSatisfy { $0.decisions == 30 && $0.size == 3.5 })
    #expect(found[0].name == "own!")
    let own = found[0].outcomes
    // The noise is 0, 0.01, … 0.04 by turns: 0.02 on average.
    #expect(abs((own[.necessity]?.estimates[.explanation]?.value ?? 0) - 0.72) < 1e-12)
    #expect(own[.necessity]?.measurable == true)
    #expect(own[.both]?.estimates.count == 4)
    // Deletion is better where it is lower; insertion lies below its controls here.
    #expect(own[.deletion]?.measurable == true)
    #expect(own[.insertion]?.measurable == false)
    #expect(own[.fidelity] == nil)
    #expect(own[.stability]?.measurable == nil)
    #expect(own[.stability]?.estimates.count == 1)
    // Occlusion does no better than naming at random.
    #expect(found[1].outcomes[.necessity]?.measurable == false)
    #expect(found[1].outcomes[.fidelity]?.measurable == false)
  }

  @Test("Times are the geometric mean over repetitions, of the ways that were timed")
  func times() throws {
    let evidence = try sample { _, _, _ in 0.5 }.evidence()
    let times = try #require(evidence.timed.methods)
    #expect(times.map(\.architecture) == [.endToEnd, .hybrid])
    #expect(times.allSatisfy { $0.method == .own })
    // ∛(1 · 2 · 3) ms.
    #expect(abs(times[0].seconds.value - 0.001 * 1.8171205928321397) < 1e-12)
  }

  @Test("A run that compared none says nothing of it")
  func none() throws {
    let evidence = try RunSample(answers: DrawnAnswers().records).evidence()
    #expect(evidence.timeFree.methods == nil)
    #expect(evidence.timed.methods == nil)
  }
}
