#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Figures
package import Records
import Signals
import Tables
package import WorkloadKit

/// The user's recordings: a table with the path of a WAV file and its words in each row.
///
/// Paths are relative to the table's folder. Words are separated by spaces and compared in lower
/// case; what a word is is the user's affair, so that `7` and `seven` are two. A `group` column
/// names the speaker. What it does not know: whether a WAV file has changed since the run was
/// planned; only the table is checked.
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
    let paths = try table.only(.input, example: "the path of the recording")
    let transcripts = try table.only(.label, example: "the words that are said")
    let speakers = table.texts(of: .group)
    let folder = URL(filePath: source.path).deletingLastPathComponent()
    var utterances: [Utterance] = []
    for (row, path) in paths.enumerated() {
      let sound = try Self.recording(path, in: folder, table: table, row: row)
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

  private static func recording(
    _ path: String, in folder: URL, table: RoleTable, row: Int
  ) throws(WorkloadError) -> Waveform {
    let url = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    guard let data = try? Data(contentsOf: url) else {
      throw table.error(
        "the recording '\(path)' cannot be read", row: row,
        remedy: "write its path relative to the folder of the table")
    }
    let sound: Waveform
    do throws(WAVError) {
      sound = try WAVFile.read([UInt8](data))
    } catch {
      throw table.error(
        "the recording '\(path)' is broken at byte \(error.byte): \(error.problem)", row: row,
        remedy: error.remedy)
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
      examples: utterances.count, split: rows.splitRule,
      remarks: [
        "\(Format.count(utterances.count)) recordings of \(Format.fixed(minutes, decimals: 1)) minutes,"
          + " \(Format.count(words)) words, \(Format.count(vocabulary)) of them different"
      ] + rows.remarks)
  }

  package func division(_ specification: TrialSpecification, seed: UInt64) -> Division<Utterance> {
    let chosen = rows.rows(specification, seed: seed)
    return Division(
      training: chosen.training.map { utterances[$0] }, test: chosen.test.map { utterances[$0] })
  }
}
