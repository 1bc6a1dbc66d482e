import Figures

extension Application {
  private static let empty = "not given"

  /// Each field of the form with its value, in the order of the form's units.
  func inWords(_ form: ApplicationForm) -> [String] {
    let numbers = zip(form.numbers, numbers).map { field, value in
      "\(field.name) \(value.isNaN ? Self.empty : Format.setting(value, .dimensionless))"
    }
    let categories = zip(form.categories, categories).map { field, level in
      "\(field.name) \(field.levels.indices.contains(level) ? field.levels[level] : Self.empty)"
    }
    return numbers + categories + zip(form.series, series).map(Self.inWords)
  }

  /// The latest value of a series beside its mean.
  private static func inWords(_ name: String, _ values: [Double]) -> String {
    guard let latest = values.last else { return "\(name) \(empty)" }
    let mean = values.reduce(0, +) / Double(values.count)
    return "\(name) \(short(latest)) latest, \(short(mean)) on average of \(values.count)"
  }

  private static func short(_ value: Double) -> String {
    value == value.rounded()
      ? Format.setting(value, .dimensionless) : Format.significant(value)
  }
}
