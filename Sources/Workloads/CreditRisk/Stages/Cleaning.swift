package import WorkloadKit

/// The first stage: fills what can be inferred and caps what is beyond belief.
///
/// A missing income is read off the ledger, where there is one, as the median inflow of the last
/// twelve months; anything else that is missing stays so, since a scorecard gives it a bin of its
/// own. Numbers are capped at the 0.5 and 99.5 % quantiles of the training applications.
package struct Cleaning: Stage, Codable {
  package var form: ApplicationForm
  /// The lowest and highest value of each number.
  package var limits: [ClosedRange<Double>]

  package var parameters: Int { 2 * limits.count }

  /// Learns the limits.
  package static func fit(_ applications: [Application], form: ApplicationForm) -> Cleaning {
    let limits = form.numbers.indices.map { field in
      let values = applications.map { $0.numbers[field] }.filter { !$0.isNaN }.sorted()
      guard let lowest = values.first, let highest = values.last else { return 0.0...0.0 }
      let tail = Int(Double(values.count) * 0.005)
      return tail == 0 ? lowest...highest : values[tail]...values[values.count - 1 - tail]
    }
    return Cleaning(form: form, limits: limits)
  }

  package func run(_ application: Application) throws(WorkloadError) -> Application {
    try application.check(against: form)
    var clean = capped(application)
    if let income = form.number(meaning: "income"), clean.numbers[income].isNaN,
      let inflow = form.series(named: "inflow")
    {
      let latest = clean.series[inflow].suffix(12).sorted()
      if !latest.isEmpty { clean.numbers[income] = latest[latest.count / 2] }
    }
    return clean
  }

  /// The application, its numbers within the limits.
  func capped(_ application: Application) -> Application {
    var capped = application
    for (field, limit) in limits.enumerated() where !capped.numbers[field].isNaN {
      capped.numbers[field] = min(max(capped.numbers[field], limit.lowerBound), limit.upperBound)
    }
    return capped
  }
}
