import NumericCore

/// Finds where the difference of two curves changes its sign.
struct CrossingSearch {
  static let steps = 128

  let from: Double
  let to: Double
  private let grid: [Double]

  /// The sizes between which to look, evenly divided on their logarithm.
  init(from: Double, to: Double) {
    self.from = from
    self.to = to
    let span = Double.log(to / from)
    grid = (0...Self.steps).map { step in
      step == Self.steps ? to : from * Double.exp(span * Double(step) / Double(Self.steps))
    }
  }

  /// How two curves lie to each other: the sign of first less second, where ascending is better.
  struct Course {
    /// The last size at which the sign changes; nil where it never does.
    var crossing: Double?
    /// The sign before the crossing, or throughout; 0 where the curves are the same.
    var before = 0
    /// The sign at the end.
    var after = 0
  }

  func course(_ first: CurveModel, _ second: CurveModel) -> Course {
    func sign(_ size: Double) -> Int {
      let difference = first.value(at: size) - second.value(at: size)
      return difference > 0 ? 1 : difference < 0 ? -1 : 0
    }
    var course = Course()
    var last = from
    for size in grid {
      let found = sign(size)
      guard found != 0 else { continue }
      if course.after == 0 { course.before = found }
      if course.after != 0, found != course.after {
        course.before = course.after
        course.crossing = bisect(last, size) { sign($0) == found }
      }
      course.after = found
      last = size
    }
    return course
  }

  /// The size at which `isPast` becomes true, to about a millionth.
  private func bisect(_ low: Double, _ high: Double, _ isPast: (Double) -> Bool) -> Double {
    var (low, high) = (low, high)
    while high > low * (1 + 1e-7) {
      let middle = (low * high).squareRoot()
      if isPast(middle) { high = middle } else { low = middle }
    }
    return (low * high).squareRoot()
  }
}
