import ModelFiles
import Tensors
import WorkloadKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A stage as a model file holds it: text under its own name, arrays under names that start with it.
protocol StoredStage {
  static var name: HybridStage { get }

  /// Puts what the stage holds into a file.
  func store(in file: inout ModelFile)

  /// Takes the stage out of a file.
  ///
  /// - Throws: `WorkloadError` or `ModelFileError` where the file holds no such stage.
  init(from file: ModelFile) throws
}

extension StoredStage {
  static func key(_ array: String) -> String { name.rawValue + "/" + array }
}

extension ModelFile {
  /// Puts a value into the metadata as JSON with sorted keys.
  mutating func write(_ value: some Encodable, as key: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Every number in it is finite, so encoding cannot fail.
    metadata[key] = String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
  }

  /// Reads a value from the metadata.
  ///
  /// - Throws: `WorkloadError` naming what is missing.
  func read<Value: Decodable>(_: Value.Type, _ key: String) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data((metadata[key] ?? "").utf8))
    } catch {
      throw WorkloadError(
        "the model file holds no '\(key)'", at: kind,
        remedy: "train the model again with this version of assay")
    }
  }

  /// The numbers of an array of Float32.
  ///
  /// - Throws: `WorkloadError` where there is none.
  func floats(_ key: String) throws -> [Float] {
    guard case .float32(let tensor)? = arrays[key]?.elements else { throw missing(key) }
    return tensor.values
  }

  /// The numbers of an array of 64-bit integers.
  ///
  /// - Throws: `WorkloadError` where there is none.
  func integers(_ key: String) throws -> [Int64] {
    guard case .int64(let values)? = arrays[key]?.elements else { throw missing(key) }
    return values
  }

  private func missing(_ key: String) -> WorkloadError {
    WorkloadError(
      "the model file has no array '\(key)'", at: kind,
      remedy: "train the model again with this version of assay")
  }

  /// Whether something's name starts so.
  func holds(_ prefix: String) -> Bool {
    metadata.keys.contains { $0.hasPrefix(prefix) } || arrays.keys.contains { $0.hasPrefix(prefix) }
  }

  /// Bytes of what belongs to a stage.
  func bytes(of stage: HybridStage) -> Int {
    let part = part(stage.rawValue)
    return part.metadata.values.reduce(0) { $0 + $1.utf8.count }
      + part.arrays.values.reduce(0) { $0 + $1.bytes }
  }
}
