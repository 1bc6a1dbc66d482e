#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Records
import Signals
import SpeechRecognition

/// Real digits and synthetic ones in one table: what was trained in one world hears the other.
extension SpokenDigits {
  /// Digits of the synthesiser to train on, and to test on; every one of another speaker.
  private static let syntheticTraining = 1000
  private static let syntheticTest = 200

  /// Trained on the real training recordings, tested on synthetic digits.
  func realToSynthetic() throws -> DataSource {
    try table(
      "real-to-synthetic",
      real(isTest: false, as: "train") + synthetic(Self.syntheticTest, as: "test"))
  }

  /// Trained on synthetic digits, tested on the real test recordings.
  func syntheticToReal() throws -> DataSource {
    try table(
      "synthetic-to-real",
      synthetic(Self.syntheticTraining, as: "train") + real(isTest: true, as: "test"))
  }

  private func real(isTest: Bool, as part: String) -> [Row] {
    recordings.filter { $0.isTest == isTest }.map { recording in
      let word = Int(recording.digit).map { SpeechRecognition.digitWords[$0] }
      return Row(file: recording.file, words: word ?? recording.digit, part: part)
    }
  }

  private func synthetic(_ count: Int, as part: String) throws -> [Row] {
    try SpeechRecognition.spokenDigits(count, stream: part, seed: 1).map { digit in
      let file = "synthetic-\(part)-\(digit.id).wav"
      try Data(WAVFile.bytes(of: digit.input)).write(to: folder.appending(path: file))
      return Row(file: file, words: digit.words.joined(separator: " "), part: part)
    }
  }
}
