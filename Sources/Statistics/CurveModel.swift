import NumericCore

/// The points of an ascending curve, continued by the family that predicts the largest size best.
struct CurveModel {
  /// Sizes that a curve takes for the families to be fitted: 4 parameters and a point held back.
  static let leastForFamilies = 5

  let sizes: [Double]
  /// The isotonic regression of the scores; its last value is what the last point predicts.
  let ascending: [Double]
  let family: CurveFamily
  let fit: CurveFit?
  /// |score − prediction| at the largest size, from the sizes below; empty where nothing was fitted.
  private(set) var errors: [CurveFamily: Double] = [:]
  /// The shapes found, to start later searches from.
  private(set) var shapes: [CurveShape] = []

  /// - Parameters:
  ///   - sizes: Ascending; at least two.
  ///   - scores: Ascending but for chance.
  ///   - weights: Positive; the inverse of a variance.
  ///   - ceiling: What no score exceeds.
  ///   - starts: Random starts of every search.
  ///   - warm: Shapes to start from as well; nil keeps to the last point.
  ///   - generator: Where the starts come from.
  init(
    sizes: [Double], scores: [Double], weights: [Double], ceiling: Double, starts: Int,
    warm: [CurveShape]?, _ generator: inout SeededGenerator
  ) {
    self.sizes = sizes
    ascending = IsotonicRegression.ascending(scores, weights: weights)
    guard let warm, sizes.count >= Self.leastForFamilies else {
      (family, fit) = (.lastPoint, nil)
      return
    }
    let last = sizes.count - 1
    let below = CurveFitter(
      sizes: Array(sizes[..<last]), scores: Array(scores[..<last]),
      weights: Array(weights[..<last]), ceiling: ceiling)
    let before = IsotonicRegression.ascending(below.scores, weights: below.weights)
    var chosen = CurveFamily.lastPoint
    var least = (scores[last] - before[last - 1]).magnitude
    errors[.lastPoint] = least
    for family in CurveFamily.fitted {
      let held = below.fit(family, starts: starts, warm: warm, &generator)
      let error = (scores[last] - held.value(at: sizes[last])).magnitude
      shapes.append(held.shape)
      errors[family] = error
      if error < least { (chosen, least) = (family, error) }
    }
    family = chosen
    guard chosen != .lastPoint else {
      fit = nil
      return
    }
    let all = CurveFitter(sizes: sizes, scores: scores, weights: weights, ceiling: ceiling)
    let found = all.fit(chosen, starts: starts, warm: warm + shapes, &generator)
    shapes.append(found.shape)
    fit = found
  }

  /// The isotonic regression of the scores alone.
  init(joining sizes: [Double], scores: [Double], weights: [Double]) {
    self.sizes = sizes
    ascending = IsotonicRegression.ascending(scores, weights: weights)
    (family, fit) = (.lastPoint, nil)
  }

  /// The score at a size of at least the smallest.
  func value(at size: Double) -> Double {
    if let fit { return fit.value(at: size) }
    guard let above = sizes.firstIndex(where: { $0 >= size }) else {
      return ascending[ascending.count - 1]
    }
    guard above > 0 else { return ascending[0] }
    let share =
      Double.log(size / sizes[above - 1]) / Double.log(sizes[above] / sizes[above - 1])
    return ascending[above - 1] + share * (ascending[above] - ascending[above - 1])
  }
}
