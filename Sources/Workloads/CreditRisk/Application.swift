import WorkloadKit

/// Which fields an application has; both architectures are built from it.
package struct ApplicationForm: Codable, Sendable, Equatable {
  /// A field that holds a number.
  package struct Number: Codable, Sendable, Equatable {
    package var name: String
    /// What the feature stage may know the field as, such as `income`; nil for a field like any other.
    package var meaning: String?

    package init(_ name: String, meaning: String? = nil) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// A field that holds one of several levels.
  package struct Category: Codable, Sendable, Equatable {
    package var name: String
    package var levels: [String]

    package init(_ name: String, levels: [String]) {
      self.name = name
      self.levels = levels
    }
  }

  package var numbers: [Number]
  package var categories: [Category]
  /// The names of the ledger's monthly series, such as `inflow`.
  package var series: [String]
  /// Steps of every series, the latest last.
  package var months: Int

  package init(numbers: [Number], categories: [Category], series: [String], months: Int) {
    self.numbers = numbers
    self.categories = categories
    self.series = series
    self.months = months
  }

  /// The parts of an application that a reason may name: numbers, categories, series, in order.
  package var units: [String] { numbers.map(\.name) + categories.map(\.name) + series }

  /// The index of the number field with a meaning.
  func number(meaning: String) -> Int? { numbers.firstIndex { $0.meaning == meaning } }

  /// The index of the series with a name.
  func series(named name: String) -> Int? { series.firstIndex(of: name) }

  func unit(number index: Int) -> Int { index }
  func unit(category index: Int) -> Int { numbers.count + index }
  func unit(series index: Int) -> Int { numbers.count + categories.count + index }
}

/// One raw application: what the applicant declared, and the account's monthly ledger.
package struct Application: Sendable, Equatable {
  package var id: String
  /// In the form's order; NaN where the applicant left the field empty.
  package var numbers: [Double]
  /// Indices of levels in the form's order; −1 where empty or unknown to the form.
  package var categories: [Int]
  /// One array of `months` values for each series of the form, the latest last.
  package var series: [[Double]]

  package init(id: String, numbers: [Double], categories: [Int], series: [[Double]]) {
    self.id = id
    self.numbers = numbers
    self.categories = categories
    self.series = series
  }

  /// Checks that the application has the form's shape and at least one value.
  ///
  /// - Throws: `WorkloadError` saying which part is missing or malformed.
  func check(against form: ApplicationForm) throws(WorkloadError) {
    func fail(_ problem: String) -> WorkloadError {
      WorkloadError(
        problem, at: "application '\(id)'",
        remedy: "send every field of the form, with NaN or −1 for an empty one")
    }
    guard numbers.count == form.numbers.count else {
      throw fail("it has \(numbers.count) numbers where the form has \(form.numbers.count)")
    }
    guard categories.count == form.categories.count else {
      throw fail(
        "it has \(categories.count) categories where the form has \(form.categories.count)")
    }
    guard series.count == form.series.count else {
      throw fail("it has \(series.count) series where the form has \(form.series.count)")
    }
    for (name, values) in zip(form.series, series) {
      guard values.count == form.months else {
        throw fail("series '\(name)' has \(values.count) months where the form has \(form.months)")
      }
      guard values.allSatisfy(\.isFinite) else { throw fail("series '\(name)' is not finite") }
    }
    for (category, index) in zip(form.categories, categories)
    where !(-1..<category.levels.count).contains(index) {
      throw fail("category '\(category.name)' has no level \(index)")
    }
    guard !numbers.contains(where: \.isInfinite) else { throw fail("a number is infinite") }
    let isEmpty =
      numbers.allSatisfy(\.isNaN) && categories.allSatisfy { $0 < 0 } && series.isEmpty
    guard !isEmpty else { throw fail("it is empty") }
  }
}

/// An application with its outcome, and in the embedded corpus with the truth behind it.
package struct Applicant: LabelledItem, Sendable {
  /// What the embedded corpus knows of an applicant.
  package struct Truth: Sendable, Equatable {
    /// The probability that the loan defaults.
    package var probability: Double
    /// The application as it would be with no field left empty.
    package var application: Application
    /// The terms of the default process, in the order of `DefaultProcess.terms`.
    package var terms: [Double]

    package init(probability: Double, application: Application, terms: [Double]) {
      self.probability = probability
      self.application = application
      self.terms = terms
    }
  }

  package var input: Application
  package var defaulted: Bool
  /// The applicant's protected groups by column; never part of the input.
  package var groups: [String: String]
  package var truth: Truth?

  package var id: String { input.id }

  package init(
    input: Application, defaulted: Bool, groups: [String: String] = [:], truth: Truth? = nil
  ) {
    self.input = input
    self.defaulted = defaulted
    self.groups = groups
    self.truth = truth
  }
}

/// What a candidate answers: the probability of default, and the decision that follows from it.
package struct CreditAnswer: Sendable, Equatable {
  /// The probability that the loan defaults, in 0…1.
  package var probability: Double
  /// Whether the candidate refuses: its probability lies above its own cut-off.
  package var refused: Bool

  package init(probability: Double, refused: Bool) {
    self.probability = probability
    self.refused = refused
  }
}
