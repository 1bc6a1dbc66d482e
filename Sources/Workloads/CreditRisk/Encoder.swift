import NumericCore

/// Brings raw fields to the numbers that a network takes: scaled, never combined.
///
/// A number x becomes asinh((x − median) / spread), which is linear about the median and logarithmic
/// in the tails, beside a flag that is 1 where it is missing. A category becomes an index, 0 where
/// missing; a level that no one had in training becomes the most frequent one, since its embedding
/// was never learnt. A series is scaled like a number, its median and spread taken over all months,
/// and once more relative to the applicant's own mean size, as series networks do with sequences of
/// unlike scale (Kim et al. 2022, "Reversible Instance Normalization").
struct Encoder: Codable, Sendable {
  /// The centre and size of a field's values.
  struct Scale: Codable, Sendable {
    var median: Double
    var spread: Double

    init(_ values: [Double]) {
      let sorted = values.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else {
        (median, spread) = (0, 1)
        return
      }
      median = sorted[sorted.count / 2]
      let range = sorted[sorted.count * 9 / 10] - sorted[sorted.count / 10]
      spread = range > 0 ? range / 2.56 : max(abs(median), 1)
    }

    func callAsFunction(_ value: Double) -> Float {
      let scaled = (value - median) / spread
      let size = abs(scaled)
      // asinh, written so that it loses nothing near zero.
      let arc = Double.log1p(size + size * size / (1 + (1 + size * size).squareRoot()))
      return Float(scaled < 0 ? -arc : arc)
    }

    /// The value that is scaled to the given one: median + spread · sinh.
    func inverse(_ scaled: Double) -> Double {
      median + spread * (Double.exp(scaled) - Double.exp(-scaled)) / 2
    }
  }

  var form: ApplicationForm
  var numbers: [Scale]
  var series: [Scale]
  /// For each category the index that stands for each level, after the one for a missing level.
  var stand: [[Int]]

  /// Two numbers for each number field.
  var numberWidth: Int { 2 * numbers.count }
  /// Two channels for each series.
  var channels: Int { 2 * series.count }

  /// Learns the scales; labels play no part.
  init(_ applications: [Application], form: ApplicationForm) {
    self.form = form
    numbers = form.numbers.indices.map { field in Scale(applications.map { $0.numbers[field] }) }
    series = form.series.indices.map { channel in
      Scale(applications.flatMap { $0.series[channel] })
    }
    stand = form.categories.indices.map { category in
      var counts = [Int](repeating: 0, count: form.categories[category].levels.count + 1)
      for application in applications { counts[application.categories[category] + 1] += 1 }
      let frequent = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
      return counts.indices.map { counts[$0] > 0 ? $0 : frequent }
    }
  }

  /// Appends the scaled numbers and missing flags of an application.
  func appendNumbers(_ application: Application, to row: inout [Float]) {
    for (scale, value) in zip(numbers, application.numbers) {
      row.append(value.isNaN ? 0 : scale(value))
      row.append(value.isNaN ? 1 : 0)
    }
  }

  /// Appends the ledger, month by month, channels innermost.
  func appendLedger(_ application: Application, to row: inout [Float]) {
    let sizes = application.series.map { LedgerMeasures.scale($0) }
    for month in 0..<form.months {
      for (channel, scale) in series.enumerated() {
        let value = application.series[channel][month]
        row.append(scale(value))
        row.append(Float(value / sizes[channel] - 1))
      }
    }
  }

  /// The index of each category's level.
  func levels(_ application: Application) -> [Int] {
    zip(stand, application.categories).map { $0[$1 + 1] }
  }
}
