import Foundation
import Records
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

/// Recordings with their table in a folder of their own, which goes when this does.
final class RecordingFolder {
  let folder: URL
  var header = "file,words,speaker,part"
  var rows: [String] = []
  var columns = [
    Column(name: "file", role: .input, kind: .audio), Column(name: "words", role: .label),
    Column(name: "speaker", role: .group),
  ]

  /// 60 recordings of 0.2 s at 16 kHz by six speakers; the words are `one two` and `Seven` in
  /// turns.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for row in 0..<60 {
      let samples = (0..<3200).map { Float($0 % (20 + row)) / 100 - 0.1 }
      let sound = Waveform(samples: samples, rate: 16_000)
      try Data(WAVFile.bytes(of: sound)).write(to: folder.appending(path: "\(row).wav"))
      rows.append(
        "\(row).wav,\(row % 2 == 0 ? "one two" : "Seven"),s\(row % 6),\(row < 45 ? "train" : "test")"
      )
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func manifest() throws -> RecordingManifest {
    let path = folder.appending(path: "table.csv")
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: path)
    return try RecordingManifest(DataSource(path: path.path(), columns: columns))
  }
}

/// A damage done to good recordings, and the error that it must give.
struct RecordingFault: Sendable, CustomTestStringConvertible {
  let fault: String
  let problem: String
  /// The line of the table.
  let line: Int
  let remedy: String
  let change: @Sendable (RecordingFolder) throws -> Void

  var testDescription: String { fault }

  static let all: [RecordingFault] = [
    .init(
      fault: "missing recording", problem: "the recording 'no.wav' cannot be read", line: 4,
      remedy: "write its path relative to the folder of the table"
    ) { $0.rows[2] = "no.wav,one,s1,train" },
    .init(
      fault: "broken recording",
      problem: "the recording '3.wav' is broken at byte 0: this is no RIFF file of the form WAVE",
      line: 5, remedy: "save the recording as an uncompressed WAV file"
    ) { try Data("no sound".utf8).write(to: $0.folder.appending(path: "3.wav")) },
    .init(
      fault: "short recording", problem: "the recording '3.wav' lasts 0.01 s", line: 5,
      remedy: "cut recordings to 0.1 to 30 s each"
    ) {
      let sound = Waveform(samples: [Float](repeating: 0.1, count: 80), rate: 8000)
      try Data(WAVFile.bytes(of: sound)).write(to: $0.folder.appending(path: "3.wav"))
    },
    .init(
      fault: "enormous sample",
      problem: "the recording '3.wav' holds a sample that is no number or far too large", line: 5,
      remedy: "save the recording with samples in −1 … 1"
    ) {
      // As 32-bit floating point: format 3, whose samples may be anything.
      var bytes: [UInt8] = WAVFile.bytes(
        of: Waveform(samples: [Float](repeating: 0, count: 8000), rate: 8000))
      bytes[20] = 3
      (bytes[32], bytes[34]) = (4, 32)
      let enormous = Float(1e25).bitPattern
      for byte in 0..<4 { bytes[1044 + byte] = UInt8(truncatingIfNeeded: enormous >> (8 * byte)) }
      try Data(bytes).write(to: $0.folder.appending(path: "3.wav"))
    },
    .init(
      fault: "empty transcript", problem: "the label is empty", line: 7,
      remedy: "fill the column 'words', or remove the row"
    ) { $0.rows[5] = "5.wav,  ,s1,train" },
    .init(
      fault: "unknown split", problem: "the split is 'dev'", line: 3,
      remedy: "a split column holds 'train' or 'test'"
    ) {
      $0.columns[2] = Column(name: "part", role: .split)
      $0.rows[1] = "1.wav,seven,s1,dev"
    },
    .init(
      fault: "no column of recordings", problem: "no column has the role 'input'", line: 1,
      remedy: "give the role to one column, such as the path of the recording"
    ) { $0.columns.removeFirst() },
  ]
}

@Suite("The user's recordings")
struct RecordingManifestTests {
  @Test("Recordings are read beside their words, brought to 8 kHz, and counted")
  func reading() throws {
    let manifest = try RecordingFolder().manifest()
    #expect(manifest.utterances.count == 60)
    let first = manifest.utterances[1]
    #expect(first.id == "line-3")
    #expect(first.words == ["seven"])
    #expect(first.speaker == "s1")
    #expect(first.input.rate == 8000)
    #expect(first.input.samples.count == 1600)
    #expect(first.truth == nil)
    #expect(manifest.summary.examples == 60)
    #expect(
      manifest.summary.remarks == [
        "60 recordings of 0.2 minutes, 90 words, 3 of them different",
        "the end of speech, from which the delay of the last word counts, is estimated from the power",
        "group column: no group stands on both sides of a split",
      ])
  }

  @Test("A speaker stands on one side of a split")
  func speakers() throws {
    let manifest = try RecordingFolder().manifest()
    #expect(manifest.summary.split == .crossValidation(folds: 5))
    let trial = TrialSpecification(
      number: 1, architecture: .hybrid, size: 30, repetition: 1, fold: 2, folds: 5, testItems: 0,
      configurations: 1, explanations: 0, keepsModel: false, timeout: 60)
    let division = manifest.division(trial, seed: 1)
    #expect(!division.test.isEmpty && division.training.count == 30)
    #expect(
      Set(division.test.map(\.speaker)).isDisjoint(with: division.training.map(\.speaker)))
  }

  @Test("The table's own split is kept")
  func ownSplit() throws {
    let folder = try RecordingFolder()
    folder.columns[2] = Column(name: "part", role: .split)
    let manifest = try folder.manifest()
    #expect(manifest.summary.split == .holdOut(test: 15))
  }

  @Test("A fault is refused with its line and a remedy", arguments: RecordingFault.all)
  func faults(fault: RecordingFault) throws {
    let folder = try RecordingFolder()
    try fault.change(folder)
    let error = #expect(throws: WorkloadError.self) { try folder.manifest() }
    #expect(error?.problem == fault.problem)
    #expect(error?.place == folder.folder.appending(path: "table.csv").path() + ":\(fault.line)")
    #expect(error?.remedy == fault.remedy)
  }
}
