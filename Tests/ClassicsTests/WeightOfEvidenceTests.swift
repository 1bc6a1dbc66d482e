import Classics
import NumericCore
import Testing

@Suite struct WeightsOfEvidence {
  /// 100 items: 40 "own" with 4 bad, 40 "rent" with 16 bad, 2 "boat" with 1, 18 missing with 9.
  static let housing: (column: [String?], bad: [Bool]) = {
    let parts: [(String?, Int, Int)] = [
      ("own", 4, 36), ("rent", 16, 24), ("boat", 1, 1), (nil, 9, 9),
    ]
    return (
      parts.flatMap { level, bad, good in Array(repeating: level, count: bad + good) },
      parts.flatMap { _, bad, good in
        Array(repeating: true, count: bad) + Array(repeating: false, count: good)
      }
    )
  }()

  @Test("A category's weights follow their definition, rare levels pooled, missing apart")
  func categorical() throws {
    var binner = WeightOfEvidenceBinner()
    binner.smoothing = 0
    let binned = try binner.fit(
      Characteristic(name: "housing", column: .categorical(Self.housing.column)),
      bad: Self.housing.bad)
    #expect(binned.attributes.map(\.label) == ["own", "rent", "other", "missing"])
    #expect(binned.attributes.map(\.bad) == [4, 16, 1, 9])
    #expect(binned.attributes.map(\.good) == [36, 24, 1, 9])
    // By hand: 30 bad and 70 good in all.
    let weights = [
      Double.log((4.0 / 30) / (36.0 / 70)), Double.log((16.0 / 30) / (24.0 / 70)),
      Double.log((1.0 / 30) / (1.0 / 70)), Double.log((9.0 / 30) / (9.0 / 70)),
    ]
    for (attribute, weight) in zip(binned.attributes, weights) {
      #expect(abs(attribute.weightOfEvidence - weight) < 1e-15)
    }
    let shares = [
      4.0 / 30 - 36.0 / 70, 16.0 / 30 - 24.0 / 70, 1.0 / 30 - 1.0 / 70, 9.0 / 30 - 9.0 / 70,
    ]
    let information = zip(shares, weights).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(binned.informationValue - information) < 1e-15)
    #expect(binned.attribute(of: .level("boat")).label == "other")
    #expect(binned.attribute(of: .level("never seen")).label == "other")
    #expect(binned.attribute(of: .missing).label == "missing")
    #expect(binned.attribute(of: .number(3)).label == "missing")
  }

  @Test(
    "An attribute that no one has weighs nothing, with smoothing or without", arguments: [0.0, 1])
  func emptyAttribute(smoothing: Double) throws {
    var binner = WeightOfEvidenceBinner()
    binner.smoothing = smoothing
    let binned = try binner.fit(
      Characteristic(name: "x", column: .numeric((0..<100).map { Double($0) })),
      bad: (0..<100).map { $0 < 30 })
    #expect(abs(binned.weightOfEvidence(of: .missing)) < 1e-15)
    #expect(binned.attributes.allSatisfy { $0.weightOfEvidence.isFinite })
  }

  @Test("A number's bins find the step in the bad rate")
  func numeric() throws {
    var generator = SeededGenerator(seed: 7, "step")
    let values = (0..<2000).map { _ in generator.uniform(0, 100) }
    let bad = values.map { generator.bernoulli($0 < 30 ? 0.4 : 0.1) }
    let binned = try WeightOfEvidenceBinner().fit(
      Characteristic(name: "age", column: .numeric(values)), bad: bad)
    guard case .numeric(let edges) = binned.rule else {
      Issue.record("a numeric column got the rule \(binned.rule)")
      return
    }
    #expect(edges.contains { abs($0 - 30) < 3 })
    #expect(binned.weightOfEvidence(of: .number(5)) > 0.5)
    #expect(binned.weightOfEvidence(of: .number(1e9)) < -0.2)
    #expect(binned.attributes.reduce(0) { $0 + $1.count } == 2000)
    #expect(binned.attributes.dropLast().allSatisfy { $0.count >= 100 })
    #expect(binned.attributes.count <= 7)
  }

  @Test("A monotone binning never turns, and the same input gives the same bins")
  func monotone() throws {
    var generator = SeededGenerator(seed: 7, "monotone")
    let values = (0..<1000).map { _ in generator.uniform() }
    let bad = values.map { generator.bernoulli(0.5 - 0.3 * $0 + 0.1 * Double.sin(20 * $0)) }
    var binner = WeightOfEvidenceBinner()
    binner.monotone = true
    binner.mergeBelow = 0
    binner.maximumBins = 20
    let column = Characteristic(name: "x", column: .numeric(values))
    let binned = try binner.fit(column, bad: bad)
    let rates = binned.attributes.dropLast().map { Double($0.bad) / Double($0.count) }
    #expect(rates.count > 3)
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(try binner.fit(column, bad: bad) == binned)
  }

  @Test("Constant, all-missing and NaN columns have one attribute that tells nothing")
  func degenerate() throws {
    let bad = (0..<50).map { $0 % 5 == 0 }
    let columns: [CharacteristicColumn] = [
      .numeric(Array(repeating: 3, count: 50)), .numeric(Array(repeating: nil, count: 50)),
      .numeric(Array(repeating: .nan, count: 50)), .categorical(Array(repeating: nil, count: 50)),
    ]
    for column in columns {
      let binned = try WeightOfEvidenceBinner().fit(
        Characteristic(name: "x", column: column), bad: bad)
      #expect(abs(binned.informationValue) < 1e-15)
    }
  }
}
