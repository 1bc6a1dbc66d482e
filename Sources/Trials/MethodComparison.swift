import Explaining
import Measuring
import NumericCore
import Records
import WorkloadKit

/// Tries every way to explain that a candidate has on some of its adverse decisions, and tests all
/// of them alike.
struct MethodComparison<W: Workload> {
  /// What was found: the part that the same seed repeats, and the part that it does not.
  struct Outcome {
    var tests: [MethodTests]
    var times: [MethodTime]
  }

  /// Favourable decisions that stand in for absent units.
  private static var background: Int { 8 }
  /// Coalitions that contributions are held against.
  private static var heldOut: Int { 64 }
  /// Small changes that are tried before a decision counts as one that none leaves standing.
  private static var changes: Int { 8 }

  private let workload: W
  private let candidate: any Candidate<W.Input, W.Answer>
  private let randomised: any Candidate<W.Input, W.Answer>
  private let seed: UInt64

  init(workload: W, candidate: any Candidate<W.Input, W.Answer>, seed: UInt64) {
    self.workload = workload
    self.candidate = candidate
    self.seed = seed
    randomised = candidate.randomised(seed: seed)
  }

  /// Compares on the first `count` adverse decisions; nil where nothing was asked for.
  func compare(_ decided: DecidedItems<W>, count: Int) throws -> Outcome? {
    guard count > 0 else { return nil }
    let tests = ReasonTests(
      references: decided.references.map(\.input), draws: ReasonTesting<W>.draws, seed: seed,
      compose: workload.compose, decide: isAdverse)
    var items: [ExplanationMethod: [MethodTests.Item]] = [:]
    var seconds: [ExplanationMethod: [Double]] = [:]
    let ways = Way<W>.all(units: workload.units)
    for item in decided.adverse.prefix(count) {
      let scene = try scene(item, decided)
      for way in ways {
        let watch = Stopwatch()
        guard let found = try way.explain(candidate, scene.question, workload, seed: seed) else {
          continue
        }
        seconds[way.method, default: []].append(watch.seconds)
        if let result = try test(way, found, scene, tests) {
          items[way.method, default: []].append(result)
        }
      }
    }
    let tried = ways.filter { items[$0.method] != nil }
    return Outcome(
      tests: tried.map { way in
        MethodTests(
          method: way.method, name: way.name ?? candidate.explanationMethod,
          items: items[way.method] ?? [])
      },
      times: tried.map { way in
        let sorted = (seconds[way.method] ?? []).sorted()
        return MethodTime(
          method: way.method, seconds: sorted[sorted.count / 2], explanations: sorted.count)
      })
  }

  /// What every way to explain meets alike on one item.
  private struct Scene {
    var item: W.Item
    var question: Question<W.Input>
    /// The same question with one unit at a reference's value, and other references; by unit, those
    /// first that are tried first.
    var changed: [(unit: Int, question: Question<W.Input>)]
    /// The score of coalitions of the item's units.
    var value: ([Coalition]) -> [Double]
    var heldOut: [Coalition]
    var heldOutScores: [Double]
    /// The units by their true contribution, the largest first; nil where it is not known.
    var truth: [Int]?
  }

  private func scene(_ item: W.Item, _ decided: DecidedItems<W>) throws -> Scene {
    let units = workload.units.count
    var generator = SeededGenerator(seed: seed, "ways to explain", item.id)
    let drawn = generator.permutation(decided.references.count).map { decided.references[$0] }
    let first = Array(drawn.prefix(Self.background))
    let rest = drawn.count > first.count ? drawn.dropFirst(first.count) : drawn[...]
    let second = rest.prefix(Self.background).map(\.input)
    let question = Question(input: item.input, references: first.map(\.input))
    // A change that turns the decision asks for other reasons: only those that leave it count.
    let changes = generator.permutation(units).prefix(Self.changes).enumerated().map {
      place, unit in
      var kept = [Bool](repeating: true, count: units)
      kept[unit] = false
      let input = workload.compose(
        item.input, reference: second[place % second.count], kept: kept)
      return (unit: unit, question: Question(input: input, references: second))
    }
    let standing = isAdverse(changes.map(\.question.input))
    let value = try Way.value(candidate, question, workload)
    let heldOut = AdditiveFit.coalitions(Self.heldOut, units: units, seed: generator.next())
    let truth = workload.truth(of: item, against: first)
    return Scene(
      item: item, question: question,
      changed: zip(changes, standing).filter(\.1).map(\.0), value: value, heldOut: heldOut,
      heldOutScores: value(heldOut), truth: truth.map(Explained.order))
  }

  private func isAdverse(_ inputs: [W.Input]) -> [Bool] {
    // No answer is no adverse decision.
    candidate.answer(all: inputs).map { $0.map(workload.isAdverse) ?? false }
  }

  private func test(
    _ way: Way<W>, _ found: Explained, _ scene: Scene, _ tests: ReasonTests<W.Input>
  ) throws -> MethodTests.Item? {
    let units = workload.units.count
    let budget = ReasonTesting<W>.budget
    let other = try way.explain(randomised, scene.question, workload, seed: seed)
    let shares = tests.test(
      id: scene.item.id, input: scene.item.input, units: units, budget: budget,
      explanation: found.explanation, randomisedModel: other?.explanation)
    guard let shares else { return nil }
    var results: [ExplanationTest: [ExplanationTests.Namer: Double]] = [
      .necessity: shares.necessity, .sufficiency: shares.sufficiency,
    ]
    results[.both] = shares.both
    var generator = SeededGenerator(seed: seed, way.method.rawValue, scene.item.id)
    let rankings = Rankings(found, other, units: units, &generator)
    rankings.addCurves(to: &results, scene.value)
    rankings.addFidelity(to: &results, scene.heldOut, scene.heldOutScores)
    let named = found.named(budget)
    if let truth = scene.truth { rankings.addAgreement(to: &results, truth, named: named) }
    if let change = scene.changed.first(where: { !named.contains($0.unit) }),
      let again = try way.explain(candidate, change.question, workload, seed: seed &+ 1)
    {
      results[.stability] = [.explanation: Rankings.overlap(Set(named), again.named(budget))]
    }
    return MethodTests.Item(id: scene.item.id, size: shares.size, results: results)
  }
}
