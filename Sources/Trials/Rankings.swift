import Explaining
import NumericCore
import Records

/// The orders of all units that an explanation and its controls give, and the tests that need them.
struct Rankings {
  /// Random orders that the random control averages over.
  private static let draws = 4

  private let units: Int
  private let explained: Explained
  private let other: Explained?
  private let own: [Int]
  private let random: [[Int]]
  private let ofRandomised: [Int]?

  /// `other` is what a randomised model's explanation says; nil leaves that control out.
  init(
    _ explained: Explained, _ other: Explained?, units: Int, _ generator: inout SeededGenerator
  ) {
    self.units = units
    self.explained = explained
    self.other = other
    own = Self.order(explained, units, &generator)
    random = (0..<Self.draws).map { _ in generator.permutation(units) }
    ofRandomised = other.map { Self.order($0, units, &generator) }
  }

  private static func order(
    _ explained: Explained, _ units: Int, _ generator: inout SeededGenerator
  ) -> [Int] {
    explained.contributions.map(Explained.order)
      ?? explained.explanation.ranking(units: units, &generator)
  }

  typealias Results = [ExplanationTest: [ExplanationTests.Namer: Double]]

  func addCurves(to results: inout Results, _ value: ([Coalition]) -> [Double]) {
    let orders = [own, own.reversed()] + random + [ofRandomised].compactMap(\.self)
    guard let areas = RankingCurves.areas(of: orders, units: units, value) else { return }
    for (test, area) in [
      (ExplanationTest.deletion, \RankingCurves.Areas.deletion), (.insertion, \.insertion),
    ] {
      let values = areas.map { $0[keyPath: area] }
      let drawn = values[2..<2 + random.count]
      results[test] = [
        .explanation: values[0], .reversed: values[1],
        .random: drawn.reduce(0, +) / Double(drawn.count),
      ]
      if ofRandomised != nil { results[test]?[.randomisedModel] = values[values.count - 1] }
    }
  }

  /// The controls of contributions: the same numbers dealt to the units at random, and in reverse.
  func addFidelity(to results: inout Results, _ coalitions: [Coalition], _ scores: [Double]) {
    guard let contributions = explained.contributions else { return }
    func fidelity(_ contributions: [Double]) -> Double? {
      AdditiveFit.fidelity(of: contributions, coalitions: coalitions, scores: scores)
    }
    var found: [ExplanationTests.Namer: Double] = [:]
    found[.explanation] = fidelity(contributions)
    var reversed = contributions
    for (place, unit) in own.enumerated() {
      reversed[unit] = contributions[own[own.count - 1 - place]]
    }
    found[.reversed] = fidelity(reversed)
    let dealt = random.compactMap { order in fidelity(order.map { contributions[$0] }) }
    if !dealt.isEmpty { found[.random] = dealt.reduce(0, +) / Double(dealt.count) }
    found[.randomisedModel] = other?.contributions.flatMap(fidelity)
    if !found.isEmpty { results[.fidelity] = found }
  }

  /// The share of as many units as were named that are among the truly most important ones.
  func addAgreement(to results: inout Results, _ truth: [Int], named: [Int]) {
    let count = named.count
    let important = Set(truth.prefix(count))
    results[.agreement] = [
      .explanation: Self.overlap(important, named),
      .reversed: Self.overlap(important, Array(own.suffix(count))),
      // What naming at random gives on average.
      .random: Double(count) / Double(max(1, units)),
    ]
    if let ofRandomised {
      results[.agreement]?[.randomisedModel] = Self.overlap(
        important, Array(ofRandomised.prefix(count)))
    }
  }

  /// The units that both name, as a share of the longer list; 1 of two empty ones.
  static func overlap(_ named: Set<Int>, _ others: [Int]) -> Double {
    let longest = max(named.count, others.count)
    return longest == 0 ? 1 : Double(named.intersection(others).count) / Double(longest)
  }
}
