import NumericCore

/// A points scorecard: binned characteristics, a logistic regression on their weights of evidence.
///
/// Siddiqi, "Credit Risk Scorecards" (2006), on scorecard scaling: score = offset + factor·ln(odds
/// of good), factor = PDO / ln 2, so that a person reads each attribute's points and the score is
/// their sum. Higher is safer.
package struct Scorecard: Codable, Sendable, Equatable {
  /// How log-odds become points.
  package struct Scale: Codable, Sendable, Equatable {
    /// The score at `baseOdds`.
    package var baseScore = 600.0
    /// Good to bad at the base score.
    package var baseOdds = 30.0
    /// The points that double the odds of good.
    package var pointsToDoubleOdds = 20.0

    package init() {}

    package var factor: Double { pointsToDoubleOdds / Double.log(2) }
    package var offset: Double { baseScore - factor * Double.log(baseOdds) }
  }

  /// How a scorecard is fitted.
  package struct Options: Codable, Sendable, Equatable {
    package var binner = WeightOfEvidenceBinner()
    package var regression: LogisticRegression.Options
    package var scale = Scale()
    /// Characteristics with less information value are left out.
    package var minimumInformationValue = 0.02

    /// Weights of evidence all point to risk, so predictors with the wrong sign are dropped.
    package init() {
      regression = LogisticRegression.Options()
      regression.dropsNegative = true
    }
  }

  /// One characteristic on the card.
  package struct Line: Codable, Sendable, Equatable {
    /// Where the characteristic's value stands in an applicant's values.
    package let position: Int
    package let characteristic: BinnedCharacteristic
    package let coefficient: Double
    /// The points of each attribute, unrounded.
    package let points: [Double]
    /// The mean points over the items fitted on.
    package let averagePoints: Double
  }

  package let scale: Scale
  package let intercept: Double
  package let lines: [Line]
  /// Characteristics that are not on the card: too little information value, or a wrong sign.
  package let leftOut: [String]
  /// Whether the regression converged.
  package let converged: Bool
  /// Newton steps of the regression.
  package let iterations: Int

  /// A card while its regression is being fitted: binned, with the coefficients of one Newton step.
  package struct Iterate: Sendable {
    fileprivate let binned: [(position: Int, characteristic: BinnedCharacteristic)]
    fileprivate let regression: LogisticRegression

    /// The weights of evidence that the regression reads of an applicant's values.
    package func evidence(_ values: [CharacteristicValue]) -> [Double] {
      binned.map { $0.characteristic.weightOfEvidence(of: values[$0.position]) }
    }

    /// The log-odds of the bad outcome from the weights of evidence.
    package func logit(evidence: [Double]) -> Double { regression.logit(evidence) }
  }

  /// Fits a card; applicants' values are later given in the order of `characteristics`.
  ///
  /// `onIteration` is shown the card after every Newton step of its regression.
  ///
  /// - Throws: ``ClassicsError`` where there are no items, lengths differ, all have one outcome, or
  ///   no characteristic is predictive.
  package static func fit(
    _ characteristics: [Characteristic], bad: [Bool], weights: [Double]? = nil,
    options: Options = Options(), onIteration: ((Iterate) -> Void)? = nil
  ) throws(ClassicsError) -> Scorecard {
    var binned: [(position: Int, characteristic: BinnedCharacteristic)] = []
    for (position, characteristic) in characteristics.enumerated() {
      let fitted = try options.binner.fit(characteristic, bad: bad)
      if fitted.informationValue >= options.minimumInformationValue {
        binned.append((position, fitted))
      }
    }
    var evidence = Matrix(rows: bad.count, columns: binned.count)
    for (column, line) in binned.enumerated() {
      let source = characteristics[line.position].column
      for row in bad.indices {
        evidence[row, column] = line.characteristic.weightOfEvidence(of: source.value(at: row))
      }
    }
    let regression = try LogisticRegression.fit(
      features: evidence, outcomes: bad, weights: weights, options: options.regression,
      onIteration: { onIteration?(Iterate(binned: binned, regression: $0)) })
    let card = Scorecard(
      binned, regression, scale: options.scale, names: characteristics.map(\.name))
    guard !card.lines.isEmpty else {
      throw ClassicsError(
        code: .nothingPredictive,
        message: """
          none of \(characteristics.count) characteristics has an information value of \
          \(options.minimumInformationValue) and the right sign
          """)
    }
    return card
  }

  private init(
    _ binned: [(position: Int, characteristic: BinnedCharacteristic)],
    _ regression: LogisticRegression, scale: Scale, names: [String]
  ) {
    let kept = binned.indices.filter { !regression.dropped.contains($0) }
    // The intercept's points are spread evenly, so that the lines alone add up to the score.
    let share = (scale.offset - scale.factor * regression.intercept) / Double(max(kept.count, 1))
    lines = kept.map { index in
      let (position, characteristic) = binned[index]
      let coefficient = regression.coefficients[index]
      let points = characteristic.attributes.map {
        share - scale.factor * coefficient * $0.weightOfEvidence
      }
      let counts = characteristic.attributes.map { Double($0.count) }
      let average =
        zip(points, counts).reduce(0) { $0 + $1.0 * $1.1 } / counts.reduce(0, +)
      return Line(
        position: position, characteristic: characteristic, coefficient: coefficient,
        points: points, averagePoints: average)
    }
    self.scale = scale
    intercept = regression.intercept
    converged = regression.converged
    iterations = regression.iterations
    let onCard = Set(kept.map { binned[$0].position })
    leftOut = names.indices.filter { !onCard.contains($0) }.map { names[$0] }
  }

  /// The applicant's total score, in points.
  ///
  /// `values` holds all characteristics in the order of the fit, those left out too.
  package func score(_ values: [CharacteristicValue]) -> Double {
    lines.reduce(0) { $0 + $1.points[$1.characteristic.attributeIndex(of: values[$1.position])] }
  }

  /// The log-odds of the bad outcome.
  package func logit(_ values: [CharacteristicValue]) -> Double {
    lines.reduce(intercept) {
      $0 + $1.coefficient * $1.characteristic.weightOfEvidence(of: values[$1.position])
    }
  }

  /// The probability of the bad outcome.
  package func probability(_ values: [CharacteristicValue]) -> Double {
    Double.logistic(logit(values))
  }
}
