import Classics
import CreditRisk
import NumericCore
import Records
import Testing
import WorkloadKit

@Suite("What can be known of an applicant")
struct KnowledgeTests {
  private func trained(
    _ architecture: Architecture, knowledge: Double, size: Int
  ) throws -> (area: Double, ceiling: Double) {
    let workload = try Samples.workload(knowledge: knowledge)
    let division = try workload.division(
      Samples.trial(architecture, size: size, testItems: 3000))
    let candidate = try workload.train(
      architecture, on: division.training, configurations: 2, seed: 1
    ).candidate
    let ceiling = try #require(workload.ceilings(on: division.test)["auc"])
    return (try Samples.area(candidate, division.test), ceiling)
  }

  @Test("The Bayes-optimal AUC bounds both candidates", arguments: Architecture.allCases)
  func bound(architecture: Architecture) throws {
    let (area, ceiling) = try trained(architecture, knowledge: 0.75, size: 1000)
    // Room is left above both, and both have learnt most of what there is.
    #expect(area < ceiling)
    #expect(area > ceiling - 0.12, "\(area) of \(ceiling)")
  }

  @Test("The hybrid comes closer to the ceiling the better its features match the process")
  func knob() throws {
    let gaps = try [0, 0.5, 1].map { knowledge in
      let (area, ceiling) = try trained(.hybrid, knowledge: knowledge, size: 1000)
      return ceiling - area
    }
    #expect(gaps[0] > gaps[1])
    #expect(gaps[1] > gaps[2])
    // Where its features span the process, what is left is binning, sample size and empty fields.
    #expect(gaps[2] < 0.04, "\(gaps)")
    #expect(gaps[0] > 0.08, "\(gaps)")
  }

  @Test("With the truth in place of scorecard and calibration the pipeline reaches the ceiling")
  func oracle() throws {
    let workload = try Samples.workload()
    let division = try workload.division(Samples.trial(.hybrid, size: 300, testItems: 2000))
    let trained = try workload.train(.hybrid, on: division.training, configurations: 1, seed: 1)
    var hybrid = try #require(trained.candidate as? Hybrid)
    let truths = Dictionary(
      uniqueKeysWithValues: division.test.map { ($0.id, $0.truth) })
    // The features carry no id, so the truth enters where the application still has one.
    hybrid.features = Oracle { application in
      truths[application.id].flatMap { truth in truth.map { [.number($0.probability)] } }
    }
    hybrid.rules = Stub { features throws(WorkloadError) in RuledFeatures(values: features) }
    hybrid.scorecard = Stub { ruled throws(WorkloadError) in
      guard case .number(let probability) = ruled.values[0] else {
        throw WorkloadError("there is no truth", remedy: "ask the oracle")
      }
      return probability
    }
    hybrid.calibration = Stub { probability throws(WorkloadError) in probability }
    let ceiling = try #require(workload.ceilings(on: division.test)["auc"])
    #expect(try Samples.area(hybrid, division.test) == ceiling)
    #expect(try Samples.area(trained.candidate, division.test) < ceiling)
    #expect(
      throws: WorkloadError(
        "the corpus has no truth for this input",
        remedy: "ask an oracle about its own items only")
    ) { try hybrid.answer(Samples.application) }
  }

  @Test("With the complete application in place of cleaning the hybrid is at least as good")
  func cleaningOracle() throws {
    let workload = try Samples.workload(knowledge: 1)
    let division = try workload.division(Samples.trial(.hybrid, size: 1000, testItems: 3000))
    let trained = try workload.train(.hybrid, on: division.training, configurations: 1, seed: 1)
    var hybrid = try #require(trained.candidate as? Hybrid)
    let truths = Dictionary(uniqueKeysWithValues: division.test.map { ($0.id, $0.truth) })
    hybrid.cleaning = Oracle { application in truths[application.id]??.application }
    let area = try Samples.area(trained.candidate, division.test)
    #expect(try Samples.area(hybrid, division.test) > area)
  }
}
