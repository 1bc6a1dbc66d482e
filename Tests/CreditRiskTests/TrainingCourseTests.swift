import CreditRisk
import Records
import Testing
import WorkloadKit

@Suite("The course of training")
struct TrainingCourseTests {
  @Test(
    "Steps and examples rise to the loss that selection saw, in a division of its own",
    arguments: Architecture.allCases)
  func course(architecture: Architecture) throws {
    // More than 1500 examples have one division, so the course is the whole configuration's.
    let trained = try Samples.workload().train(
      architecture, on: Samples.applicants(1600), configurations: 2, seed: 3)
    let summary = trained.summary
    let course = try #require(summary.course)
    #expect(course.points.count >= 3)
    for (one, next) in zip(course.points, course.points.dropFirst()) {
      #expect(one.step < next.step && one.examples < next.examples)
    }
    let chosen = summary.configurations[summary.chosen]
    let reached = try #require(course.reached)
    // The network's loss is computed in Float32 over the same examples.
    #expect(abs(reached - chosen.validationLoss) < 1e-5)
    #expect(course.points.last?.examples.isMultiple(of: summary.trainingExamples) == true)
    let seconds = try #require(trained.courseSeconds)
    #expect(seconds.count == course.points.count && seconds == seconds.sorted())
    switch architecture {
    case .endToEnd:
      #expect(
        course.step == "an optimiser step on a batch of 64"
          || course.step == "an optimiser step on a batch of 32")
    case .hybrid: #expect(course.step == "a Newton iteration over all examples")
    }
  }

  @Test("The first point at or below a loss is found, and none where all lie above")
  func first() {
    let course = TrainingCourse(
      step: "a step",
      points: [0.7, 0.5, 0.52, 0.4].enumerated().map {
        .init(step: $0 + 1, examples: 10 * ($0 + 1), loss: $1)
      }, kept: 3)
    #expect(course.reached == 0.4)
    #expect(course.first(to: 0.5) == 1)
    #expect(course.first(to: 0.39) == nil)
    #expect(course.first(to: 1) == 0)
  }

  @Test("A mix with a network keeps no course, nor does a network without regularisation")
  func none() throws {
    let workload = try Samples.workload()
    let items = Samples.applicants(120)
    let mix = try workload.train(
      .hybrid, varied: .learned(stages: ["scorecard"]), on: items, configurations: 1, seed: 1)
    let bare = try workload.train(
      .endToEnd, varied: .unregularised, on: items, configurations: 1, seed: 1)
    #expect(mix.summary.course == nil && bare.summary.course == nil)
  }
}
