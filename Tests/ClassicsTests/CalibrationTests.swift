import Classics
import Testing

/// Expected values: `Tests/References/classics.py`.
@Suite struct Calibrations {
  let sample = Sample()

  @Test("Platt's sigmoid minimises the same objective as SciPy")
  func platt() throws {
    let fitted = try PlattCalibration.fit(
      scores: sample.features.map { $0[0] }, outcomes: sample.outcomes)
    #expect(abs(fitted.slope - -0.9382866088079511) < 1e-7)
    #expect(abs(fitted.offset - -0.45166537807659796) < 1e-7)
    #expect(fitted.converged)
    #expect(fitted.probability(3) > fitted.probability(-3))
  }

  @Test(
    "Isotonic regression agrees with scikit-learn, ties pooled and ends clipped",
    arguments: [
      (-5, 0.2), (-1.73, 0.21428571428571427), (-0.5, 0.43478260869565216),
      (0.05, 0.5555555555555556), (0.81, 0.7178571428571429), (1.5, 0.9047619047619048), (5, 1),
    ])
  func isotonic(score: Double, expected: Double) throws {
    let scores = sample.features.map { ($0[0] * 10).rounded(.toNearestOrEven) / 10 }
    let fitted = try IsotonicCalibration.fit(scores: scores, outcomes: sample.outcomes)
    #expect(abs(fitted.probability(score) - expected) < 1e-12)
  }

  @Test("A score that is not finite is refused by its row")
  func refusal() {
    let error = ClassicsError(code: .outOfRange, message: "row 1: a score is finite, not inf")
    #expect(throws: error) {
      try PlattCalibration.fit(scores: [0, .infinity], outcomes: [true, false])
    }
    #expect(throws: error) {
      try IsotonicCalibration.fit(scores: [0, .infinity], outcomes: [true, false])
    }
  }
}
