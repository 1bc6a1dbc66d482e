import WorkloadKit

/// The files in an archive of the form ustar, without compression.
struct TarArchive {
  /// The bytes of each file by its path.
  private(set) var files: [String: [UInt8]] = [:]

  /// Reads a whole archive; what is no plain file in it is passed over.
  ///
  /// Blocks of 512 bytes: a header with the name from byte 0 and the size in octal digits from byte
  /// 124, then the content (POSIX.1-1988, ustar).
  ///
  /// - Throws: `WorkloadError` for a header whose size is no number, or a file that is cut off.
  init(_ bytes: [UInt8]) throws(WorkloadError) {
    var place = 0
    while place + 512 <= bytes.count, bytes[place] != 0 {
      let name = Self.text(bytes[place..<place + 100])
      let digits = Self.text(bytes[place + 124..<place + 136]).filter(\.isNumber)
      guard let size = Int(digits, radix: 8), size <= bytes.count - place - 512 else {
        throw WorkloadError(
          "the file '\(name)' is cut off", at: "byte \(place) of the archive",
          remedy: "fetch the archive again")
      }
      let isFile = [0, UInt8(ascii: "0")].contains(bytes[place + 156])
      if isFile { files[name] = Array(bytes[place + 512..<place + 512 + size]) }
      place += 512 + (size + 511) / 512 * 512
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
