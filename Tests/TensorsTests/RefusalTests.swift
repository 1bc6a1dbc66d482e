#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Tensors
import Testing

#if os(Linux) || os(macOS)
  /// What a programmer's error looks like; the rows' messages are written out by hand.
  struct RefusalTests {
    @Test(
      "Shapes that do not fit stop the program with the operation and all shapes",
      arguments: RefusalRow.all.indices)
    func refused(_ index: Int) async {
      let result = await #expect(
        processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]
      ) { [index] in
        RefusalRow.all[index].operation()
      }
      let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      let expected = "assay: \(RefusalRow.all[index].message)\n"
      #expect(message.contains(expected), "\(message), not \(expected)")
    }
  }
#endif
