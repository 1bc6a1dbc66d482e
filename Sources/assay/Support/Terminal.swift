#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import InertText
import Measuring
import Records
import Reporting

/// What is known of where the output goes.
enum Terminal {
  static var isInput: Bool { isatty(STDIN_FILENO) == 1 }
  static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isError: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colours only on a terminal, and never with NO_COLOR (https://no-color.org).
  static var isStyled: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isOutput && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal; 100 where the output is no terminal.
  static var width: Int {
    guard isOutput else { return 100 }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 40 else {
      return 100
    }
    return min(Int(size.ws_col), 120)
  }

  static func show(_ document: Document) {
    print(TerminalRenderer(width: width, styled: isStyled).render(document), terminator: "")
  }

  static func show(json value: some Encodable) throws {
    try write(RecordCoding.encode(value))
  }

  /// Writes a whole document to standard output.
  ///
  /// - Throws: ``OutputError`` where it could not be written; a reader who has read enough is none.
  static func write(_ bytes: Data) throws {
    try flush()
    let failure = StandardOutput.write([UInt8](bytes))
    guard failure != 0, failure != EPIPE else { return }
    throw OutputError(reason: unsafe String(cString: strerror(failure)))
  }

  /// Writes out what was printed.
  ///
  /// - Throws: ``OutputError`` where it could not be written; a reader who has read enough is none.
  static func flush() throws(OutputError) {
    errno = 0
    guard fflush(nil) != 0, errno != EPIPE else { return }
    throw OutputError(reason: unsafe String(cString: strerror(errno)))
  }

  /// Text without what could steer a terminal; its line breaks stay.
  static func inert(_ text: String) -> String {
    InertText.escaped(text.unicodeScalars, keeping: ["\n"])
  }
}
