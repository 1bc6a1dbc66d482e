import Records
import Testing

import Measuring

struct MemoryTests {
  private func parse(_ status: String) -> MemoryReading? {
    ResidentMemory.parse(Array(status.utf8).span)
  }

  @Test("The three sizes are found wherever they stand")
  func parsing() {
    // Lines of a real /proc/self/status; VmRSS also ends another label, which must not be taken.
    let status = """
      Name:\thead VmRSS:
      VmHWM:\t    1688 kB
      xVmRSS:\t    9 kB
      VmRSS:\t    1600 kB
      RssAnon:\t     112 kB
      RssFile:\t    1576 kB

      """
    #expect(
      parse(status)
        == MemoryReading(resident: 1_600 * 1_024, anonymous: 112 * 1_024, peak: 1_688 * 1_024))
  }

  @Test(
    "A missing or empty size is no reading",
    arguments: ["", "VmRSS: 1 kB\nVmHWM: 2 kB", "VmRSS: 1 kB\nVmHWM: kB\nRssAnon: 3 kB", "VmRSS:"])
  func missing(status: String) {
    #expect(parse(status) == nil)
  }

  @Test("This process has sizes that fit each other")
  func ownSizes() throws {
    let reading = try ResidentMemory.read()
    #expect(reading.anonymous > 0)
    #expect(reading.anonymous <= reading.resident)
    // The kernel's counts are kept per core and may be some pages apart.
    #expect(reading.peak + (1 << 20) >= reading.resident)
  }

  #if os(Linux)
    @Test("A reset lets the peak forget what was freed")
    func resetPeak() throws {
      let size = 256 << 20
      var large = [UInt8](repeating: 1, count: size)
      for index in stride(from: 0, to: size, by: 4_096) { large[index] = UInt8(index >> 12 & 255) }
      let high = try ResidentMemory.read().peak
      #expect(large[4_096] == 1)
      large = []
      try ResidentMemory.resetPeak()
      // Other tests run in this process at the same time; none of them takes a tenth of this.
      #expect(try ResidentMemory.read().peak < high - size / 2)
    }
  #endif
}
