import NumericCore

/// A learning curve that rises, as a function of the examples.
struct TrueCurve: Sendable {
  enum Family: CaseIterable {
    case power
    case mmf
    /// A power law whose exponent changes at a size (Caballero, Gupta, Rish & Krueger 2023).
    case brokenPower
    /// 1 − exp(−(x/s)^c): Weibull's.
    case weibull
    /// Logarithmic up to the ceiling of the range.
    case logarithmic
  }

  let value: @Sendable (Double) -> Double

  /// Draws a curve between about 0.55 and 0.95; sizes are 500 to 8000.
  init(_ family: Family, _ generator: inout SeededGenerator) {
    let limit = generator.uniform(0.75, 0.95)
    let height = generator.uniform(0.05, 0.3)
    let exponent = generator.uniform(0.3, 1.2)
    let scale = Double.exp(generator.uniform(Double.log(100), Double.log(4000)))
    let turn = Double.exp(generator.uniform(Double.log(800), Double.log(6000)))
    let second = generator.uniform(0.2, 1.5)
    switch family {
    case .power:
      value = { limit - height * Double.pow(($0 + scale) / (500 + scale), -exponent) }
    case .mmf:
      value = {
        limit - height * (1 + Double.pow(500 / scale, exponent))
          / (1 + Double.pow($0 / scale, exponent))
      }
    case .brokenPower:
      value = {
        limit - height * Double.pow($0 / 500, -exponent / 2)
          * Double.pow(
            (1 + Double.pow($0 / turn, 4)) / (1 + Double.pow(500 / turn, 4)), -second / 4)
      }
    case .weibull:
      value = {
        limit - height
          * Double.exp(Double.pow(500 / turn, exponent) - Double.pow($0 / turn, exponent))
      }
    case .logarithmic:
      let slope = height / 5
      value = { limit - height + slope * Double.log($0 / 500) }
    }
  }

  private init(value: @escaping @Sendable (Double) -> Double) { self.value = value }

  func shifted(by amount: Double) -> TrueCurve {
    let value = value
    return TrueCurve { value($0) + amount }
  }
}

/// Two curves and where they cross last, looked at to twice the largest size.
struct CurvePair: Sendable {
  /// Powers of √2 from 500 to 8000, as `standard` measures.
  static let sizes = (0...8).map { Int((500 * Double.pow(2, Double($0) / 2)).rounded()) }
  static let deviation = 0.004
  static let seeds = 5

  let first: TrueCurve
  let second: TrueCurve
  /// All sizes at which the sign of the difference changes, ascending.
  let crossings: [Double]

  /// Curves of the families given that cross in 650 … 13,000, and differ by at least 0.01 at 500 and
  /// at 16,000.
  static func crossing(
    _ families: [TrueCurve.Family], _ generator: inout SeededGenerator
  ) -> CurvePair {
    while true {
      let pair = drawn(families, &generator)
      let ends = [500.0, 16_000].map { pair.difference($0).magnitude }
      guard let last = pair.crossings.last, (650...13_000).contains(last),
        ends.allSatisfy({ $0 >= 0.01 }), pair.isScore
      else { continue }
      return pair
    }
  }

  /// Curves of which one leads by at least 0.01 at every size up to 16,000.
  static func apart(
    _ families: [TrueCurve.Family], _ generator: inout SeededGenerator
  ) -> CurvePair {
    while true {
      let pair = drawn(families, &generator)
      guard pair.crossings.isEmpty, grid.allSatisfy({ pair.difference($0).magnitude >= 0.01 }),
        pair.isScore
      else { continue }
      return pair
    }
  }

  /// The scores of each seed, whose luck is common to all sizes, and noise at each.
  func scores(
    _ curve: TrueCurve, _ generator: inout SeededGenerator
  ) -> [[Double]] {
    (0..<Self.seeds).map { _ in
      let luck = Self.deviation / 2 * generator.normal()
      return Self.sizes.map {
        min(1, curve.value(Double($0)) + luck + Self.deviation * generator.normal())
      }
    }
  }

  private static let grid = (0...400).map { 500 * Double.pow(32, Double($0) / 400) }

  private static func drawn(
    _ families: [TrueCurve.Family], _ generator: inout SeededGenerator
  ) -> CurvePair {
    let one = TrueCurve(families[generator.index(below: families.count)], &generator)
    let other = TrueCurve(families[generator.index(below: families.count)], &generator)
    // Moved so that they meet somewhere, or nearly, as curves of one task do.
    let meeting = 300 * Double.pow(80, generator.uniform())
    let moved = other.shifted(by: one.value(meeting) - other.value(meeting))
    return CurvePair(one, moved)
  }

  private init(_ first: TrueCurve, _ second: TrueCurve) {
    self.first = first
    self.second = second
    let differences = Self.grid.map { first.value($0) - second.value($0) }
    var found: [Double] = []
    for index in 1..<differences.count where differences[index - 1] * differences[index] < 0 {
      // On a grid of 0.9 % the crossing by a straight line is exact to far less.
      let share = differences[index - 1] / (differences[index - 1] - differences[index])
      found.append(
        Self.grid[index - 1] * Double.pow(Self.grid[index] / Self.grid[index - 1], share))
    }
    crossings = found
  }

  /// Whether both stay between 0.4 and 0.98, where no noise is cut off.
  private var isScore: Bool {
    Self.grid.allSatisfy { size in
      [first, second].allSatisfy { (0.4...0.98).contains($0.value(size)) }
    }
  }

  private func difference(_ size: Double) -> Double { first.value(size) - second.value(size) }
}
