package import Explaining
import Networks
package import Signals
import Tensors
package import WorkloadKit

/// How the network's doubts are explained: after the fact, by hiding parts of what it hears.
extension EndToEnd {
  /// Coalitions of slices that an explanation asks the network about.
  static let coalitions = 256

  package var explanationMethod: String {
    "KernelSHAP over hidden slices, \(Self.coalitions) coalitions"
  }

  /// Slices by how much they add to the doubt.
  ///
  /// A hidden slice has the running mean in every band, as stretches of the training's recordings had.
  package func explain(_ sound: Waveform) throws(WorkloadError) -> Explanation {
    try check(sound)
    let frames = frames(of: sound)
    let values = KernelSHAP(units: TimeSlices.count, evaluations: Self.coalitions)
      .values(seed: 0) { coalitions in
        doubts(coalitions.map { hiding(frames, outside: $0, of: sound) })
      }
    return Explanation(contributions: values, names: TimeSlices.names)
  }

  package func coalitionScores(
    _ sound: Waveform, against references: [Waveform]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])? {
    for sound in [sound] + references { try check(sound) }
    return { coalitions in
      var sums = [Double](repeating: 0, count: coalitions.count)
      for reference in references {
        let doubts = doubts(
          coalitions.map { coalition in
            let kept = (0..<TimeSlices.count).map { coalition[$0] }
            return frames(of: TimeSlices.compose(sound, reference: reference, kept: kept))
          })
        for place in sums.indices { sums[place] += doubts[place] }
      }
      return sums.map { $0 / Double(max(1, references.count)) }
    }
  }

  /// The frames with the slices that are absent hidden.
  private func hiding(
    _ frames: FeatureFrames, outside coalition: Coalition, of sound: Waveform
  ) -> FeatureFrames {
    var hidden = frames
    let slices = TimeSlices(sound)
    for slice in 0..<TimeSlices.count where !coalition[slice] {
      for frame in slices.moments(slice, of: frames.count) {
        for band in 0..<frames.width { hidden.values[frame * frames.width + band] = 0 }
      }
    }
    return hidden
  }

  /// The log-odds that something is wrong; 0 where the network cannot hear.
  private func doubts(_ recordings: [FeatureFrames]) -> [Double] {
    var doubts: [Double] = []
    for start in stride(from: 0, to: recordings.count, by: Self.batch) {
      let part = Array(recordings[start..<min(start + Self.batch, recordings.count)])
      doubts += transcripts(part)?.map { -$0.confidence } ?? part.map { _ in 0 }
    }
    return doubts
  }
}
