import NumericCore
package import WorkloadKit

/// Cleaning that is learned: each field that some left empty is regressed on all the others.
///
/// Ridge regression on the scaled raw fields, one for each number and for each level of a category
/// (the level with the largest prediction is taken), fitted on the training applications that have
/// the field. Caps are the written ones. What this gives up: that a field was empty says nothing
/// any more, since the scorecard no longer sees it.
package struct LearnedImputation: Stage, Codable {
  /// The regressions of one field: a single one of a number, one for each level of a category.
  struct Target: Codable, Sendable {
    /// The index among the form's units.
    var unit: Int
    /// For each regression the weights of the predictors, the intercept last.
    var weights: [[Double]]
  }

  /// The written cleaning, of which the caps are kept.
  var written: Cleaning
  var scales: [Encoder.Scale]
  var seriesScales: [Encoder.Scale]
  var targets: [Target]

  /// Applications that must have a field, and must lack it, for it to be regressed.
  private static let leastPresent = 30

  package var parameters: Int {
    written.parameters + targets.reduce(0) { $0 + $1.weights.reduce(0) { $0 + $1.count } }
  }

  /// Fits the regressions with one ridge penalty.
  ///
  /// - Throws: `LinearSolveError` where a penalty of 0 leaves the predictors dependent.
  static func fit(
    _ applications: [Application], form: ApplicationForm, penalty: Double
  ) throws -> LearnedImputation {
    let written = Cleaning.fit(applications, form: form)
    let capped = applications.map(written.capped)
    var stage = LearnedImputation(
      written: written,
      scales: form.numbers.indices.map { field in
        Encoder.Scale(capped.map { $0.numbers[field] })
      },
      seriesScales: form.series.indices.map { channel in
        Encoder.Scale(capped.flatMap { $0.series[channel] })
      }, targets: [])
    let rows = capped.map(stage.predictors)
    for field in form.numbers.indices {
      let present = capped.indices.filter { !capped[$0].numbers[field].isNaN }
      guard present.count >= leastPresent, present.count < capped.count else { continue }
      let values = present.map { Double(stage.scales[field](capped[$0].numbers[field])) }
      let design = present.map { stage.blinded(rows[$0], unit: field) }
      stage.targets.append(
        Target(unit: field, weights: [try ridge(design, values, penalty: penalty)]))
    }
    for category in form.categories.indices {
      let present = capped.indices.filter { capped[$0].categories[category] >= 0 }
      guard present.count >= leastPresent, present.count < capped.count else { continue }
      let unit = form.unit(category: category)
      let design = present.map { stage.blinded(rows[$0], unit: unit) }
      let weights = try form.categories[category].levels.indices.map { level in
        try ridge(
          design, present.map { capped[$0].categories[category] == level ? 1 : 0 },
          penalty: penalty)
      }
      stage.targets.append(Target(unit: unit, weights: weights))
    }
    return stage
  }

  /// Fills every empty field that has a regression.
  package func run(_ application: Application) throws(WorkloadError) -> Application {
    let form = written.form
    try application.check(against: form)
    let capped = written.capped(application)
    var clean = capped
    lazy var row = predictors(capped)
    for target in targets where isEmpty(target.unit, in: capped) {
      let seen = blinded(row, unit: target.unit)
      let predictions = target.weights.map { weights in
        zip(weights, seen).reduce(0) { $0 + $1.0 * $1.1 }
      }
      if target.unit < form.numbers.count {
        let value = scales[target.unit].inverse(predictions[0])
        let limit = written.limits[target.unit]
        clean.numbers[target.unit] = min(max(value, limit.lowerBound), limit.upperBound)
      } else {
        let likeliest = predictions.indices.max { predictions[$0] < predictions[$1] } ?? 0
        clean.categories[target.unit - form.numbers.count] = likeliest
      }
    }
    return clean
  }

  private func isEmpty(_ unit: Int, in application: Application) -> Bool {
    let numbers = written.form.numbers.count
    return unit < numbers
      ? application.numbers[unit].isNaN : application.categories[unit - numbers] < 0
  }

  /// Scaled numbers with flags of the empty ones, a flag for each level, of each series the mean of
  /// all months and of the last twelve, and a one for the intercept.
  private func predictors(_ application: Application) -> [Double] {
    var row: [Double] = []
    for (scale, value) in zip(scales, application.numbers) {
      row.append(value.isNaN ? 0 : Double(scale(value)))
      row.append(value.isNaN ? 1 : 0)
    }
    for (category, level) in zip(written.form.categories, application.categories) {
      for index in -1..<category.levels.count { row.append(level == index ? 1 : 0) }
    }
    for (scale, values) in zip(seriesScales, application.series) {
      row.append(Double(scale(LedgerMeasures.mean(values))))
      row.append(Double(scale(LedgerMeasures.recent(values, months: 12))))
    }
    return row + [1]
  }

  /// The predictors without what they say of one unit, which is what is predicted.
  private func blinded(_ row: [Double], unit: Int) -> [Double] {
    var row = row
    let form = written.form
    if unit < form.numbers.count {
      row[2 * unit] = 0
      row[2 * unit + 1] = 0
    } else {
      let category = unit - form.numbers.count
      let before = form.categories.prefix(category).reduce(0) { $0 + $1.levels.count + 1 }
      let start = 2 * form.numbers.count + before
      for index in start...start + form.categories[category].levels.count { row[index] = 0 }
    }
    return row
  }

  /// The weights that minimise |X·w − y|² + penalty·|w|².
  private static func ridge(
    _ rows: [[Double]], _ values: [Double], penalty: Double
  ) throws -> [Double] {
    let width = rows.first?.count ?? 0
    var square = Matrix(rows: width, columns: width)
    var product = [Double](repeating: 0, count: width)
    for (row, value) in zip(rows, values) {
      for i in 0..<width where row[i] != 0 {
        product[i] += row[i] * value
        for j in 0...i { square[i, j] += row[i] * row[j] }
      }
    }
    for i in 0..<width { square[i, i] += penalty }
    return try CholeskyFactor(of: square).solve(product)
  }
}
