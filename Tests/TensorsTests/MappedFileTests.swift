#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Tensors
import Testing

final class MappedFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func mapped(_ bytes: [UInt8]) throws -> [MappedFile] {
    try Data(bytes).write(to: URL(filePath: path("file")))
    return [
      try MappedFile(path("file")), try MappedFile(copying: bytes, path: path("file")),
    ]
  }

  private func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("A mapped file has the bytes of the file, and so have bytes in memory")
  func bytes() throws {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for file in try mapped(bytes) {
      #expect(file.count == bytes.count)
      #expect(file.path == path("file"))
      #expect(file.bytes(0..<bytes.count) == bytes)
      #expect(file.bytes(4095..<4099) == Array(bytes[4095..<4099]))
      #expect(file.bytes(10_000..<10_000) == [])
      #expect(file.lending(17..<20) { $0.count + Int($0[2]) } == 3 + Int(bytes[19]))
    }
  }

  @Test("Integers are little-endian and may start at any byte")
  func integers() throws {
    for file in try mapped([0xff, 0x01, 0x02, 0x03, 0x84, 0x05, 0x06, 0x07, 0x88]) {
      #expect(file.integer(UInt8.self, at: 0) == 0xff)
      #expect(file.integer(UInt32.self, at: 1) == 0x8403_0201)
      #expect(file.integer(Int32.self, at: 1) == Int32(bitPattern: 0x8403_0201))
      #expect(file.integer(UInt64.self, at: 1) == 0x8807_0605_8403_0201)
    }
  }

  @Test("A tensor takes a range of the file bit for bit, aligned or not", arguments: [0, 64, 3])
  func tensors(offset: Int) throws {
    let values: [Float] = [1.5, -0.0, .infinity, .leastNonzeroMagnitude, 0.1, -2]
    let tensor = Tensor(Shape(2, 3), values)
    var bytes = [UInt8](repeating: 9, count: offset)
    tensor.lendingBytes { bytes.append(copying: $0) }
    // IEEE 754: 1.5 is 0x3fc00000.
    #expect(bytes[offset..<offset + 4].elementsEqual([0x00, 0x00, 0xc0, 0x3f]))
    for file in try mapped(bytes) {
      let read = Tensor(file, at: offset, shape: Shape(2, 3))
      #expect(read.shape == Shape(2, 3))
      #expect(read.values.map(\.bitPattern) == values.map(\.bitPattern))
      #expect(Tensor(file, at: bytes.count, shape: Shape(0, 4)).values == [])
    }
  }

  @Test("An empty file has no bytes")
  func empty() throws {
    for file in try mapped([]) {
      #expect(file.count == 0)
      #expect(file.bytes(0..<0) == [])
      #expect(Tensor(file, at: 0, shape: Shape(0)).values == [])
    }
  }

  @Test(
    "What is no file that can be mapped is an error with its path and reason",
    arguments: [
      ("/nowhere/at/all", "No such file or directory"), ("/dev", "Not a regular file"),
      ("/dev/null", "Not a regular file"),
    ])
  func refused(_ path: String, _ reason: String) {
    let error = #expect(throws: FileError.self) { try MappedFile(path) }
    #expect(error?.description == "\(path): open: \(reason)")
  }

  @Test("A mapped file keeps its bytes when another takes its place")
  func replaced() throws {
    let file = try mapped([1, 2, 3])[0]
    let other: [UInt8] = [7]
    try FileWriter.replacing(path("file")) { (writer) throws(FileError) in
      try writer.append(other.span)
    }
    #expect(file.bytes(0..<3) == [1, 2, 3])
    #expect(try MappedFile(path("file")).bytes(0..<1) == [7])
    #expect(try contents() == ["file"])
  }

  @Test("A file whose writing fails is left as it was, with nothing beside it")
  func failedWrite() throws {
    _ = try mapped([1, 2, 3])
    let failure = FileError(operation: "write", path: path("file"), reason: "disk full")
    let other: [UInt8] = [7]
    let error = #expect(throws: FileError.self) {
      try FileWriter.replacing(path("file")) { (writer) throws(FileError) in
        try writer.append(other.span)
        throw failure
      }
    }
    #expect(error == failure)
    #expect(try MappedFile(path("file")).bytes(0..<3) == [1, 2, 3])
    #expect(try contents() == ["file"])
  }

  @Test("A folder in the file's place, or no folder to hold it, is an error and leaves nothing")
  func unwritable() throws {
    try FileManager.default.createDirectory(
      atPath: path("folder"), withIntermediateDirectories: true)
    for (target, description) in [
      (path("folder"), "rename: Is a directory"),
      ("/nowhere/file", "open: No such file or directory"),
    ] {
      let error = #expect(throws: FileError.self) {
        try FileWriter.replacing(target) { (writer) throws(FileError) in
          try writer.append([UInt8](repeating: 1, count: 9).span)
        }
      }
      #expect(error?.description == "\(target): \(description)")
    }
    #expect(try contents() == ["folder"])
  }
}
