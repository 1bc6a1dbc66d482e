import Figures
import NumericCore

/// From values to places along one axis.
struct Axis {
  enum Scale {
    case linear
    case logarithmic
  }

  let values: ClosedRange<Double>
  let places: ClosedRange<Double>
  let scale: Scale

  /// - Parameters:
  ///   - values: What is to be shown; of one value, some room about it is taken.
  ///   - places: The pixels from the least value to the greatest.
  ///   - scale: Logarithmic for positive values alone.
  ///   - margin: The share of the width that is left free at both ends.
  init(
    _ values: ClosedRange<Double>, at places: ClosedRange<Double>, _ scale: Scale = .linear,
    margin: Double = 0
  ) {
    self.places = places
    self.scale = scale
    let inner = scale == .linear ? values : Self.logarithms(values)
    var room = (inner.upperBound - inner.lowerBound) * margin
    if inner.upperBound - inner.lowerBound < 1e-12 { room = max(0.05, inner.upperBound * 0.05) }
    let outer = (inner.lowerBound - room)...(inner.upperBound + room)
    self.values =
      scale == .linear ? outer : Double.exp(outer.lowerBound)...Double.exp(outer.upperBound)
  }

  private static func logarithms(_ values: ClosedRange<Double>) -> ClosedRange<Double> {
    let least = max(values.lowerBound, 1e-12)
    return Double.log(least)...Double.log(max(values.upperBound, least))
  }

  /// The place of a value; beyond the axis, its end.
  func callAsFunction(_ value: Double) -> Double {
    let bounded = min(max(value, values.lowerBound), values.upperBound)
    let share: Double
    switch scale {
    case .linear:
      share = (bounded - values.lowerBound) / (values.upperBound - values.lowerBound)
    case .logarithmic:
      let ends = Self.logarithms(values)
      share = (Double.log(bounded) - ends.lowerBound) / (ends.upperBound - ends.lowerBound)
    }
    return places.lowerBound + share * (places.upperBound - places.lowerBound)
  }

  /// Round values to write along it, at most `count` of them.
  func ticks(_ count: Int) -> [Double] {
    scale == .linear ? linearTicks(count) : logarithmicTicks(count)
  }

  private func linearTicks(_ count: Int) -> [Double] {
    let span = values.upperBound - values.lowerBound
    guard span > 0, span.isFinite, count > 0 else { return [] }
    var step = Double.pow(10, (Double.log(span) / Double.log(10)).rounded(.down) - 1)
    for factor in [2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2] where span / step > Double(count) {
      step *= factor
    }
    let first = (values.lowerBound / step).rounded(.up)
    let last = (values.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Powers of ten; where these are few, 2 and 5 times them too.
  private func logarithmicTicks(_ count: Int) -> [Double] {
    func within(_ factors: [Double]) -> [Double] {
      (-13...13).flatMap { power in factors.map { $0 * Double.pow(10, Double(power)) } }
        .filter { values.contains($0) }
    }
    let candidates = [[1, 2, 5], [1, 3], [1]].map(within)
    var chosen = candidates.first { $0.count <= count } ?? candidates[2]
    while chosen.count > count {
      chosen = chosen.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }
    return chosen
  }
}
