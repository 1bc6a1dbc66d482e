import Explaining

extension DefaultProcess {
  /// The units of the embedded corpus's form that each term reads, in the order of ``terms``.
  static let unitsOfTerms: [[Int]] = {
    let form = EmbeddedCorpus.form
    let field = EmbeddedCorpus.Field.self
    let income = form.unit(number: field.income)
    let term = form.unit(number: field.term)
    let purpose = form.unit(category: field.purpose)
    let housing = form.unit(category: field.housing)
    let inflow = form.unit(series: field.inflow)
    let outflow = form.unit(series: field.outflow)
    return [
      [form.unit(number: field.debt), income], [form.unit(number: field.amount), term, income],
      [inflow], [inflow, form.unit(series: field.balance)],
      [form.unit(number: field.delinquencies)], [form.unit(series: field.overdraft)],
      [form.unit(number: field.employment)], [purpose, housing],
      [inflow], [outflow, inflow], [outflow, inflow], [inflow], [purpose, housing, term],
    ]
  }()

  /// The exact Shapley values of the log-odds of a complete application, for each unit.
  ///
  /// The absent units are taken from each reference in turn. Shapley values add up over the terms of
  /// a sum, and a unit that a term does not read has no part in it: so a term of u units takes 2ᵘ
  /// coalitions, where the whole form of sixteen would take 65,536.
  func contributions(
    to application: Application, against references: [Application]
  ) -> [Double] {
    let form = EmbeddedCorpus.form
    var contributions = [Double](repeating: 0, count: form.units.count)
    for (term, units) in Self.unitsOfTerms.enumerated() {
      // Three units at most, so that it can be enumerated.
      guard let enumeration = try? ShapleyEnumeration(units: units.count) else { continue }
      let shares = enumeration.values { coalitions in
        coalitions.map { coalition in
          var kept = [Bool](repeating: false, count: form.units.count)
          for member in coalition.members { kept[units[member]] = true }
          let sum = references.reduce(0) { sum, reference in
            let composed = application.taking(from: reference, outside: kept, form: form)
            return sum + Self.terms(of: composed)[term]
          }
          return sum / Double(references.count)
        }
      }
      for (unit, share) in zip(units, shares) {
        contributions[unit] += slope(ofTerm: term) * share
      }
    }
    return contributions
  }
}
