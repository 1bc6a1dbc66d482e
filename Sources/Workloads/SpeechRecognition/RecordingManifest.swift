#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Figures
import ModelFiles
package import Records
import Signals
import Tables
package import WorkloadKit

/// The user's recordings: a table with the path of a WAV file and its words in each row.
///
/// Paths are relative to the table's folder. Words are separated by spaces and compared in lower
/// case; what a word is is the user's affair, so that `7` and `seven` are two. A `group` column
/// names the speaker.
package struct RecordingManifest: Sendable {
  /// Samples a second that every recording is brought to.
  static let rate = 8000
  /// How long a recording may be, in seconds.
  static let seconds = 0.1...30.0

  package let utterances: [Utterance]
  private let rows: RowDivision

  /// Reads the table and every recording.
  ///
  /// - Throws: `WorkloadError` with file and line for a table that cannot be read or lacks a role,
  ///   an empty transcript, and a recording that is missing, broken, or too short or long.
  package init(_ source: DataSource) throws(WorkloadError) {
    let table = try RoleTable(source)
    let transcripts = try table.only(.label, example: "the words that are said")
    let speakers = table.texts(of: .group)
    var utterances: [Utterance] = []
    for (row, path) in try Self.paths(table).enumerated() {
      let sound = try Self.recording(path, table: table, row: row)
      utterances.append(
        Utterance(
          id: "line-\(table.table.lines[row])", input: sound,
          words: transcripts[row].lowercased().split(whereSeparator: \.isWhitespace)
            .map(String.init),
          speaker: speakers?[row] ?? ""))
    }
    self.utterances = utterances
    rows = try RowDivision(table, classes: Self.classes(utterances))
  }

  /// SHA-256 of the list of digests of the table and of every recording, in the order of the rows.
  ///
  /// - Throws: `WorkloadError` as ``init(_:)`` does for what cannot be read.
  static func digest(_ source: DataSource) throws(WorkloadError) -> String {
    let table = try RoleTable(source)
    var digests: [String] = [try RoleTable.digest(source)]
    for (row, path) in try paths(table).enumerated() {
      digests.append(Digest.sha256(try bytes(path, table: table, row: row)))
    }
    return Digest.sha256(Data(digests.joined(separator: "\n").utf8))
  }

  private static func paths(_ table: RoleTable) throws(WorkloadError) -> [String] {
    try table.only(.input, example: "the path of the recording")
  }

  private static func bytes(
    _ path: String, table: RoleTable, row: Int
  ) throws(WorkloadError) -> Data {
    let folder = URL(filePath: table.path).deletingLastPathComponent()
    let url = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    if let data = try? Data(contentsOf: url) { return data }
    throw table.error(
      "the recording '\(path)' cannot be read", row: row,
      remedy: "write its path relative to the folder of the table")
  }

  private static func recording(
    _ path: String, table: RoleTable, row: Int
  ) throws(WorkloadError) -> Waveform {
    let bytes = try bytes(path, table: table, row: row)
    let sound: Waveform
    do throws(WAVError) {
      sound = try WAVFile.read([UInt8](bytes))
    } catch {
      throw table.error(
        "the recording '\(path)' is broken at byte \(error.byte): \(error.problem)", row: row,
        remedy: error.remedy)
    }
    guard sound.samples.allSatisfy({ abs($0) <= CepstralFeatures.largestSample }) else {
      throw table.error(
        "the recording '\(path)' holds a sample that is no number or far too large", row: row,
        remedy: "save the recording with samples in −1 … 1")
    }
    guard seconds.contains(sound.seconds) else {
      throw table.error(
        "the recording '\(path)' lasts \(Self.text(sound.seconds)) s", row: row,
        remedy: "cut recordings to \(seconds.lowerBound) to \(Int(seconds.upperBound)) s each")
    }
    return sound.resampled(to: rate)
  }

  private static func text(_ seconds: Double) -> String { Format.fixed(seconds, decimals: 2) }

  /// The class of each recording, so that a small sample holds every one: its transcript, where
  /// these repeat.
  private static func classes(_ utterances: [Utterance]) -> [Int] {
    let transcripts = Set(utterances.map(\.words)).sorted { $0.lexicographicallyPrecedes($1) }
    guard transcripts.count * 5 <= utterances.count else {
      return [Int](repeating: 0, count: utterances.count)
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(transcripts, 0...))
    return utterances.map { numbers[$0.words, default: 0] }
  }

  package var summary: CorpusSummary {
    let minutes = utterances.reduce(0) { $0 + $1.input.seconds } / 60
    let words = utterances.reduce(0) { $0 + $1.words.count }
    let vocabulary = Set(utterances.flatMap(\.words)).count
    return CorpusSummary(
      examples: utterances.count, available: rows.available, split: rows.splitRule,
      remarks: [
        "\(Format.count(utterances.count)) recordings of \(Format.fixed(minutes, decimals: 1)) minutes,"
          + " \(Format.count(words)) words, \(Format.count(vocabulary)) of them different",
        "the end of speech, from which the delay of the last word counts, is estimated from the power",
      ] + rows.remarks)
  }

  package func division(_ specification: TrialSpecification, seed: UInt64) -> Division<Utterance> {
    let chosen = rows.rows(specification, seed: seed)
    return Division(
      training: chosen.training.map { utterances[$0] }, test: chosen.test.map { utterances[$0] })
  }
}
