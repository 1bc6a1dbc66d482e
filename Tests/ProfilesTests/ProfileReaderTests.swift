import Foundation
import Profiles
import Records
import StrictYAML
import Testing

@Suite("A profile is read")
struct ProfileReaderTests {
  let reader = ProfileReader(workloads: [creditRisk, speech])

  @Test("the example of the reference gives every value in base units")
  func example() throws {
    let path = packageRoot.appending(path: "Profiles/credit-risk.yaml").path
    let (profile, warnings) = try reader.read(path: path)
    #expect(warnings.isEmpty)
    #expect(
      profile
        == Profile(
          name: "consumer-credit",
          summary: "Approve or refuse consumer loans at a regional bank",
          workload: WorkloadReference(name: "credit-risk"),
          data: .init(
            pairedExamples: 120_000, stageAnnotations: 900_000, distribution: .central,
            pairedCost: 4, stageCost: 0.4),
          latency: .init(budget: 0.08, percentile: 0.99, scenario: .server(rate: 50)),
          regulation: .init(
            regimes: ["eu-ai-act/annex-iii-5b", "gdpr/22", "ecoa/reg-b"], businessCritical: true),
          memory: 536_870_912, quality: .init(target: 0.78, indifference: 0.005),
          priorities: .init(data: 2, latency: 1, regulation: 3)))
  }
}
