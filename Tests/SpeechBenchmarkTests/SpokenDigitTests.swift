import Foundation
import Records
import SpeechBenchmark
import Testing

/// What is measured on real recordings; the other bars take longer, and are measured by `./run
/// bench speech`.
@Suite("Real digits")
struct SpokenDigitTests {
  static let data = ProcessInfo.processInfo.environment["ASSAY_DATA"]
  static let hint: Comment = "set ASSAY_DATA to the folder that holds fsdd/"

  /// Of 200 test recordings, by the data set's split; the bar is the issue's.
  @Test(
    "The end-to-end recogniser hears 96 of 100 real digits right", .enabled(if: data != nil, hint))
  func official() throws {
    let digits = try SpokenDigits(data: try #require(Self.data))
    defer { digits.remove() }
    let result = try DigitTrial.run(.endToEnd, on: digits.official(), configurations: 1)
    #expect(result.recordings == 200)
    #expect(result.accuracy >= 0.96)
    #expect(result.reachedPlateau)
  }
}
