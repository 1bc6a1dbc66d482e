import Figures
import NumericCore
import Statistics

/// Whether the crossover of two learning curves is found, and none where there is none.
///
/// Five seeds at nine sizes, as effort `standard` has. The truth is the last crossing from the smallest
/// size to as far as the result looks, twice the largest size unless a curve is ill-behaved.
struct CrossoverProof {
  let laboratory: Laboratory

  private enum Answer {
    case held
    case missed
    case undetermined
  }

  func bars() async throws -> [Bar] {
    let fitted: [TrueCurve.Family] = [.power, .mmf]
    let others: [TrueCurve.Family] = [.brokenPower, .weibull, .logarithmic]
    return try await [
      crossing("crossover, fitted families", fitted, least: 0.85),
      crossing("crossover, other families", others, least: 0.75),
      none("no crossover, fitted families", fitted),
      none("no crossover, other families", others),
    ].flatMap(\.self)
  }

  /// The bar over the trials that got an answer, and beside it the strict count over all.
  private func crossing(
    _ name: String, _ families: [TrueCurve.Family], least: Double
  ) async throws -> [Bar] {
    let count = laboratory.count(300)
    let answers = try await laboratory.outcomes(name, count: count) { generator in
      Self.answer(CurvePair.crossing(families, &generator), &generator)
    }
    let held = answers.count { $0 == .held }
    let open = answers.count { $0 == .undetermined }
    return [
      Bar(
        name: name + ": 90 % interval holds it", count: held, trials: count - open,
        limit: .atLeast(least),
        note: "undetermined in \(open) more; held in \(held) of all \(count)")
    ]
  }

  private func none(
    _ name: String, _ families: [TrueCurve.Family]
  ) async throws -> [Bar] {
    let count = laboratory.count(300)
    let answers = try await laboratory.outcomes(name, count: count) { generator in
      Self.answer(CurvePair.apart(families, &generator), &generator)
    }
    let held = answers.count { $0 == .held }
    return [
      Bar(
        name: name + ": none said", count: held, trials: count, limit: .atLeast(0.9),
        note: "undetermined in \(answers.count { $0 == .undetermined })")
    ]
  }

  private static func answer(
    _ pair: CurvePair, _ generator: inout SeededGenerator
  ) -> Answer {
    let scores = (pair.scores(pair.first, &generator), pair.scores(pair.second, &generator))
    guard
      let crossover = try? Crossover(
        sizes: CurvePair.sizes, first: scores.0, second: scores.1, direction: .higherIsBetter,
        range: 0...1, seed: generator.next())
    else { return .undetermined }
    let truth = pair.crossings.last { $0 <= crossover.upTo }
    switch crossover.outcome {
    case .crossing(_, let interval):
      return truth.map(interval.contains) == true ? .held : .missed
    case .none: return truth == nil ? .held : .missed
    case .undetermined: return .undetermined
    }
  }
}
