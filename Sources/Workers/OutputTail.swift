import InertText
import Synchronization

/// The end of what a worker wrote, safe to show on a terminal.
package final class OutputTail: Sendable {
  /// Bytes that are kept.
  package static let limit = 4_096

  private let bytes = Mutex<[UInt8]>([])

  package init() {}

  func append(_ span: RawSpan) {
    var more: [UInt8] = []
    more.reserveCapacity(span.byteCount)
    for offset in span.byteOffsets {
      more.append(unsafe span.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
    }
    append(more)
  }

  /// Keeps the end of what was kept and this.
  package func append(_ more: [UInt8]) {
    bytes.withLock { bytes in
      bytes += more.suffix(Self.limit)
      if bytes.count > Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
    }
  }

  /// The kept end as text: no half character at its start, no white space around it, control and
  /// format characters escaped, so that a worker cannot steer the terminal that shows them.
  package var text: String {
    let kept = bytes.withLock { $0 }
    let whole = kept.drop { $0 & 0xc0 == 0x80 }
    let text = InertText.escaped(
      String(decoding: whole, as: UTF8.self).unicodeScalars, keeping: ["\n", "\t"])
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
