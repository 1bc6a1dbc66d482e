import Figures
import Foundation
import Records
import Testing

@Suite("A run at production size") struct ProductionTests {
  @Test(
    "It measures the declared sizes, rests its requirements on them, and is traced and verified")
  func run() async throws {
    let scratch = try Scratch()
    let sizes = "deployment: {parameters: {end-to-end: 300k, hybrid: 60k}}\n"
    let profile = try scratch.write(SharedRun.profile() + sizes, to: "profile.yaml")
    let run = RunDirectory(path: scratch.url("run").path)
    let made = try await assay("recommend", profile, "--output", run.path, "--jobs", "2")
    #expect(made.ending == .exit(0), "\(made.error)")
    #expect(made.output.contains("At production size"))
    let deployment = try #require(try run.readEvidence().timed.deployment)
    for (architecture, count) in [(Architecture.endToEnd, 300_000.0), (.hybrid, 60_000)] {
      let model = try #require(
        deployment.served.first { $0.architecture == architecture }?.model)
      #expect(Double(model.declared) == count)
      // DeclaredSize lets a tenth pass.
      #expect(abs(Double(model.parameters) / count - 1) <= 0.1)
      // 4 bytes a parameter at least, and less than what a worker takes beside them.
      let memory = try #require(deployment.figure(like: "memory-model")?.estimates[architecture])
      #expect(memory.value > 3.5 * Double(model.parameters))
      #expect(memory.value < 4 * Double(model.parameters) + 0x1p26)
    }
    let decision = try run.read(Decision.self, from: run.decision)
    #expect(
      decision.requirements.filter { $0.requirement.hasPrefix("latency") }
        .allSatisfy { $0.figure.hasPrefix("production-") })
    let traced = try await assay("explain", run.path, "requirement.1")
    #expect(traced.ending == .exit(0), "\(traced.error)")
    #expect(traced.output.contains("section 'Production size'"))
    #expect(traced.output.contains("which served models of the declared size"))
    #expect(try await assay("verify", run.path).ending == .exit(0))
  }

  @Test("Its plan foretells the sessions and what the models take")
  func plan() async throws {
    let path = packageRoot.appending(path: "Profiles/credit-risk-production.yaml").path
    let plan = try await assay("plan", path)
    #expect(plan.ending == .exit(0), "\(plan.error)")
    // 4 bytes for each of 160 million parameters are 610 MiB.
    let words = plan.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "Then 3 more at production size with random weights (parameters: end-to-end 120M, hybrid"
          + " 40M)"))
    #expect(words.contains("these models take about 610 MiB of memory at once."))
  }
}
