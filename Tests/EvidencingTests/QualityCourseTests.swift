import Figures
import Records
import Testing

import Evidencing

@Suite("Training to equal quality") struct QualityCourseTests {
  /// End-to-end reaches 0.5, 0.42, 0.40 after 10, 20, 30 steps of 8 examples; the hybrid 0.45 and 0.41
  /// after one and two iterations over 80.
  private func evidence(hybridEnds: Double = 0.41, hasCourse: Bool = true) throws -> Evidence {
    var sample = RunSample(answers: DrawnAnswers().records)
    sample.change = { record in
      let isNetwork = record.specification.architecture == .endToEnd
      let losses = isNetwork ? [0.5, 0.42, 0.40] : [0.45, hybridEnds]
      // Each repetition takes as many times as long as its number says.
      let factor = record.specification.repetition
      guard hasCourse else { return }
      record.answers?.training.course = TrainingCourse(
        step: isNetwork ? "an optimiser step on a batch of 8" : "a Newton iteration",
        points: losses.enumerated().map { index, loss in
          let step = (isNetwork ? 10 : 1) * (index + 1) * factor
          return .init(step: step, examples: step * (isNetwork ? 8 : 80), loss: loss)
        }, kept: losses.count - 1)
      record.costs?.courseSeconds = losses.indices.map {
        Double(factor) * (isNetwork ? 1 : 0.1) * Double($0 + 1)
      }
    }
    return try sample.evidence()
  }

  @Test("Each architecture is counted to the lower of the two final qualities")
  func counts() throws {
    let evidence = try evidence()
    // The lower quality is the hybrid's 0.41: the network has it after its third epoch, the hybrid
    // after its second iteration; factors 1, 2, 3 have the geometric mean ∛6.
    let root = 1.8171205928321397
    let steps = try #require(evidence.property("steps-to-quality"))
    #expect(abs((steps.estimates[.endToEnd]?.value ?? 0) - 30 * root) < 1e-9)
    #expect(abs((steps.estimates[.hybrid]?.value ?? 0) - 2 * root) < 1e-9)
    // Paired repetition by repetition the factors cancel: 30/2, 240/160 and 3/0.2.
    #expect(abs((steps.contrast?.estimate.value ?? 0) - 15) < 1e-9)
    let examples = try #require(evidence.property("examples-to-quality"))
    #expect(abs((examples.contrast?.estimate.value ?? 0) - 1.5) < 1e-12)
    let seconds = try #require(evidence.timed("time-to-quality"))
    #expect(abs((seconds.contrast?.estimate.value ?? 0) - 15) < 1e-9)
    #expect(
      steps.remarks == [
        "A step is, for end-to-end, an optimiser step on a batch of 8; for hybrid, a Newton"
          + " iteration: steps of one kind and the other do not cost the same, so the examples"
          + " looked at and the seconds are given beside them."
      ])
  }

  @Test("Where the hybrid ends better, it is counted to the network's quality")
  func other() throws {
    // Now the lower quality is the network's 0.40, which a hybrid ending at 0.3 has at its second.
    let steps = try #require(try evidence(hybridEnds: 0.3).property("steps-to-quality"))
    #expect(abs((steps.contrast?.estimate.value ?? 0) - 15) < 1e-9)
    // At 0.44 the network passes it in its second epoch.
    let earlier = try #require(try evidence(hybridEnds: 0.44).property("steps-to-quality"))
    #expect(abs((earlier.contrast?.estimate.value ?? 0) - 10) < 1e-9)
  }

  @Test("Records from before courses were kept give no such figure")
  func older() throws {
    let evidence = try evidence(hasCourse: false)
    #expect(evidence.property("steps-to-quality") == nil)
    #expect(evidence.timed("time-to-quality") == nil)
  }
}
