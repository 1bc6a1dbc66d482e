/// Numbers that describe a sound frame by frame.
package struct FeatureFrames: Sendable, Hashable {
  /// How many frames there are.
  package let count: Int
  /// How many numbers a frame has.
  package let width: Int
  /// The numbers, frame by frame.
  package var values: [Float]

  /// Frames of numbers; what does not fill a frame at the end is left out.
  ///
  /// # Shapes
  /// - values: `[count · width]`
  package init(width: Int, values: [Float]) {
    self.width = max(1, width)
    count = values.count / self.width
    self.values = Array(values.prefix(count * self.width))
  }

  /// The numbers of one frame.
  package subscript(frame: Int) -> ArraySlice<Float> {
    values[frame * width..<(frame + 1) * width]
  }

  /// The frames with each number's mean over the recording taken off, and, if asked for, its
  /// standard deviation brought to 1: cepstral mean and variance normalisation, of one utterance.
  ///
  /// A number that does not vary is left at 0.
  package func normalised(variance: Bool = false) -> FeatureFrames {
    guard count > 0 else { return self }
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    for frame in 0..<count {
      for column in 0..<width {
        let value = Double(values[frame * width + column])
        sums[column] += value
        squares[column] += value * value
      }
    }
    let means = sums.map { $0 / Double(count) }
    let factors = zip(squares, means).map { square, mean -> Float in
      guard variance else { return 1 }
      let spread = square / Double(count) - mean * mean
      return spread > 1e-10 ? Float(1 / spread.squareRoot()) : 0
    }
    var frames = self
    for place in frames.values.indices {
      let column = place % width
      frames.values[place] = (values[place] - Float(means[column])) * factors[column]
    }
    return frames
  }

  /// Each frame with the numbers of another description of the same sound behind its own.
  ///
  /// Where one has more frames than the other, these are left out.
  package func joined(with other: FeatureFrames) -> FeatureFrames {
    var joined: [Float] = []
    let shared = min(count, other.count)
    joined.reserveCapacity(shared * (width + other.width))
    for frame in 0..<shared { joined += self[frame] + other[frame] }
    return FeatureFrames(width: width + other.width, values: joined)
  }
}
