import Classics
import CreditRisk
import Explaining
import Records
import Testing
import WorkloadKit

@Suite("Reasons for a refusal")
struct ExplanationTests {
  private func refused(
    _ architecture: Architecture
  ) throws -> (any Candidate<Application, CreditAnswer>, [Application]) {
    let workload = try Samples.workload()
    let division = try workload.division(Samples.trial(architecture, size: 400, testItems: 120))
    let candidate = try workload.train(
      architecture, on: division.training, configurations: 1, seed: 1
    ).candidate
    let refused = try division.test.map(\.input).filter { try candidate.answer($0).refused }
    #expect(refused.count >= 10)
    return (candidate, refused)
  }

  @Test("Reasons name real units and stand by falling weight", arguments: Architecture.allCases)
  func order(architecture: Architecture) throws {
    let (candidate, refused) = try refused(architecture)
    let units = EmbeddedCorpus.form.units
    #expect(units.count == 16)
    for application in refused.prefix(15) {
      let explanation = try candidate.explain(application)
      #expect(!explanation.reasons.isEmpty)
      let weights = explanation.reasons.map(\.weight)
      #expect(weights == weights.sorted(by: >))
      #expect(weights.allSatisfy { $0 > 0 })
      for reason in explanation.reasons {
        #expect(!reason.units.isEmpty && reason.units.allSatisfy(units.indices.contains))
        #expect(Set(reason.units).count == reason.units.count)
      }
    }
  }

  @Test("A reason code is the points its characteristic lost against the average")
  func points() throws {
    let (candidate, refused) = try refused(.hybrid)
    let hybrid = try #require(candidate as? Hybrid)
    let card = try #require(hybrid.fitted.scorecard).card
    let features = hybrid.fitted.features.features
    for application in refused.prefix(10) {
      let clean = try hybrid.cleaning.run(application)
      let values = try hybrid.rules.run(hybrid.features.run(clean)).values
      var lost: [Double] = []
      for line in card.lines {
        let attribute = line.characteristic.attributeIndex(of: values[line.position])
        lost.append(line.averagePoints - line.points[attribute])
      }
      let expected = lost.filter { $0 > 0 }.sorted(by: >)
      let explanation = try hybrid.explain(application)
      #expect(explanation.reasons.map(\.weight) == expected)
      for reason in explanation.reasons {
        let feature = features.first { reason.text.hasPrefix("\($0.name): ") }
        let rule = hybrid.fitted.rules.rules.first { reason.text == "\($0.code): \($0.text)" }
        #expect((feature == nil) != (rule == nil), "\(reason.text)")
        if let feature { #expect(reason.units == feature.units) }
      }
    }
  }

  @Test("The network's contributions are those of one application, whoever is asked before")
  func stable() throws {
    let (candidate, refused) = try refused(.endToEnd)
    let first = try candidate.explain(refused[0])
    _ = try candidate.explain(refused[1])
    #expect(try candidate.explain(refused[0]) == first)
    #expect(candidate.explanationMethod == "KernelSHAP, 512 coalitions")
  }

  @Test(
    "A randomised candidate answers otherwise but keeps its form", arguments: Architecture.allCases)
  func randomised(architecture: Architecture) throws {
    let (candidate, refused) = try refused(architecture)
    let control = candidate.randomised(seed: 3)
    #expect(control.stageParameters == candidate.stageParameters)
    let differing = try refused.count { application in
      try control.answer(application).probability != candidate.answer(application).probability
    }
    #expect(differing == refused.count)
    #expect(try control.answer(refused[0]) == candidate.randomised(seed: 3).answer(refused[0]))
    #expect(try control.explain(refused[0]) != candidate.explain(refused[0]))
  }

  @Test("Composing takes every unit outside those kept from the reference, and nothing else")
  func compose() throws {
    let workload = try Samples.workload()
    let input = Samples.application
    let reference = Samples.applicants(1)[0].truth?.application ?? input
    for unit in workload.units.indices {
      let kept = workload.units.indices.map { $0 == unit }
      let composed = workload.compose(input, reference: reference, kept: kept)
      for index in workload.units.indices {
        let source = index == unit ? input : reference
        switch index {
        case 0..<8: #expect(composed.numbers[index] == source.numbers[index])
        case 8..<12: #expect(composed.categories[index - 8] == source.categories[index - 8])
        default: #expect(composed.series[index - 12] == source.series[index - 12])
        }
      }
    }
  }
}
