import Figures
import NumericCore

/// Limits as a threshold would have them.
enum LimitWriting {
  /// A bound with three significant digits and its unit, rounded so that the bound keeps it.
  static func text(_ bound: Double, _ unit: Unit, side: Direction) -> String {
    let (factor, symbol) = scale(bound, unit)
    let number = rounded(bound / factor, down: side == .higherIsBetter)
    return written(number) + symbol
  }

  private static func scale(_ value: Double, _ unit: Unit) -> (factor: Double, symbol: String) {
    switch unit {
    case .seconds:
      let units = [(1.0, " s"), (1e-3, " ms"), (1e-6, " us")]
      return units.first { value.magnitude >= $0.0 } ?? (1e-9, " ns")
    case .bytes:
      let units = [(0x1p30, " GiB"), (0x1p20, " MiB")]
      return units.first { value.magnitude >= $0.0 } ?? (0x1p10, " KiB")
    case .perSecond: return (1, "/s")
    case .euro: return (1, " EUR")
    case .dimensionless, .count: return (1, "")
    }
  }

  private static func rounded(_ value: Double, down: Bool) -> Double {
    guard value != 0, value.isFinite else { return value }
    let digits = Double.log(value.magnitude) / Double.log(10)
    let exponent = 2 - Int(digits.rounded(.down))
    let power = Double.pow(10, Double(exponent.magnitude)).rounded()
    let rule = down ? FloatingPointRoundingRule.down : .up
    // Multiplied and divided by whole powers, so that the nearest double to the decimals comes out.
    return exponent >= 0
      ? (value * power).rounded(rule) / power : (value / power).rounded(rule) * power
  }

  private static func written(_ number: Double) -> String {
    guard number.magnitude < 1e15, number != number.rounded() else {
      return number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    }
    return "\(number)"
  }
}
