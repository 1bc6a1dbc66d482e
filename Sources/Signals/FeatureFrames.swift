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
