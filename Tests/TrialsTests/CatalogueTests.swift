import Foundation
import ModelFiles
import Records
import Signals
import Testing
import Trials
import WorkloadKit

/// A user's data in a folder of its own, which goes when this does.
final class UserData {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  let workload: String
  var source: DataSource

  /// Sixty requests in two lines of work, as text.
  static func requests() throws -> UserData {
    let rows = (0..<60).map {
      "\($0 % 2 == 0 ? "my card is gone" : "when does it come") \($0),\($0 % 2)"
    }
    return try UserData(
      "customer-service", table: ["text,intent"] + rows,
      columns: [
        Column(name: "text", role: .input, kind: .text), Column(name: "intent", role: .label),
      ])
  }

  /// Sixty recordings of 0.2 s, each with its word.
  static func recordings() throws -> UserData {
    let data = try UserData(
      "speech-recognition", table: ["file,word"] + (0..<60).map { "\($0).wav,\($0 % 2)" },
      columns: [
        Column(name: "file", role: .input, kind: .audio), Column(name: "word", role: .label),
      ])
    for row in 0..<60 { try data.record(row, period: 20 + row) }
    return data
  }

  private init(_ workload: String, table: [String], columns: [Column]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.workload = workload
    source = DataSource(path: folder.appending(path: "table.csv").path, columns: columns)
    try write(table.joined(separator: "\n"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ table: String) throws {
    try Data(table.utf8).write(to: URL(filePath: source.path))
  }

  /// Writes a sawtooth of a period, in samples.
  func record(_ row: Int, period: Int) throws {
    let samples = (0..<1600).map { Float($0 % period) / 100 - 0.1 }
    try Data(WAVFile.bytes(of: Waveform(samples: samples, rate: 8000)))
      .write(to: folder.appending(path: "\(row).wav"))
  }

  /// Notes the data as they are, as planning a run does.
  func plan() throws { source.digest = try Catalogue.digest(of: source, of: workload) }

  func open() throws { _ = try Catalogue.open(.init(name: workload, data: source), seed: 1) }

  var changed: WorkloadError {
    WorkloadError(
      "the data have changed since the run was planned", at: source.path,
      remedy: "restore the file, and those that it names, or start a new run")
  }
}

@Suite("Opening a workload")
struct CatalogueTests {
  @Test("A table is opened as it was planned, and refused once it has changed")
  func table() throws {
    let data = try UserData.requests()
    try data.plan()
    #expect(try data.source.digest == Digest.sha256(ofFile: data.source.path))
    try data.open()
    try data.write(String(contentsOfFile: data.source.path, encoding: .utf8) + "\n")
    #expect(throws: data.changed) { try data.open() }
  }

  @Test("Recordings are opened as they were planned, and refused once one has changed")
  func recordings() throws {
    let data = try UserData.recordings()
    try data.plan()
    try data.open()
    try data.record(41, period: 7)
    #expect(throws: data.changed) { try data.open() }
    try data.record(41, period: 61)
    try data.open()
    // Two recordings that change places leave the same set of files.
    try data.record(3, period: 24)
    try data.record(4, period: 23)
    #expect(throws: data.changed) { try data.open() }
  }

  @Test("A recording that is missing is told with its line")
  func missing() throws {
    let data = try UserData.recordings()
    try FileManager.default.removeItem(at: data.folder.appending(path: "9.wav"))
    #expect(
      throws: WorkloadError(
        "the recording '9.wav' cannot be read", at: data.source.path + ":11",
        remedy: "write its path relative to the folder of the table")
    ) { try data.plan() }
  }

  @Test("A workload that there is not is refused with the names of those that there are")
  func unknown() throws {
    #expect(
      throws: WorkloadError(
        "there is no workload 'chess'",
        remedy: "name one of: credit-risk, speech-recognition, customer-service")
    ) { _ = try Catalogue.open(.init(name: "chess"), seed: 1) }
  }
}
