#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A record that could not be read or written: which, why, and what to do.
package struct RecordError: Error, Sendable, Equatable, CustomStringConvertible {
  package let path: String
  package let problem: String
  package let remedy: String
  /// Whether the run is intact and can be continued once the cause is gone, such as a full disk.
  package let isTemporary: Bool

  package init(path: String, problem: String, remedy: String, isTemporary: Bool = false) {
    self.path = path
    self.problem = problem
    self.remedy = remedy
    self.isTemporary = isTemporary
  }

  package var description: String { "\(path): \(problem); \(remedy)" }
}

extension RunDirectory {
  /// Reads a record of the given type.
  ///
  /// - Throws: ``RecordError`` naming the file and the key that is wrong.
  package func read<Record: Decodable>(
    _ type: Record.Type, from file: String
  ) throws(RecordError) -> Record {
    let data = try bytes(file)
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw RecordError(
        path: file, problem: "is not a valid record: \(error.localizedReason)",
        remedy: "restore the file, or delete it and run 'assay resume \(path)'")
    }
  }

  /// Writes a record: sorted keys, shortest decimal numbers, so equal records are equal bytes.
  package func write(_ record: some Encodable, to file: String) throws(RecordError) {
    do {
      try write(RecordCoding.encode(record), to: file)
    } catch let error as RecordError {
      throw error
    } catch {
      throw RecordError(
        path: file, problem: "cannot be encoded: \(error.localizedReason)",
        remedy: "report this as a fault of assay")
    }
  }

  /// Reads a trial's answers, item by item.
  package func readItems(_ trial: Int) throws(RecordError) -> [ItemRecord] {
    let file = items(trial)
    let lines = try bytes(file).split(separator: UInt8(ascii: "\n"))
    let decoder = JSONDecoder()
    var records: [ItemRecord] = []
    records.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated() {
      do {
        records.append(try decoder.decode(ItemRecord.self, from: Data(line)))
      } catch {
        throw RecordError(
          path: "\(file):\(index + 1)", problem: "is not a valid answer: \(error.localizedReason)",
          remedy: "delete trial \(trial)'s files and run 'assay resume \(path)'")
      }
    }
    return records
  }

  static func rename(_ source: String, to target: String) throws {
    guard renameFile(source, target) == 0 else {
      throw SystemFailure(reason: unsafe String(cString: strerror(errno)))
    }
  }
}

/// The one way in which records become JSON.
package enum RecordCoding {
  /// Pretty, with sorted keys, ending in a line break.
  package static func encode(_ record: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(record) + [UInt8(ascii: "\n")]
  }

  /// One record a line, with sorted keys.
  package static func encodeLines(_ records: [some Encodable]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var data = Data()
    for record in records {
      data += try encoder.encode(record)
      data.append(UInt8(ascii: "\n"))
    }
    return data
  }
}

private func renameFile(_ source: String, _ target: String) -> Int32 {
  unsafe rename(source, target)
}

private struct SystemFailure: Error {
  let reason: String
}

extension Error {
  /// The cause in a few words, without the type names that interpolation would print.
  package var localizedReason: String {
    switch self as any Error {
    case let failure as SystemFailure: failure.reason
    case let error as CocoaError: error.reason
    case DecodingError.keyNotFound(let key, let context):
      "'\(context.codingPath.dotted(key))' is missing"
    case DecodingError.typeMismatch(let type, let context):
      "'\(context.codingPath.dotted())' is not a \(type)"
    case DecodingError.valueNotFound(_, let context):
      "'\(context.codingPath.dotted())' has no value"
    case DecodingError.dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not JSON" : "'\(context.codingPath.dotted())': \(context.debugDescription)"
    default: "\(self)"
    }
  }
}

extension CocoaError {
  fileprivate var reason: String {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
    case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "the disk is full"
    case .fileWriteVolumeReadOnly: "the file system is read-only"
    default:
      // Foundation gives a code of its own to few failures; the system's stands behind the others.
      (underlying as? POSIXError).map { unsafe String(cString: strerror($0.code.rawValue)) }
        ?? "\(self)"
    }
  }
}

extension [any CodingKey] {
  fileprivate func dotted(_ last: (any CodingKey)? = nil) -> String {
    (self + (last.map { [$0] } ?? [])).map { key in
      key.intValue.map(String.init) ?? key.stringValue
    }.joined(separator: ".")
  }
}
