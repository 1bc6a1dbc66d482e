import Classics
import NumericCore
import Testing

/// Expected values: `Tests/References/classics.py` (scikit-learn's newton-cholesky, tolerance 1e−12).
@Suite struct LogisticRegressions {
  let sample: Sample
  let features: Matrix

  init() throws {
    sample = Sample()
    features = try Matrix(rows: sample.features)
  }

  @Test(
    "Coefficients agree with scikit-learn at each penalty",
    arguments: [
      (0, [0.5013717184762767, 0.9759099575219597, -0.7106858973547174, 0.265882539388937]),
      (1, [0.4911964482126005, 0.9362755896072613, -0.6832737374287745, 0.2508647709007464]),
      (10, [0.4399692755193974, 0.7172281637971442, -0.5305572368449967, 0.17453075057199327]),
    ] as [(Double, [Double])])
  func penalties(penalty: Double, expected: [Double]) throws {
    var options = LogisticRegression.Options()
    options.penalty = penalty
    let model = try LogisticRegression.fit(
      features: features, outcomes: sample.outcomes, options: options)
    expect(model, expected)
    #expect(model.converged)
    #expect(model.iterations < 10)
  }

  @Test("Every Newton step is shown, the last one the regression that is given")
  func iterations() throws {
    var shown: [LogisticRegression] = []
    var options = LogisticRegression.Options()
    options.dropsNegative = true
    let model = try LogisticRegression.fit(
      features: features, outcomes: sample.outcomes, options: options
    ) { shown.append($0) }
    #expect(shown.last == model)
    #expect(shown.allSatisfy { $0.coefficients.count == 3 })
    // One column has the wrong sign, so a fit of all three goes before that of the two kept.
    #expect(model.dropped == [1])
    #expect(shown.count > model.iterations)
    #expect(shown[0].iterations == 1 && shown[0].dropped.isEmpty)
  }

  @Test("Item weights enter as scikit-learn's do")
  func weighted() throws {
    let model = try LogisticRegression.fit(
      features: features, outcomes: sample.outcomes, weights: sample.weights)
    expect(model, [0.4249369374295979, 0.91697890879792, -0.5352199205222814, 0.2690961318462282])
  }

  @Test("Predictors of the wrong sign are dropped and the others refitted")
  func dropsNegative() throws {
    var options = LogisticRegression.Options()
    options.dropsNegative = true
    let model = try LogisticRegression.fit(
      features: features, outcomes: sample.outcomes, options: options)
    expect(model, [0.39715361887674133, 0.9750907940850951, 0, 0.2638903042677159])
    #expect(model.dropped == [1])
  }

  @Test("Separable outcomes converge with a penalty and are refused or unconverged without")
  func separable() throws {
    let line = try Matrix(rows: [[-2], [-1], [1], [2]])
    let outcomes = [false, false, true, true]
    #expect(try LogisticRegression.fit(features: line, outcomes: outcomes).converged)
    var options = LogisticRegression.Options()
    options.penalty = 0
    do {
      let model = try LogisticRegression.fit(features: line, outcomes: outcomes, options: options)
      #expect(!model.converged)
    } catch {
      #expect(error.code == .singular)
    }
  }

  @Test("What cannot be fitted says why")
  func refusals() throws {
    let line = try Matrix(rows: [[1], [2]])
    #expect(
      throws: ClassicsError(code: .singleClass, message: "all 2 items have the outcome true")
    ) { try LogisticRegression.fit(features: line, outcomes: [true, true]) }
    #expect(throws: ClassicsError(code: .noItems, message: "there are no items")) {
      try LogisticRegression.fit(features: Matrix(rows: 0, columns: 1), outcomes: [])
    }
    #expect(
      throws: ClassicsError(code: .outOfRange, message: "row 1, column 0: nan is not finite")
    ) {
      try LogisticRegression.fit(
        features: Matrix(rows: [[1], [.nan]]), outcomes: [true, false])
    }
  }

  private func expect(_ model: LogisticRegression, _ expected: [Double]) {
    for (value, reference) in zip([model.intercept] + model.coefficients, expected) {
      #expect(abs(value - reference) < 1e-9)
    }
  }
}
