import ModelFiles
package import Records

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The SHA-256 of every file of a finished run, in the form that `sha256sum --check` reads.
///
/// It tells which file was altered by accident or in haste. It is no signature: who alters a record
/// can alter the list too, so a list that must prove something is kept elsewhere.
package struct DigestList: Sendable, Equatable {
  /// Digests by the file's name within the run.
  package private(set) var digests: [String: String] = [:]

  /// The digests of what the run holds now: profile, plan, records, answers, models, conclusion.
  ///
  /// Reports are left out: they are made again whenever somebody asks.
  ///
  /// - Throws: `RecordError` for a file that cannot be read.
  package init(of directory: RunDirectory) throws(RecordError) {
    for file in directory.documentFiles + directory.recordFiles {
      digests[directory.relative(file)] = Digest.sha256(try directory.bytes(file))
    }
  }

  /// Reads the list that was written when the run was concluded; nil where there is none.
  ///
  /// - Throws: `RecordError` for a line of another form.
  package init?(writtenIn directory: RunDirectory) throws(RecordError) {
    guard directory.exists(directory.digests) else { return nil }
    let text = String(decoding: try directory.bytes(directory.digests), as: UTF8.self)
    for (number, line) in zip(1..., text.split(separator: "\n")) {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].count == 64, parts[1].hasPrefix(" ") else {
        throw RecordError(
          path: "\(directory.digests):\(number)", problem: "is not a digest and a file's name",
          remedy: "delete the list and run 'assay resume \(directory.path)'")
      }
      digests[String(parts[1].dropFirst())] = String(parts[0])
    }
  }

  /// Writes the list into the run.
  package func write(to directory: RunDirectory) throws(RecordError) {
    let lines = digests.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }
    try directory.write(Data(lines.joined().utf8), to: directory.digests)
  }

  /// Whether a file has other bytes than when the list was written; false for one that is not listed.
  package func isAltered(_ file: String, in directory: RunDirectory) -> Bool {
    guard let listed = digests[directory.relative(file)] else { return false }
    return (try? Digest.sha256(directory.bytes(file))) != listed
  }
}
