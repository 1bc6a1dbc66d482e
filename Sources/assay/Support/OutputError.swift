/// Standard output that did not take what was printed, such as a file on a full disk.
struct OutputError: Error, CustomStringConvertible {
  let reason: String

  var description: String { "the output could not be written: \(reason)" }
}
