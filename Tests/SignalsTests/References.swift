import Foundation
import Signals
import Testing

/// The numbers of `Tests/References/signals.json`, written by `signals.py`.
enum References {
  static func numbers(_ name: String) throws -> [Float] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../References/signals.json")
    let all = try JSONDecoder().decode([String: [Float]].self, from: Data(contentsOf: path))
    return try #require(all[name])
  }

  /// 700 samples at 8 kHz: two tones that fade, under some noise.
  static func sound() throws -> Waveform { Waveform(samples: try numbers("sound"), rate: 8000) }
}

/// The largest distance between numbers at the same place; infinite where there are not as many.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
