import NumericCore

/// One Gaussian with a diagonal covariance for each of a number of classes: a start for alignment.
package struct DiagonalGaussians: Sendable, Equatable {
  package let width: Int
  /// By class and column.
  private var means: [Float]
  private var precisions: [Float]
  /// By class: the logarithm of the density's constant.
  private var constants: [Float]

  package var classes: Int { constants.count }

  /// Fits to frames that are assigned to classes.
  ///
  /// A class with fewer than three frames has the moments of all of them. Variances are floored at a
  /// hundredth of the overall ones.
  ///
  /// # Shapes
  /// - frames: `[assignment.count, width]`
  package init(frames: [Float], width: Int, assignment: [Int], classes: Int) {
    self.width = width
    var counts = [Double](repeating: 0, count: classes + 1)
    var sums = [Double](repeating: 0, count: (classes + 1) * width)
    var squares = sums
    for (frame, assigned) in assignment.enumerated() {
      for place in [assigned, classes] {
        counts[place] += 1
        for column in 0..<width {
          let value = Double(frames[frame * width + column])
          sums[place * width + column] += value
          squares[place * width + column] += value * value
        }
      }
    }
    means = []
    precisions = []
    constants = []
    for place in 0..<classes {
      let source = counts[place] >= 3 ? place : classes
      var constant = 0.0
      for column in 0..<width {
        let count = max(counts[source], 1)
        let mean = sums[source * width + column] / count
        let overall = sums[classes * width + column] / max(counts[classes], 1)
        let whole = squares[classes * width + column] / max(counts[classes], 1) - overall * overall
        let variance = max(
          squares[source * width + column] / count - mean * mean, 0.01 * whole, 1e-6)
        means.append(Float(mean))
        precisions.append(Float(1 / variance))
        constant -= 0.5 * Double.log(2 * .pi * variance)
      }
      constants.append(Float(constant))
    }
  }

  /// The log density of each frame under each class.
  ///
  /// # Shapes
  /// - frames: `[count, width]`
  /// - result: `[count, classes]`
  package func scores(_ frames: [Float]) -> [Float] {
    let count = frames.count / max(width, 1)
    var scores = [Float](repeating: 0, count: count * classes)
    for frame in 0..<count {
      for place in 0..<classes {
        var sum: Float = 0
        for column in 0..<width {
          let distance = frames[frame * width + column] - means[place * width + column]
          sum += distance * distance * precisions[place * width + column]
        }
        scores[frame * classes + place] = constants[place] - 0.5 * sum
      }
    }
    return scores
  }
}
