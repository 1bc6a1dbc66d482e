#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NumericCore
package import Records
import Signals
import Tables
import WorkloadKit

/// The Free Spoken Digit Dataset as a user brings recordings: WAV files with a table.
///
/// `fsdd/recordings.tar` and `fsdd/labels.csv` are unpacked into a folder of its own, which
/// `remove()` removes.
package struct SpokenDigits {
  /// One recording of one digit.
  struct Recording {
    let file: String
    let digit: String
    let speaker: String
    let isTest: Bool
  }

  /// Singles and strings of digits, by the split of the recordings.
  struct Row {
    let file: String
    let words: String
    let part: String
  }

  package let speakers: [String]
  let folder: URL
  let recordings: [Recording]

  /// Unpacks the data set that lies in a folder.
  ///
  /// - Throws: `WorkloadError` for files that are missing or damaged; the file system's errors.
  package init(data path: String) throws {
    let source = URL(filePath: path).appending(path: "fsdd")
    let archive = try TarArchive(Self.bytes(source.appending(path: "recordings.tar")))
    let table = try CSVReader.read(Self.bytes(source.appending(path: "labels.csv")))
    recordings = table.rows.map {
      Recording(file: $0[0], digit: $0[1], speaker: $0[2], isTest: $0[4] == "test")
    }
    speakers = Set(recordings.map(\.speaker)).sorted()
    folder = FileManager.default.temporaryDirectory.appending(
      path: "spoken-digits-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "recordings"), withIntermediateDirectories: true)
    for (name, bytes) in archive.files where name.hasSuffix(".wav") {
      try Data(bytes).write(to: folder.appending(path: name))
    }
  }

  private static func bytes(_ file: URL) throws(WorkloadError) -> [UInt8] {
    guard let data = try? Data(contentsOf: file) else {
      throw WorkloadError(
        "the file cannot be read", at: file.path(),
        remedy: "set ASSAY_DATA to the folder that holds fsdd/")
    }
    return [UInt8](data)
  }

  package func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Single digits by the data set's own split: 1400 recordings to train on, 200 to test.
  package func official() throws -> DataSource {
    try table(
      "official",
      recordings.map { Row(file: $0.file, words: $0.digit, part: $0.isTest ? "test" : "train") })
  }

  /// Single digits of all speakers but one, to be tested on that one's.
  package func without(_ speaker: String) throws -> DataSource {
    try table(
      speaker,
      recordings.map {
        Row(file: $0.file, words: $0.digit, part: $0.speaker == speaker ? "test" : "train")
      })
  }

  /// Strings of 3 to 7 digits of one speaker each, from recordings of the same side of the split;
  /// the single digits beside those that are trained on.
  package func strings(training: Int, test: Int, seed: UInt64) throws -> DataSource {
    var generator = SeededGenerator(seed: seed, "strings of digits")
    var rows = recordings.filter { !$0.isTest }
      .map { Row(file: $0.file, words: $0.digit, part: "train") }
    for (part, count) in [("train", training), ("test", test)] {
      for number in 0..<count {
        let speaker = speakers[number % speakers.count]
        let choice = recordings.filter {
          $0.speaker == speaker && $0.isTest == (part == "test")
        }
        let chosen = (0..<3 + generator.index(below: 5)).map { _ in
          choice[generator.index(below: choice.count)]
        }
        let file = "\(part)-\(number).wav"
        let sound = try joined(chosen, &generator)
        try Data(WAVFile.bytes(of: sound)).write(to: folder.appending(path: file))
        rows.append(
          Row(file: file, words: chosen.map(\.digit).joined(separator: " "), part: part))
      }
    }
    return try table("strings", rows)
  }

  /// Recordings one after the other, with 40 to 160 ms of faint noise between.
  private func joined(
    _ parts: [Recording], _ generator: inout SeededGenerator
  ) throws -> Waveform {
    var samples: [Float] = []
    for part in parts {
      let sound = try WAVFile.read(Self.bytes(folder.appending(path: part.file)))
      let pause = Int(generator.uniform(0.04, 0.16) * Double(sound.rate))
      samples += sound.samples
      for _ in 0..<pause { samples.append(Float(generator.uniform(-1e-3, 1e-3))) }
    }
    return Waveform(samples: samples, rate: 8000)
  }

  func table(_ name: String, _ rows: [Row]) throws -> DataSource {
    let lines = ["file,words,part"] + rows.map { "\($0.file),\($0.words),\($0.part)" }
    let file = folder.appending(path: name + ".csv")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    return DataSource(
      path: file.path(),
      columns: [
        Column(name: "file", role: .input, kind: .audio), Column(name: "words", role: .label),
        Column(name: "part", role: .split),
      ])
  }
}

/// What a trained recogniser makes of test recordings.
package struct DigitResult {
  package let architecture: Architecture
  package let recordings: Int
  /// Recordings with every word right.
  package let right: Int
  package let words: Int
  package let wordErrors: Int
  package let trainingSeconds: Double
  package let reachedPlateau: Bool

  package var accuracy: Double { Double(right) / Double(max(1, recordings)) }
  package var wordErrorRate: Double { Double(wordErrors) / Double(max(1, words)) }
}
