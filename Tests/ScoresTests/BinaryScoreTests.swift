import Figures
import Scores
import Testing

/// Expected values: `Tests/References/scores.py` (scikit-learn, SciPy).
@Suite struct BinaryScores {
  let items: ScoredItems
  let folded: ScoredItems

  init() throws {
    items = try Sample.items(folds: false)
    folded = try Sample.items(folds: true)
  }

  @Test(
    "Scores agree with scikit-learn and SciPy",
    arguments: [
      ("auc", 0.7336929125919952), ("ks", 0.3952011291460833), ("brier", 0.219062),
      ("log-loss", 0.8087362638808312), ("accuracy", 0.655), ("ece", 0.1409),
    ])
  func agree(id: String, expected: Double) throws {
    let score = try #require(ScoreCatalogue.score(id))
    #expect(abs(try score.value(of: items) - expected) < 1e-13)
  }

  @Test(
    "Scores that rank compare within folds only",
    arguments: [("auc", 0.7320995145631068), ("ks", 0.40018203883495146)])
  func folds(id: String, expected: Double) throws {
    let score = try #require(ScoreCatalogue.score(id))
    #expect(abs(try score.value(of: folded) - expected) < 1e-13)
  }

  /// The scores of a binary prediction: the first six of the catalogue.
  static var binary: [String] { ScoreCatalogue.all.prefix(6).map(\.kind.id) }

  @Test("Each stratum's mean is the score", arguments: binary)
  func strataMeans(id: String) throws {
    let score = try #require(ScoreCatalogue.score(id))
    for table in [items, folded] {
      for stratum in try score.strata(of: table) ?? [] {
        #expect(abs(stratum.mean - (try score.value(of: table))) < 1e-13)
        #expect(stratum.rows.count == stratum.contributions.count)
      }
    }
  }

  @Test("Means have strata, other scores have none")
  func whichHaveStrata() throws {
    let names = try ScoreCatalogue.all.prefix(6).map { score in
      "\(score.kind.id): \(try score.strata(of: items)?.map(\.name).joined(separator: ", ") ?? "-")"
    }
    #expect(
      names == [
        "auc: positives, negatives", "ks: -", "brier: items", "ece: -", "log-loss: items",
        "accuracy: items",
      ])
  }

  @Test("The variance of AUC over its strata is DeLong's")
  func delong() throws {
    let strata = try #require(try AreaUnderCurve().strata(of: items))
    let variance = strata.reduce(0) { sum, stratum in
      let count = Double(stratum.contributions.count)
      let squares = stratum.contributions.reduce(0) {
        $0 + ($1 - stratum.mean) * ($1 - stratum.mean)
      }
      return sum + squares / (count - 1) / count
    }
    #expect(abs(variance.squareRoot() - 0.035370747833152076) < 1e-14)
  }

  @Test("AUC is 1 for a perfect ranking, 0 for the reverse, a half for a constant")
  func extremes() throws {
    let auc = AreaUnderCurve()
    let outcomes = [false, false, true, true]
    let cases: [([Double], Double)] = [
      ([0.1, 0.2, 0.8, 0.9], 1), ([0.9, 0.8, 0.2, 0.1], 0), ([0.5, 0.5, 0.5, 0.5], 0.5),
    ]
    for (probabilities, expected) in cases {
      let table = try ScoredItems(
        ids: ["a", "b", "c", "d"], probabilities: probabilities, outcomes: outcomes)
      #expect(try auc.value(of: table) == expected)
    }
  }

  @Test("A fold of one class has no pairs and no say")
  func oneClassFold() throws {
    let table = try ScoredItems(
      ids: ["a", "b", "c", "d"], probabilities: [0.2, 0.7, 0.9, 0.8],
      outcomes: [false, true, true, true], folds: [0, 0, 1, 1])
    #expect(try AreaUnderCurve().value(of: table) == 1)
    #expect(try KolmogorovSmirnov().value(of: table) == 1)
  }

  @Test("A reliability diagram holds the occupied bins, edges with the bin below")
  func reliability() throws {
    let table = try ScoredItems(
      ids: ["a", "b", "c", "d"], probabilities: [0, 0.25, 0.5, 1],
      outcomes: [false, true, true, true])
    let bins = try ExpectedCalibrationError(bins: 4).reliability(of: table)
    #expect(bins.map(\.upper) == [0.25, 0.5, 1])
    #expect(bins.map(\.count) == [2, 1, 1])
    #expect(bins.map(\.meanProbability) == [0.125, 0.5, 1])
    #expect(bins.map(\.frequency) == [0.5, 1, 1])
    #expect(try ExpectedCalibrationError(bins: 4).value(of: table) == (2 * 0.375 + 0.5) / 4)
  }

  @Test("Accuracy reads whether an answer was right where the items say so")
  func accuracyOfClasses() throws {
    let table = try ScoredItems(ids: ["a", "b", "c", "d"], columns: ["correct": [1, 0, 1, 1]])
    #expect(try Accuracy().value(of: table) == 0.75)
  }
}
