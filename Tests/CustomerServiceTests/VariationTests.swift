import CustomerService
import Explaining
import Records
import Testing
import WorkloadKit

@Suite("Customer service, varied")
struct VariationTests {
  private func train(
    _ variation: Variation?, _ architecture: Architecture = .hybrid, size: Int = 300,
    knowledge: Double = 0.75
  ) throws -> (success: Double, trained: Trained<ServiceRequest, ServiceAnswer>) {
    let workload = try Samples.workload(knowledge: knowledge)
    let division = try workload.division(
      Samples.trial(architecture, size: size, testItems: 400))
    let trained =
      if let variation {
        try workload.train(
          architecture, varied: variation, on: division.training, configurations: 1, seed: 1)
      } else {
        try workload.train(architecture, on: division.training, configurations: 1, seed: 1)
      }
    return (Samples.success(trained.candidate, division.test), trained)
  }

  @Test(
    "The truth in the place of a stage loses no task, and most stages' truth wins some",
    arguments: [
      ("normaliser", false), ("normaliser", true), ("intent classifier", false),
      ("slot tagger", false), ("policy", false),
    ])
  func oracles(stage: String, refitted: Bool) throws {
    let plain = try train(nil).success
    let (success, trained) = try train(.oracle(stage: stage, refitted: refitted))
    // Four hundred test items: two standard errors of a difference of paired shares are 0.03.
    #expect(success > plain - 0.03)
    if stage == "slot tagger" || stage == "intent classifier" { #expect(success > plain + 0.02) }
    let stranger = ServiceRequest(text: "Block my card, which nobody ever drew!")
    if stage != "policy" {
      #expect(throws: WorkloadError.self) { try trained.candidate.answer(stranger) }
    }
    let loaded = try Samples.workload().load(.hybrid, from: trained.candidate.file())
    let item = try Samples.workload().division(
      Samples.trial(.hybrid, size: 1, testItems: 5)
    ).test[4]
    #expect(try loaded.answer(item.input) == trained.candidate.answer(item.input))
  }

  @Test("More written knowledge makes the hybrid better where there are few examples")
  func knowledge() throws {
    let none = try train(nil, knowledge: 0).success
    let all = try train(nil, knowledge: 1).success
    #expect(all > none + 0.03)
  }

  @Test("Stages that are learned hold the parameters of a network, the others what they held")
  func learned() throws {
    let plain = try train(nil, size: 150).trained.candidate.stageParameters
    let mixed = try train(.learned(stages: ["intent classifier"]), size: 150).trained
    let counts = mixed.candidate.stageParameters
    #expect(counts.map(\.name) == plain.map(\.name))
    #expect(counts[0] == plain[0] && counts[2] != plain[2] && counts[3] == plain[3])
    #expect(!mixed.summary.undertrained)
    let request = ServiceRequest(text: "get a mortgage please")
    let loaded = try Samples.workload().load(.hybrid, from: mixed.candidate.file())
    #expect(try loaded.answer(request) == mixed.candidate.answer(request))
    let services = try ServiceChain(mixed.candidate.file())
    #expect(try services.answer(request) == mixed.candidate.answer(request))
    #expect(mixed.candidate.explanationMethod == "KernelSHAP, 256 coalitions")
    #expect(try !mixed.candidate.explain(request).reasons.isEmpty)
  }

  @Test("A learned slot tagger finds values, in one process and as a service")
  func learnedSlots() throws {
    let (success, trained) = try train(.learned(stages: ["slot tagger"]), size: 240)
    // The constant predictor is right about the eighth that no service is there for.
    #expect(success > 0.3)
    #expect(!trained.summary.undertrained)
    let services = try ServiceChain(trained.candidate.file())
    for item in Samples.items(20) {
      let answer = try trained.candidate.answer(item.input)
      #expect(try services.answer(item.input) == answer)
    }
    #expect(trained.candidate.explanationMethod == "contributions of words to the linear machines")
  }

  @Test("A network without regularisation trains to a plateau, and has no layer norm")
  func unregularised() throws {
    let plain = try train(nil, .endToEnd, size: 120).trained
    let bare = try train(.unregularised, .endToEnd, size: 120).trained
    let settings = bare.summary.configurations[0].settings
    #expect(settings["dropout"] == 0 && settings["blanks"] == 0 && settings["weight-decay"] == 0)
    #expect(!bare.summary.undertrained)
    #expect(bare.summary.course == nil)
    #expect(plain.summary.course != nil)
    // A scale and a shift for each of the 48 numbers of a token.
    #expect(
      plain.candidate.stageParameters[0].count - bare.candidate.stageParameters[0].count == 96)
  }

  @Test("A stage that there is not, that is not learned, or without a truth, is refused")
  func refusals() throws {
    let workload = try Samples.workload()
    let items = Samples.items(60)
    func train(_ architecture: Architecture, _ variation: Variation) throws {
      _ = try workload.train(
        architecture, varied: variation, on: items, configurations: 1, seed: 1)
    }
    #expect(
      throws: WorkloadError(
        "the hybrid has no stage to vary called 'decoder'", at: "customer-service",
        remedy: "name some of: normaliser, tokeniser, intent classifier, slot tagger, policy, reply"
      )
    ) { try train(.hybrid, .learned(stages: ["decoder"])) }
    #expect(
      throws: WorkloadError(
        "'policy' is not learned", at: "customer-service",
        remedy: "name some of: intent classifier, slot tagger")
    ) { try train(.hybrid, .learned(stages: ["policy"])) }
    #expect(throws: WorkloadError.self) {
      try train(.hybrid, .oracle(stage: "reply", refitted: false))
    }
    #expect(throws: WorkloadError.self) { try train(.hybrid, .unregularised) }
    #expect(throws: WorkloadError.self) { try train(.endToEnd, .learned(stages: ["policy"])) }
  }
}
