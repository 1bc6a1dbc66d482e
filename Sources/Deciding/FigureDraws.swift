import Figures
import NumericCore
import Profiles
import Records

/// The draws of the figures, made once: what a flip changes is how they are valued, not what was measured.
struct FigureDraws {
  /// The headline's difference, end-to-end less hybrid, turned so that positive is better.
  let quality: [Double]?
  /// Paired examples that each architecture needs to the common quality.
  let labels: LabelNeed.Drawn?
  /// Seconds at the profile's percentile in its scenario.
  let latency: [Pair]?
  /// Bytes at the peak of serving.
  let memory: [Pair]?
  /// Utilities in 0…1: the tests of named reasons above naming at random.
  let interpretability: [Pair]?
  /// Uniform in 0…1: which draws take the prior where the profile lies beyond what was measured.
  let priorCoin: [Double]

  init(_ basis: DecisionBasis, percentile: Double, count: Int) {
    func stream(_ name: String) -> SeededGenerator {
      SeededGenerator(seed: basis.seed, "deciding", name)
    }
    func pairs(_ id: String) -> [Pair]? {
      var generator = stream(id)
      return basis.figure(id)?.draws(count, &generator)
    }
    let sign = basis.headline.direction == .higherIsBetter ? 1.0 : -1.0
    let headline = pairs(basis.headline.id)
    quality = headline?.map { sign * $0.difference }
    latency = FigureDraws.latency(
      basis, basis.production.id(FigureID.latency(percentile)), count, stream: stream)
    memory = pairs(basis.production.id(FigureID.memory))
    var curve = stream("curve")
    labels = LabelNeed.draws(
      basis.curve, kind: basis.headline, drawn: headline.map { [basis.largestSize: $0] } ?? [:],
      count: count, &curve)
    interpretability = FigureDraws.interpretability(basis, count, stream: stream)
    var coin = stream("prior")
    priorCoin = (0..<count).map { _ in coin.uniform() }
  }

  /// Seconds; without end for an architecture that is saturated.
  private static func latency(
    _ basis: DecisionBasis, _ id: String, _ count: Int, stream: (String) -> SeededGenerator
  ) -> [Pair]? {
    var generator = stream(id)
    let saturated = Architecture.allCases.filter(basis.production.isSaturated)
    guard !saturated.isEmpty else { return basis.figure(id)?.draws(count, &generator) }
    var own: [Uncertain?] = []
    for architecture in Architecture.allCases {
      guard !saturated.contains(architecture) else {
        own.append(nil)
        continue
      }
      guard let estimate = basis.figure(id)?.estimates[architecture] else { return nil }
      own.append(Uncertain(logarithmOf: estimate))
    }
    return (0..<count).map { _ in
      let seconds = own.map { $0.map { Double.exp($0.draw(&generator)) } ?? .infinity }
      return Pair(endToEnd: seconds[0], hybrid: seconds[1])
    }
  }

  /// Necessity and sufficiency above naming at random, their mean; 0 where not measurable.
  ///
  /// Random naming is the control that means the same for both architectures. The other two,
  /// whose strength hangs on the architecture, decide whether the tests are measurable at all.
  private static func interpretability(
    _ basis: DecisionBasis, _ count: Int, stream: (String) -> SeededGenerator
  ) -> [Pair]? {
    guard !basis.evidence.timeFree.explanations.isEmpty else { return nil }
    var tests: [[Pair]] = []
    for (id, estimates) in [
      (FigureID.necessity, \ExplanationEvidence.necessity),
      (FigureID.sufficiency, \ExplanationEvidence.sufficiency),
    ] {
      var generator = stream(id)
      guard let named = basis.figure(id)?.draws(count, &generator) else { continue }
      let controls = Architecture.allCases.map { architecture in
        basis.explanation(architecture).flatMap { tests in
          tests.measurable ? tests[keyPath: estimates][.random].map { Uncertain($0) } : nil
        }
      }
      tests.append(
        named.map { pair in
          var lifts: [Double] = []
          for (architecture, control) in zip(Architecture.allCases, controls) {
            // Without its control, as without measurability, a test says nothing.
            let floor = control.map { $0.draw(&generator) } ?? 1
            lifts.append(lift(pair[architecture], above: floor))
          }
          return Pair(endToEnd: lifts[0], hybrid: lifts[1])
        })
    }
    guard let first = tests.first else { return nil }
    guard tests.count > 1 else { return first }
    return zip(first, tests[1]).map { one, other in
      Pair(
        endToEnd: (one.endToEnd + other.endToEnd) / 2, hybrid: (one.hybrid + other.hybrid) / 2)
    }
  }

  /// The share of the way from the control to certainty, in 0…1.
  private static func lift(_ value: Double, above control: Double) -> Double {
    guard control < 1 else { return 0 }
    return min(max((value - control) / (1 - control), 0), 1)
  }
}
