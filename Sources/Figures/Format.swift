/// How numbers are written for people: the same on every machine, in every locale.
///
/// A decimal point, commas between thousands, `−` for minus; three significant digits where a
/// unit has prefixes, three decimals where it has none.
package enum Format {
  private static let minus = "−"

  /// The value with its unit, in the prefix that suits it, such as `43.4 µs` or `12.5 MiB`.
  package static func value(_ value: Double, _ unit: Unit) -> String {
    let scale = Scale(for: value, unit)
    return scale.number(value) + scale.suffix
  }

  /// A number that someone set, with no more decimals than it needs, such as `80 ms` or `0.76`.
  package static func setting(_ value: Double, _ unit: Unit) -> String {
    let scale = Scale(for: value, unit)
    var digits = fixed(value / scale.factor, decimals: 6)
    guard digits.contains(".") else { return digits + scale.suffix }
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits + scale.suffix
  }

  /// The estimate with its interval, such as `0.781 [0.765, 0.797]` or `43.4 µs [41.2, 45.0]`.
  package static func estimate(_ estimate: Estimate, _ unit: Unit) -> String {
    let scale = Scale(for: estimate.value, unit)
    let value = scale.number(estimate.value) + scale.suffix
    guard let interval = estimate.interval else { return value }
    let (lower, upper) = (scale.number(interval.lower), scale.number(interval.upper))
    // What does not vary at all has an interval of no width, which says nothing.
    return lower == upper ? value : "\(value) [\(lower), \(upper)]"
  }

  /// A difference with its sign and interval, such as `+0.012 [+0.004, +0.020]`.
  package static func difference(_ estimate: Estimate, _ unit: Unit) -> String {
    let scale = Scale(for: estimate.value, unit)
    let value = scale.signed(estimate.value) + scale.suffix
    guard let interval = estimate.interval else { return value }
    return "\(value) [\(scale.signed(interval.lower)), \(scale.signed(interval.upper))]"
  }

  /// A ratio with its interval, such as `1.83 × [1.70, 1.97]`.
  package static func ratio(_ estimate: Estimate) -> String {
    let value = significant(estimate.value) + " ×"
    guard let interval = estimate.interval else { return value }
    return "\(value) [\(significant(interval.lower)), \(significant(interval.upper))]"
  }

  /// A share as a whole percentage, never rounded to 0 % or 100 % unless it is.
  package static func percent(_ share: Double) -> String {
    let rounded = fixed(share * 100, decimals: 0)
    if rounded == "100", share < 1 { return "over 99 %" }
    if rounded == "0", share > 0 { return "under 1 %" }
    return rounded + " %"
  }

  /// The value with a fixed number of decimals, halves away from zero.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    let scale = power(decimals)
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    // Beyond this a double holds no such decimals, and Int would overflow.
    guard scaled < 9e15 else { return "\(value)" }
    let digits = Int(scaled)
    let sign = value < 0 && digits > 0 ? minus : ""
    let whole = grouped(digits / Int(scale))
    guard decimals > 0 else { return sign + whole }
    let fraction = String(digits % Int(scale))
    let zeros = String(repeating: "0", count: max(0, decimals - fraction.count))
    return sign + whole + "." + zeros + fraction
  }

  /// The value with the given number of significant digits; digits before the point are all kept.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    fixed(value, decimals: decimals(value, digits: digits))
  }

  /// A whole number with commas between thousands.
  package static func count(_ count: Int) -> String {
    (count < 0 ? minus : "") + grouped(count.magnitude)
  }

  /// The decimals that show `digits` significant digits of a value after rounding.
  static func decimals(_ value: Double, digits: Int = 3) -> Int {
    let magnitude = value.magnitude
    guard magnitude.isFinite, magnitude > 1e-12 else { return digits - 1 }
    var exponent = 0
    while magnitude >= power(exponent + 1), exponent < 15 { exponent += 1 }
    while exponent > -12, magnitude * power(-exponent) < 1 { exponent -= 1 }
    let decimals = max(0, digits - 1 - exponent)
    // 9.996 is 10.0 with three digits, not 10.00.
    let rounded = (magnitude * power(decimals)).rounded(.toNearestOrAwayFromZero)
    return decimals > 0 && rounded >= power(digits) ? decimals - 1 : decimals
  }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<max(0, exponent) { result *= 10 }
    return result
  }

  private static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

/// The prefix and the decimals in which a value and the bounds beside it are written.
private struct Scale {
  let factor: Double
  let suffix: String
  let decimals: Int

  init(for value: Double, _ unit: Unit) {
    let prefixes = Scale.prefixes(of: unit)
    // A half-per-mille early, so that 999.6 µs is 1.00 ms and not 1,000 µs.
    let chosen = prefixes.first { value.magnitude >= $0.factor * 0.9995 } ?? prefixes.last
    factor = chosen?.factor ?? 1
    suffix = chosen?.suffix ?? ""
    let scaled = value / factor
    switch unit {
    case .dimensionless: decimals = scaled.magnitude < 10 ? 3 : Format.decimals(scaled)
    case .euro: decimals = scaled.magnitude < 1000 ? 2 : 0
    case .count: decimals = scaled == scaled.rounded() ? 0 : Format.decimals(scaled)
    case .bytes where factor == 1: decimals = 0
    case .seconds, .bytes, .perSecond: decimals = Format.decimals(scaled)
    }
  }

  func number(_ value: Double) -> String { Format.fixed(value / factor, decimals: decimals) }

  func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + number(value) }

  private static func prefixes(of unit: Unit) -> [(factor: Double, suffix: String)] {
    switch unit {
    case .seconds: [(1, " s"), (1e-3, " ms"), (1e-6, " µs"), (1e-9, " ns")]
    case .bytes: [(0x1p30, " GiB"), (0x1p20, " MiB"), (0x1p10, " KiB"), (1, " B")]
    case .perSecond: [(1e6, " M/s"), (1e3, " k/s"), (1, "/s")]
    case .euro: [(1, " EUR")]
    case .dimensionless, .count: []
    }
  }
}
