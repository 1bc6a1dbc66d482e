import Measuring
import Records
import Testing

@Suite("Room for models of a declared size") struct MemoryRoomTests {
  /// 4 bytes a parameter and 256 MiB for each worker.
  private static let both: [Architecture: Int] = [.endToEnd: 120_000_000, .hybrid: 40_000_000]
  private static let need = 4 * 160_000_000 + 2 * 256 * 1_048_576

  @Test("Models that fit to the byte are let through, and where memory is not told, all are")
  func fits() throws {
    #expect(MemoryRoom.need(Self.both) == Self.need)
    try MemoryRoom.check(parameters: Self.both, room: .total, has: Self.need)
    try MemoryRoom.check(parameters: Self.both, room: .available, has: nil)
  }

  @Test("One byte too few is an error that says what it takes, what there is and what to do")
  func refused() throws {
    let error = #expect(throws: MeasuringError.self) {
      try MemoryRoom.check(parameters: Self.both, room: .total, has: Self.need - 1)
    }
    // 1,176,870,912 bytes are 1.096 GiB.
    #expect(
      error
        == MeasuringError(
          code: .tooLarge,
          message: "to serve 120M parameters of end-to-end and 40M parameters of hybrid takes about"
            + " 1.10 GiB, and this machine has 1.10 GiB",
          remedy: "declare fewer parameters, or run on a machine with more memory"))
  }

  @Test("Linux tells its memory in kB of 1024")
  func parses() {
    let information = "MemTotal:       24518072 kB\nMemFree: 1 kB\nMemAvailable:   100 kB\n"
    #expect(MemoryRoom.parse(information, label: "MemTotal:") == 24_518_072 * 1024)
    #expect(MemoryRoom.parse(information, label: "MemAvailable:") == 102_400)
    #expect(MemoryRoom.parse("MemFree: 1 kB", label: "MemTotal:") == nil)
  }
}
