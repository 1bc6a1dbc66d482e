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
import Records
import Reporting

/// What is known of where the output goes.
enum Terminal {
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
    print(String(decoding: try RecordCoding.encode(value), as: UTF8.self), terminator: "")
  }

  /// Text without what could steer a terminal; its line breaks stay.
  static func inert(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Escaping.visible(String($0)) }.joined(separator: "\n")
  }
}
