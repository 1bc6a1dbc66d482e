#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ModelFiles
import Tensors
import Testing

struct SafetensorsTests {
  /// The arrays of `Tests/References/safetensors_file.py`.
  let sample = SafetensorsFile(
    metadata: ["unit": "€"],
    arrays: [
      "encoder.weight": ModelArray(
        [1.5, -2, 0, 0.1, .infinity, -.leastNonzeroMagnitude] as [Float], shape: [2, 3]),
      "encoder.bias": ModelArray([0.1, -1e300]),
      "counts": ModelArray([7, .min] as [Int32], shape: [2, 1]),
      "big": ModelArray([1 << 53 + 1, .min] as [Int64]),
      "empty": ModelArray([Float](), shape: [0, 3]),
      "scalar": ModelArray([Float(2.5)], shape: []),
      "na\"me\\\n\u{1}€": ModelArray([Int32(1)]),
    ])

  private func referenceBytes() throws -> [UInt8] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "References/safetensors.json")
    let made = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    let digits = Array(try #require(made["file"]))
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0..<$0 + 2]), radix: 16))
    }
  }

  private func temporary() -> String {
    FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)").path
  }

  @Test("The reference implementation's file is read whole, and its own bytes are written")
  func reference() throws {
    let bytes = try referenceBytes()
    #expect(try SafetensorsFile(bytes: bytes, path: "reference") == sample)
    #expect(try sample.encoded() == bytes)
    let path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try sample.write(to: path)
    #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == bytes)
    #expect(try SafetensorsFile.read(path) == sample)
    #expect(try sample.integers("big") == [9_007_199_254_740_993, Int.min])
  }

  @Test("Every bit pattern of a number survives")
  func bitPatterns() throws {
    let file = SafetensorsFile(arrays: ["nan": ModelArray([Float(bitPattern: 0x7fc1_2345), -0.0])])
    let read = try SafetensorsFile(bytes: file.encoded(), path: "nan")
    #expect(try read.float32("nan").map(\.bitPattern) == [0x7fc1_2345, 0x8000_0000])
  }

  @Test("A file without arrays is 16 bytes, and a number may start at any byte")
  func smallest() throws {
    let none = SafetensorsFile()
    #expect(try none.encoded() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try SafetensorsFile(bytes: none.encoded(), path: "none") == none)
    let header = #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    #expect(header.utf8.count % 4 != 0)
    // IEEE 754: 1.5 is 0x3fc00000.
    let read = try SafetensorsFile(bytes: file(header, [0, 0, 0xc0, 0x3f]), path: "odd")
    #expect(try read.tensor("x").values == [1.5])
  }

  @Test("JSON may have space, escapes and another order of keys")
  func otherJSON() throws {
    let header = """
      {"\\u0061\\/\\b\\f\\n\\r\\t\\ud83d\\ude00" :\t{"shape": [ 1 , 1 ],
        "data_offsets": [0, 4],"dtype":"I32" }, "__metadata__": {} }
      """
    let read = try SafetensorsFile(bytes: file(header, [7, 0, 0, 0]), path: "other")
    #expect(
      read
        == SafetensorsFile(
          arrays: ["a/\u{8}\u{c}\n\r\t😀": ModelArray([Int32(7)], shape: [1, 1])]))
  }

  @Test("A file cut short at any byte is truncated, and says where")
  func truncated() throws {
    let bytes = try referenceBytes()
    for length in 0..<bytes.count {
      let error = #expect(throws: SafetensorsError.self) {
        try SafetensorsFile(bytes: Array(bytes[..<length]), path: "cut")
      }
      #expect(error?.code == .truncated, "cut at \(length)")
      #expect(error?.offset == length)
    }
  }

  /// The format has no checksum: what can be asked for is that no altered file passes for the
  /// original.
  @Test("A file altered in any byte is a typed error or another file")
  func altered() throws {
    let original = try referenceBytes()
    var bytes = original
    var errors = 0
    for index in original.indices {
      let kept = bytes[index]
      for value in 0...UInt8.max where value != kept {
        bytes[index] = value
        do throws(SafetensorsError) {
          let other = try SafetensorsFile(bytes: bytes, path: "altered")
          // Not by '==', to which −0 is 0.
          #expect(try other.encoded() != original, "byte \(index) as \(value)")
        } catch {
          errors += 1
          #expect(index < 488, "numbers may be any")
        }
      }
      bytes[index] = kept
    }
    // Letters of names and of the metadata may be others; most of the 488 bytes before the numbers
    // may not.
    #expect(errors > 488 * 255 * 3 / 4)
  }

  @Test("What breaks a rule of the format is a typed error", arguments: SafetensorsCase.all)
  func refused(_ broken: SafetensorsCase) {
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(bytes: broken.bytes, path: "broken")
    }
    #expect(error?.code == broken.code, "\(String(describing: error))")
    #expect(error?.detail == broken.detail)
    #expect(error?.offset == broken.offset)
  }

  @Test("An error says all of it on one line")
  func description() {
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(bytes: [1, 2], path: "models/a.safetensors")
    }
    #expect(
      error?.description
        == "models/a.safetensors: byte 2: truncated: it ends within its first 8 bytes; "
        + "copy the file again")
  }

  @Test("A file that is not there, or cannot be written, is an error that names it")
  func unreachable() {
    let unread = #expect(throws: SafetensorsError.self) { try SafetensorsFile.read("/nowhere") }
    #expect(
      unread?.description == "/nowhere: cannot be read: open: No such file or directory; "
        + "check that the file exists and may be read")
    let unwritten = #expect(throws: SafetensorsError.self) { try sample.write(to: "/nowhere/x") }
    #expect(unwritten?.code == .unwritable)
    #expect(unwritten?.path == "/nowhere/x")
  }

  @Test("A name that the format keeps for itself is refused before anything is written")
  func reserved() {
    let path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = SafetensorsFile(arrays: ["__metadata__": ModelArray([1.0])])
    let error = #expect(throws: SafetensorsError.self) { try file.write(to: path) }
    #expect(error?.code == .unwritable)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("An array that is missing is a mismatch that says so")
  func mismatch() {
    let error = #expect(throws: ModelFileError.self) { try sample.float32("x") }
    #expect(error?.code == .mismatch)
    #expect(error?.path == "safetensors")
  }
}

/// A file of a header and numbers.
func file(_ header: String, _ numbers: [UInt8] = []) -> [UInt8] {
  let length = header.utf8.count
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
    + numbers
}
