#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
import Testing

struct ModelFileTests {
  let folder: URL
  let model = ModelFile(
    kind: "test/small", metadata: ["seed": "7", "unit": "€"],
    arrays: [
      "weight": ModelArray([0.1, 0, -1e300], shape: [1, 3]),
      "a/bias": ModelArray([Float(1.5), -2]),
    ])

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func bytes() throws -> [UInt8] {
    try model.write(to: path("model"))
    return [UInt8](try Data(contentsOf: URL(filePath: path("model"))))
  }

  private func error(reading bytes: [UInt8]) throws -> ModelFileError? {
    try Data(bytes).write(to: URL(filePath: path("changed")))
    return #expect(throws: ModelFileError.self) { try ModelFile.read(path("changed")) }
  }

  @Test("A file is byte for byte what the format says")
  func format() throws {
    // Made by Tests/References/model_file.py.
    let expected = "208021949016832a8102eaf16a39c824317c777588b43d49e121495adfe98dbc"
    #expect(try Digest.sha256(bytes()) == expected)
    #expect(try Digest.sha256(ofFile: path("model")) == expected)
  }

  @Test("What was written is read, and the folder holds nothing else")
  func roundTrip() throws {
    try model.write(to: path("model"))
    try model.write(to: path("model"))
    #expect(try ModelFile.read(path("model")) == model)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model"])
  }

  @Test("Every bit pattern of a number survives, and so do empty arrays")
  func bitPatterns() throws {
    var special = ModelFile(kind: "")
    special.arrays = [
      "empty": ModelArray([Float](), shape: [0, 4]), "scalar": ModelArray([2.5], shape: []),
      "special": ModelArray([-0.0, .infinity, .leastNonzeroMagnitude, -.ulpOfOne] as [Float]),
      "nan": ModelArray([Float(bitPattern: 0x7fc1_2345)]),
    ]
    try special.write(to: path("special"))
    let read = try ModelFile.read(path("special"))
    #expect(try read.float32("nan")[0].bitPattern == 0x7fc1_2345)
    let (found, given) = try (read.float32("special"), special.float32("special"))
    #expect(found.map(\.bitPattern) == given.map(\.bitPattern))
    #expect(try read.float32("empty", shape: [0, 4]) == [])
    #expect(try read.float64("scalar", shape: []) == [2.5])
  }

  @Test("A file cut short at any byte is truncated, and says where")
  func truncated() throws {
    let bytes = try bytes()
    for length in 0..<bytes.count {
      let error = try error(reading: Array(bytes[..<length]))
      #expect(error?.code == .truncated, "cut at \(length)")
      #expect(error?.offset == length)
    }
  }

  @Test("A file altered in any byte is a typed error")
  func altered() throws {
    let bytes = try bytes()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x04
      let code = try error(reading: changed)?.code
      let expected: [ModelFileError.Code] =
        switch index {
        case 0..<8: [.notAModelFile]
        case 8..<12: [.wrongVersion]
        case 16..<32: [.truncated, .altered]
        default: [.altered]
        }
      #expect(code.map(expected.contains) == true, "byte \(index): \(String(describing: code))")
    }
  }

  @Test("Bytes after the end are an alteration")
  func appended() throws {
    let bytes = try bytes()
    let error = try error(reading: bytes + [0, 0])
    #expect(
      error?.description
        == "\(path("changed")): byte \(bytes.count): altered: 2 bytes follow its end; "
        + "train the model again, or copy the file again")
  }

  @Test("A file of a later version is refused with both versions")
  func wrongVersion() throws {
    var bytes = try bytes()
    bytes[8] = 2
    #expect(
      try error(reading: bytes)?.description
        == "\(path("changed")): byte 8: wrong version: version 2, not 1; "
        + "train the model again, or use the assay that wrote it")
  }

  @Test("A file that is whole but contradicts itself is malformed")
  func malformed() throws {
    let bytes = try bytes()
    let text = Array("\"shape\":[1,3]".utf8)
    let place = try #require(
      (0..<bytes.count - text.count).first { bytes[$0..<$0 + text.count].elementsEqual(text) })
    for (digit, complaint) in [("9", "is longer than the payload"), ("2", "belong to no array")] {
      var changed = Array(bytes.dropLast(32))
      changed[place + text.count - 2] = Array(digit.utf8)[0]
      let digest = Digest.sha256(changed)
      changed += stride(from: 0, to: 64, by: 2).compactMap { offset in
        let start = digest.index(digest.startIndex, offsetBy: offset)
        return UInt8(digest[start...digest.index(after: start)], radix: 16)
      }
      let error = try error(reading: changed)
      #expect(error?.code == .malformed)
      #expect(error?.detail.contains(complaint) == true, "\(String(describing: error))")
    }
  }

  @Test("A model of another kind, name, precision or shape is a mismatch that says so")
  func mismatch() throws {
    let failures: [(String, () throws -> Void)] = [
      ("its kind is 'test/small', not 'other'", { try model.expect(kind: "other") }),
      ("it has no array 'x', only [\"a/bias\", \"weight\"]", { _ = try model.float32("x") }),
      ("the array 'weight' is float64, not float32", { _ = try model.float32("weight") }),
      (
        "the array 'weight' has the shape [1, 3], not [3]",
        { _ = try model.float64("weight", shape: [3]) }
      ),
    ]
    for (detail, failure) in failures {
      let error = #expect(throws: ModelFileError.self) { try failure() }
      #expect(error?.code == .mismatch)
      #expect(error?.detail == detail)
    }
  }

  @Test("A folder that cannot be written is an error that names the file")
  func unwritable() {
    let error = #expect(throws: ModelFileError.self) { try model.write(to: "/nowhere/model") }
    #expect(error?.code == .unwritable)
    #expect(error?.path == "/nowhere/model")
  }
}
