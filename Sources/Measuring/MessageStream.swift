#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Messages over a connection: four bytes of length, little-endian, one byte that says what it is, the content.
struct MessageStream {
  /// What a message is.
  enum Kind: UInt8 {
    case request = 0
    case answer = 1
    /// The content is a sentence: why there is no answer.
    case refusal = 2
  }

  struct Message: Equatable {
    var kind: Kind
    var content: [UInt8]
  }

  /// A longer message is taken for noise, in bytes.
  static let longest = 16 << 20

  let file: Int32
  private var pending: [UInt8] = []

  init(file: Int32) { self.file = file }

  /// Sends one message; false where nobody reads.
  func send(_ kind: Kind, _ content: [UInt8]) -> Bool {
    let length = UInt32(content.count)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
    return SystemFile.write(head + [kind.rawValue] + content, to: file)
  }

  /// The next message; nil at the end, after a silence, and where what comes is no message.
  mutating func receive() -> Message? {
    while true {
      if let message = taken() { return message }
      guard !isNoise, let more = SystemFile.readSome(from: file), !more.isEmpty else { return nil }
      pending += more
    }
  }

  /// Whether a whole message has been read and not yet taken.
  var hasMessage: Bool { length.map { pending.count >= 5 + $0 } ?? false }

  private var length: Int? {
    guard pending.count >= 5 else { return nil }
    return (0..<4).reduce(0) { $0 | Int(pending[$1]) << (8 * $1) }
  }

  private var isNoise: Bool {
    guard let length else { return false }
    return length > Self.longest || Kind(rawValue: pending[4]) == nil
  }

  private mutating func taken() -> Message? {
    guard !isNoise, let length, pending.count >= 5 + length, let kind = Kind(rawValue: pending[4])
    else { return nil }
    let message = Message(kind: kind, content: Array(pending[5..<(5 + length)]))
    pending.removeSubrange(..<(5 + length))
    return message
  }
}
