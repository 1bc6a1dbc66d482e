package import NumericCore

extension Scorecard {
  /// The same card with its learned numbers shuffled: a control for explanations.
  ///
  /// Coefficients change places between the lines, and the points of a line's attributes between
  /// the attributes, so that the card has the same form and scale and knows nothing (the parameter
  /// randomisation test of Adebayo et al. 2018, "Sanity Checks for Saliency Maps").
  package func randomised(using generator: inout SeededGenerator) -> Scorecard {
    var coefficients = lines.map(\.coefficient)
    generator.shuffle(&coefficients)
    let shuffled = zip(lines, coefficients).map { line, coefficient in
      let factor = line.coefficient == 0 ? 1 : coefficient / line.coefficient
      var points = line.points.map { line.averagePoints + ($0 - line.averagePoints) * factor }
      generator.shuffle(&points)
      return Line(
        position: line.position, characteristic: line.characteristic, coefficient: coefficient,
        points: points, averagePoints: line.averagePoints)
    }
    return Scorecard(
      scale: scale, intercept: intercept, lines: shuffled, leftOut: leftOut, converged: converged,
      iterations: iterations)
  }

  private init(
    scale: Scale, intercept: Double, lines: [Line], leftOut: [String], converged: Bool,
    iterations: Int
  ) {
    self.scale = scale
    self.intercept = intercept
    self.lines = lines
    self.leftOut = leftOut
    self.converged = converged
    self.iterations = iterations
  }
}
