#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Signals
package enum SpeechExperiments {
  package static func run(_ arguments: [String]) throws -> String {
    let clock = ContinuousClock()
    let start = clock.now
    let items = SpokenCorpus(knowledge: 0.75, seed: 1).utterances(400, stream: "training")
    let seconds = (clock.now - start) / .seconds(1)
    let total = items.reduce(0) { $0 + $1.input.seconds }
    for (k, item) in items.prefix(200).enumerated() {
      var text = item.words.joined(separator: " ") + "\n"
      for span in item.truth!.phones { text += "\(span.phone) \(span.samples.lowerBound) \(span.samples.upperBound)\n" }
      text += "\(String(describing: item.truth!.disturbance))\n"
      try text.write(toFile: "/tmp/mini/hmm/out/\(k).txt", atomically: true, encoding: .utf8)
      let data = item.input.samples.withUnsafeBytes { Data($0) }
      try data.write(to: URL(filePath: "/tmp/mini/hmm/out/\(k).f32"))
    }
    return "\(400 / seconds) utterances a second, mean \(total / 400) s, words \(items.reduce(0) { $0 + $1.words.count })"
  }
}
