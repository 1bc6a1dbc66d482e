package import Explaining
import Figures
package import Signals
package import WorkloadKit

extension Hybrid {
  package var explanationMethod: String { "trace of the alignment" }

  /// The slices of time in which the words fit the sound worst, from the alignment itself.
  ///
  /// A slice weighs by how far the posteriors of its words' states fall short, on average, of those of
  /// the whole recording; so nothing is asked again.
  package func explain(_ sound: Waveform) throws(WorkloadError) -> Explanation {
    let hypothesis = try decoder.run(try acousticModel.run(try features.run(sound)))
    let support = hypothesis.support
    guard !support.isEmpty else {
      throw WorkloadError(
        "nothing was aligned", at: "decoder", remedy: "send a longer recording")
    }
    let mean = Double(support.reduce(0, +)) / Double(support.count)
    let slices = TimeSlices(sound)
    var contributions: [Double] = []
    var names: [String] = []
    for slice in 0..<TimeSlices.count {
      let moments = slices.moments(slice, of: support.count)
      let sum = support[moments].reduce(0) { $0 + Double($1) }
      contributions.append(mean - sum / Double(max(moments.count, 1)))
      names.append(slices.inWords(slice) + ": " + words(hypothesis, moments))
    }
    return Explanation(contributions: contributions, names: names)
  }

  private func words(_ hypothesis: Hypothesis, _ moments: Range<Int>) -> String {
    let inside = hypothesis.words.filter { $0.moments.overlaps(moments) }.map(\.text)
    return inside.isEmpty
      ? "not clearly silence" : "not clearly '\(inside.joined(separator: " "))'"
  }
}
