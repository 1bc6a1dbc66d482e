import NumericCore

/// What a credit analyst reads off a monthly series: level, trend, volatility, recent months.
///
/// The feature stage and the embedded corpus's default process both use these, which is how the
/// corpus can say to what degree the hybrid's knowledge matches the process.
package enum LedgerMeasures {
  /// The mean, 0 of nothing.
  package static func mean(_ values: some Collection<Double>) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The mean of the latest `months`.
  package static func recent(_ values: [Double], months: Int) -> Double {
    mean(values.suffix(months))
  }

  /// The least-squares slope, as a share of the mean's size, per year of twelve months.
  package static func yearlyTrend(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let middle = Double(values.count - 1) / 2
    let average = mean(values)
    var product = 0.0
    var square = 0.0
    for (month, value) in values.enumerated() {
      let time = Double(month) - middle
      product += time * (value - average)
      square += time * time
    }
    return 12 * product / square / scale(values)
  }

  /// The standard deviation about the trend line, as a share of the mean's size.
  package static func volatility(_ values: [Double]) -> Double {
    guard values.count > 2 else { return 0 }
    let average = mean(values)
    let slope = yearlyTrend(values) * scale(values) / 12
    let middle = Double(values.count - 1) / 2
    var total = 0.0
    for (month, value) in values.enumerated() {
      let rest = value - average - slope * (Double(month) - middle)
      total += rest * rest
    }
    return (total / Double(values.count)).squareRoot() / scale(values)
  }

  /// The size of a typical value, never zero: the mean absolute value, at least 1.
  package static func scale(_ values: [Double]) -> Double { max(mean(values.map(abs)), 1) }
}
