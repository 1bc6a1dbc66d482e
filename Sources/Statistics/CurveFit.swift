package import NumericCore

/// A family fitted to the points of a learning curve.
package struct CurveFit: Codable, Sendable, Hashable {
  package let shape: CurveShape
  /// What the score tends to with ever more examples.
  package let limit: Double
  /// What is left to gain at the largest fitted size: limit less score.
  package let gap: Double
  /// The largest fitted size.
  package let largest: Double
  /// Σ (score − curve)² / variance.
  package let deviance: Double

  package func value(at size: Double) -> Double {
    limit - gap * shape.value(size, largest: largest)
  }
}

/// Fits the families by Levenberg–Marquardt from many starts.
///
/// Limit and gap are linear, so they are solved for exactly at every shape, and the search is over the
/// two numbers of the shape alone: variable projection (Golub & Pereyra 1973). Scores ascend here.
package struct CurveFitter: Sendable {
  let sizes: [Double]
  let scores: [Double]
  let weights: [Double]
  let ceiling: Double

  /// - Parameters:
  ///   - sizes: Ascending, and at least as many as a family has parameters, which are 4.
  ///   - scores: As many, ascending but for chance.
  ///   - weights: The inverse of each score's variance.
  ///   - ceiling: What the limit may not exceed, such as 1 of an AUC.
  package init(sizes: [Double], scores: [Double], weights: [Double], ceiling: Double) {
    self.sizes = sizes
    self.scores = scores
    self.weights = weights
    self.ceiling = ceiling
  }

  private var largest: Double { sizes[sizes.count - 1] }

  /// The best fit over `starts` shapes drawn evenly from the box, and those of `warm`.
  package func fit(
    _ family: CurveFamily, starts: Int, warm: [CurveShape] = [],
    _ generator: inout SeededGenerator
  ) -> CurveFit {
    let box = ShapeBox(family, smallest: sizes[0], largest: largest)
    var places = warm.filter { $0.family == family }.map(box.place)
    for _ in 0..<starts {
      let shares = (generator.uniform(0.02, 0.98), generator.uniform(0.02, 0.98))
      places.append((Self.logit(shares.0), Self.logit(shares.1)))
    }
    var best = linear(box.shape((0, 0)))
    for place in places {
      let found = descend(box, from: place)
      if found.deviance < best.deviance { best = found }
    }
    return best
  }

  private static func logit(_ share: Double) -> Double { Double.log(share / (1 - share)) }

  /// Limit and gap by weighted least squares, with gap ≥ 0 and limit ≤ ceiling.
  private func linear(_ shape: CurveShape) -> CurveFit {
    let heights = sizes.map { shape.value($0, largest: largest) }
    var (total, height, score) = (0.0, 0.0, 0.0)
    for index in sizes.indices {
      total += weights[index]
      height += weights[index] * heights[index]
      score += weights[index] * scores[index]
    }
    (height, score) = (height / total, score / total)
    var (spread, product) = (0.0, 0.0)
    for index in sizes.indices {
      let away = heights[index] - height
      spread += weights[index] * away * away
      product += weights[index] * away * (scores[index] - score)
    }
    var gap = spread > 0 ? max(0, -product / spread) : 0
    var limit = score + gap * height
    if limit > ceiling {
      limit = ceiling
      var (above, square) = (0.0, 0.0)
      for index in sizes.indices {
        above += weights[index] * heights[index] * (ceiling - scores[index])
        square += weights[index] * heights[index] * heights[index]
      }
      gap = max(0, above / square)
    }
    var deviance = 0.0
    for index in sizes.indices {
      let residual = scores[index] - limit + gap * heights[index]
      deviance += weights[index] * residual * residual
    }
    return CurveFit(shape: shape, limit: limit, gap: gap, largest: largest, deviance: deviance)
  }

  private func residuals(_ fit: CurveFit) -> [Double] {
    sizes.indices.map { weights[$0].squareRoot() * (scores[$0] - fit.value(at: sizes[$0])) }
  }

  /// Levenberg–Marquardt with Marquardt's scaling, on derivatives by central differences.
  private func descend(_ box: ShapeBox, from start: (Double, Double)) -> CurveFit {
    var place = start
    var fit = linear(box.shape(place))
    var damping = 1e-3
    for _ in 0..<200 {
      let system = normalEquations(box, place, residuals(fit))
      var improved = false
      while damping < 1e10 {
        let step = system.step(damping)
        let next = (place.0 + step.0, place.1 + step.1)
        let tried = linear(box.shape(next))
        if tried.deviance < fit.deviance {
          improved = fit.deviance - tried.deviance > 1e-9 * fit.deviance
          (place, fit) = (next, tried)
          damping = max(damping / 10, 1e-12)
          break
        }
        damping *= 10
      }
      if !improved { break }
    }
    return fit
  }

  private func normalEquations(
    _ box: ShapeBox, _ place: (Double, Double), _ residuals: [Double]
  ) -> ShapeEquations {
    let step = 1e-5
    func derivative(_ one: (Double, Double), _ other: (Double, Double)) -> [Double] {
      let (ahead, behind) = (
        self.residuals(linear(box.shape(one))), self.residuals(linear(box.shape(other)))
      )
      return zip(ahead, behind).map { ($0 - $1) / (2 * step) }
    }
    let first = derivative((place.0 + step, place.1), (place.0 - step, place.1))
    let second = derivative((place.0, place.1 + step), (place.0, place.1 - step))
    return ShapeEquations(first, second, residuals)
  }
}

/// Jᵀ·J and Jᵀ·r of two parameters.
private struct ShapeEquations {
  var (a, b, c) = (0.0, 0.0, 0.0)
  var (p, q) = (0.0, 0.0)

  init(_ first: [Double], _ second: [Double], _ residuals: [Double]) {
    for index in residuals.indices {
      a += first[index] * first[index]
      b += first[index] * second[index]
      c += second[index] * second[index]
      p += first[index] * residuals[index]
      q += second[index] * residuals[index]
    }
  }

  /// The damped step, at most 4 in each direction, as the image of the box is flat beyond.
  func step(_ damping: Double) -> (Double, Double) {
    let floor = 1e-12 * (a + c) + Double.leastNormalMagnitude
    let (one, other) = (a + damping * max(a, floor), c + damping * max(c, floor))
    let determinant = one * other - b * b
    guard determinant > 0 else { return (0, 0) }
    let (x, y) = ((b * q - other * p) / determinant, (b * p - one * q) / determinant)
    return (min(max(x, -4), 4), min(max(y, -4), 4))
  }
}
