/// Splits what a file descriptor gives into lines.
struct LineReader {
  let file: Int32
  private var pending: [UInt8] = []
  private var ended = false

  init(file: Int32) { self.file = file }

  /// The next line without its line break; nil at the end.
  mutating func next() throws(MeasuringError) -> [UInt8]? {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        return line
      }
      if ended { return nil }
      guard let more = SystemFile.readSome(from: file) else {
        throw MeasuringError(
          code: .brokenChannel,
          message: "the parent's commands cannot be read: \(SystemFile.lastFailure)")
      }
      ended = more.isEmpty
      pending += more
    }
  }
}
