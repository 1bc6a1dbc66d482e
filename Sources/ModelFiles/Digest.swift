#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// SHA-256 (FIPS 180-4), for telling files apart and finding altered ones; not for secrets.
package enum Digest {
  /// The digest of some bytes, as 64 lowercase hexadecimal digits.
  package static func sha256(_ bytes: some Sequence<UInt8>) -> String { hex(sha256Bytes(bytes)) }

  /// The digest of a file's content, as 64 lowercase hexadecimal digits.
  ///
  /// - Throws: `ModelFileError` of code `unreadable`.
  package static func sha256(ofFile path: String) throws(ModelFileError) -> String {
    do {
      return sha256(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ModelFileError(.unreadable, path, "\(error)")
    }
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }

  static func sha256Bytes(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var digest = RunningDigest()
    var part: [UInt8] = []
    part.reserveCapacity(4096)
    for byte in bytes {
      part.append(byte)
      if part.count == 4096 {
        digest.update(part.span)
        part.removeAll(keepingCapacity: true)
      }
    }
    digest.update(part.span)
    return digest.finished()
  }
}
