#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
import Tensors
import Testing

final class ModelFileTests {
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

  deinit { try? FileManager.default.removeItem(at: folder) }

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
    let expected = "b548bb04e2dba96a0c4b8b85ab9564995a6aec99c157483f82c17a6d3c3c4392"
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

  @Test("Equal models give equal bytes, in memory and in a file")
  func equalBytes() throws {
    let other = ModelFile(
      kind: model.kind, metadata: ["unit": "€", "seed": "7"],
      arrays: [
        "a/bias": ModelArray(Tensor(Shape(2), [1.5, -2])),
        "weight": ModelArray([0.1, 0, -1e300], shape: [1, 3]),
      ])
    #expect(other == model)
    #expect(try other.encoded() == bytes())
    #expect(try model.encoded() == bytes())
  }

  @Test("Payload and arrays start at multiples of 64 bytes")
  func alignment() throws {
    let bytes = try bytes()
    // 1.5 is 0x3fc00000 and -1e300, the third of three, 0xfe37e43c8800759c.
    let first: [UInt8] = [0x00, 0x00, 0xc0, 0x3f]
    let last: [UInt8] = [0x9c, 0x75, 0x00, 0x88, 0x3c, 0xe4, 0x37, 0xfe]
    let starts = (0..<bytes.count).filter { bytes[$0...].starts(with: first) }
    let end = (0..<bytes.count).filter { bytes[$0...].starts(with: last) }.map { $0 - 16 }
    #expect(starts.map { $0 % 64 } == [0])
    #expect(end == starts.map { $0 + 64 })
  }

  @Test("Every bit pattern of a number survives, and so do empty arrays")
  func bitPatterns() throws {
    var special = ModelFile(kind: "")
    special.arrays = [
      "empty": ModelArray([Float](), shape: [0, 4]), "scalar": ModelArray([2.5], shape: []),
      "special": ModelArray([-0.0, .infinity, .leastNonzeroMagnitude, -.ulpOfOne] as [Float]),
      "nan": ModelArray([Float(bitPattern: 0x7fc1_2345)]),
      "long": ModelArray(
        (0..<10_000).map { Double($0).squareRoot() }, shape: [1, 1, 1, 1, 10_000]),
      "none": ModelArray([Double]()), "int32": ModelArray([Int32.min, 7]),
      "int64": ModelArray([Int64.min, 1 << 53 + 1], shape: [2, 1]),
    ]
    try special.write(to: path("special"))
    let read = try ModelFile.read(path("special"))
    #expect(try read.float32("nan")[0].bitPattern == 0x7fc1_2345)
    let (found, given) = try (read.float32("special"), special.float32("special"))
    #expect(found.map(\.bitPattern) == given.map(\.bitPattern))
    #expect(try read.float32("empty", shape: [0, 4]) == [])
    #expect(try read.tensor("empty").shape == Shape(0, 4))
    #expect(try read.float64("scalar", shape: []) == [2.5])
    #expect(read.arrays["long"] == special.arrays["long"])
    #expect(try read.float64("none") == [])
    #expect(try read.integers("int32") == [Int(Int32.min), 7])
    #expect(try read.integers("int64", shape: [2, 1]) == [Int.min, 1 << 53 + 1])
    #expect(try read.encoded() == special.encoded())
  }

  @Test("A model without arrays is a model")
  func empty() throws {
    try ModelFile(kind: "").write(to: path("empty"))
    #expect(try ModelFile.read(path("empty")) == ModelFile(kind: ""))
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

  @Test("A file altered in any byte is a typed error", arguments: [0x01, 0x04, 0x80, 0xff])
  func altered(mask: UInt8) throws {
    let bytes = try bytes()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= mask
      let error = #expect(throws: ModelFileError.self) {
        try ModelFile(bytes: changed, path: "changed")
      }
      let expected: [ModelFileError.Code] =
        switch index {
        case 0..<8: [.notAModelFile]
        case 8..<12: [.wrongVersion]
        case 16..<32: [.truncated, .altered]
        default: [.altered]
        }
      #expect(
        error.map { expected.contains($0.code) } == true,
        "byte \(index): \(String(describing: error))")
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

  @Test("A file of another version is refused with both versions", arguments: [UInt8(1), 3])
  func wrongVersion(version: UInt8) throws {
    var bytes = try bytes()
    bytes[8] = version
    #expect(
      try error(reading: bytes)?.description
        == "\(path("changed")): byte 8: wrong version: version \(version), not 2; "
        + "train the model again, or use the assay that wrote it")
  }

  /// The file with another text in its header, of the same length, and the digest made to fit.
  private func replacing(_ old: String, _ new: String) throws -> [UInt8] {
    var bytes = Array(try bytes().dropLast(32))
    let text = Array(old.utf8)
    let place = try #require(
      (0..<bytes.count - text.count).first { bytes[$0..<$0 + text.count].elementsEqual(text) })
    bytes.replaceSubrange(place..<place + text.count, with: Array(new.utf8))
    return signed(bytes)
  }

  private func signed(_ bytes: [UInt8]) -> [UInt8] {
    let digest = Digest.sha256(bytes)
    return bytes
      + stride(from: 0, to: 64, by: 2).compactMap { offset in
        let start = digest.index(digest.startIndex, offsetBy: offset)
        return UInt8(digest[start...digest.index(after: start)], radix: 16)
      }
  }

  @Test(
    "A file that is whole but contradicts itself is malformed",
    arguments: [
      ("\"shape\":[1,3]", "\"shape\":[1,9]", "is longer than the payload"),
      ("\"shape\":[1,3]", "\"shape\":[1,2]", "8 bytes belong to no array"),
      ("\"shape\":[1,3]", "\"shape\":[-13]", "is longer than the payload"),
      ("\"name\":\"weight\"", "\"name\":\"a/bias\"", "two arrays are named 'a/bias'"),
      ("float64", "float16", "the header: "), ("\"kind\"", "\"mind\"", "the header: "),
    ])
  func malformed(_ old: String, _ new: String, _ complaint: String) throws {
    let error = try error(reading: replacing(old, new))
    #expect(error?.code == .malformed)
    #expect(error?.detail.contains(complaint) == true, "\(String(describing: error))")
  }

  @Test("What fills the space between the parts is zeros")
  func padding() throws {
    let bytes = try Array(bytes().dropLast(32))
    // The places of model_file.py: 4 bytes after the version, and before and within the payload.
    for place in [12, 15, bytes.count - 89, bytes.count - 80, bytes.count - 25] {
      var changed = bytes
      changed[place] = 7
      let error = try error(reading: signed(changed))
      #expect(error?.code == .malformed)
      #expect(error?.offset == place)
      #expect(error?.detail == "the byte is 7, where zeros fill the space")
    }
  }

  @Test("A model of another kind, name, precision or shape is a mismatch that says so")
  func mismatch() throws {
    let failures: [(String, () throws -> Void)] = [
      ("its kind is 'test/small', not 'other'", { try self.model.expect(kind: "other") }),
      ("it has no array 'x', only [\"a/bias\", \"weight\"]", { _ = try self.model.float32("x") }),
      ("the array 'weight' is float64, not float32", { _ = try self.model.float32("weight") }),
      ("the array 'a/bias' is float32, not float64", { _ = try self.model.float64("a/bias") }),
      (
        "the array 'a/bias' is float32, not int32 or int64",
        { _ = try self.model.integers("a/bias") }
      ),
      ("the array 'weight' is float64, not float32", { _ = try self.model.tensor("weight") }),
      (
        "the array 'weight' has the shape [1, 3], not [3]",
        { _ = try self.model.float64("weight", shape: [3]) }
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
    #expect(
      error?.description == "/nowhere/model: cannot be written: open: No such file or directory; "
        + "check that the folder exists, may be written and has room")
  }

  @Test("An array of more axes than a tensor has is no tensor, but an array")
  func fiveAxes() throws {
    let deep = ModelFile(
      kind: "deep", arrays: ["x": ModelArray([Float(1)], shape: [1, 1, 1, 1, 1])])
    let read = try ModelFile(bytes: deep.encoded(), path: "deep")
    #expect(try read.float32("x") == [1])
    let error = #expect(throws: ModelFileError.self) { try read.tensor("x") }
    #expect(
      error?.detail
        == "the array 'x' is no tensor: shape: [1, 1, 1, 1, 1]: at most 4 axes")
  }
}
