#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Feeds one reader with what libFuzzer makes up; built and started by `./run fuzz`.
///
///     Fuzz READER [LIBFUZZER ARGUMENTS]     fuzz it; without libFuzzer linked in, say so
///     Fuzz                                  list the readers
@main
struct Fuzz {
  private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  private typealias Driver =
    @convention(c) (
      UnsafeMutablePointer<CInt>,
      UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>, Callback
    ) -> CInt

  static func main() {
    guard let name = CommandLine.arguments.dropFirst().first else {
      print(Readers.all.keys.sorted().joined(separator: "\n"))
      return
    }
    guard Readers.chosen != nil else {
      print("There is no reader '\(name)'.")
      exit(64)
    }
    // Looked up by name, so that the program links without libFuzzer too.
    guard let symbol = unsafe dlsym(nil, "LLVMFuzzerRunDriver") else {
      print("libFuzzer is not linked in: build and start this program with './run fuzz'.")
      exit(78)
    }
    let drive = unsafe unsafeBitCast(symbol, to: Driver.self)
    // The reader's name takes the place of the program's.
    var count = CommandLine.argc - 1
    var arguments = unsafe CommandLine.unsafeArgv + 1
    exit(
      unsafe drive(&count, &arguments) { bytes, count in
        Readers.chosen?(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      })
  }
}
