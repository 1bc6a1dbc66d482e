import Foundation

/// The libraries that a 64-bit little-endian ELF file asks the loader for.
///
/// Field offsets after the System V ABI, chapter 4 "Object Files" and chapter 5 "Program Loading and
/// Dynamic Linking": https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
struct DynamicSection {
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  /// The names of its DT_NEEDED entries, such as `libc.so.6`.
  let needed: [String]

  init(file: URL) throws {
    let image = Image(bytes: [UInt8](try Data(contentsOf: file)))
    guard image.bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else {
      throw Malformed(description: "\(file.path) is not a 64-bit little-endian ELF file")
    }
    let table = try image.number(at: 32, bytes: 8)
    let entrySize = try image.number(at: 54, bytes: 2)
    let entries = try (0..<image.number(at: 56, bytes: 2)).map { index in
      try Segment(image, at: table + index * entrySize)
    }
    guard let dynamic = entries.first(where: { $0.type == Segment.dynamic }) else {
      throw Malformed(description: "\(file.path) has no dynamic section")
    }
    var names: [Int] = []
    var strings: Int?
    for entry in stride(from: dynamic.offset, to: dynamic.offset + dynamic.size, by: 16) {
      let tag = try image.number(at: entry, bytes: 8)
      let value = try image.number(at: entry + 8, bytes: 8)
      if tag == 0 { break }
      if tag == 1 { names.append(value) }
      if tag == 5 { strings = value }
    }
    // The string table is given by its address in memory; a loaded segment says where that lies.
    guard let strings,
      let home = entries.first(where: {
        $0.type == Segment.load && $0.address <= strings && strings < $0.address + $0.size
      })
    else { throw Malformed(description: "\(file.path) has no table of strings") }
    let start = strings - home.address + home.offset
    needed = names.map { image.text(at: start + $0) }
  }

  private struct Segment {
    static let load = 1
    static let dynamic = 2
    let type: Int
    let offset: Int
    let address: Int
    let size: Int

    init(_ image: Image, at start: Int) throws {
      type = try image.number(at: start, bytes: 4)
      offset = try image.number(at: start + 8, bytes: 8)
      address = try image.number(at: start + 16, bytes: 8)
      size = try image.number(at: start + 32, bytes: 8)
    }
  }

  private struct Image {
    let bytes: [UInt8]

    func number(at start: Int, bytes count: Int) throws -> Int {
      guard start >= 0, start + count <= bytes.count else {
        throw Malformed(description: "the file ends before byte \(start + count)")
      }
      let value = bytes[start..<start + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int(truncatingIfNeeded: value)
    }

    func text(at start: Int) -> String {
      String(decoding: bytes.dropFirst(start).prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
