import Testing

import Measuring

struct MachineTests {
  private static let server = """
    processor\t: 0
    model name\t: AMD EPYC 9454 48-Core Processor

    processor\t: 1
    model name\t: Other
    """

  @Test("A processor's name is read from /proc/cpuinfo")
  func processor() {
    #expect(Machine.processorName(Self.server) == "AMD EPYC 9454 48-Core Processor")
    // ARM has no model name.
    #expect(Machine.processorName("processor : 0\nBogoMIPS : 50.00\n") == nil)
  }

  @Test("A system's name loses its quotes")
  func system() {
    let release = "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"
    #expect(Machine.systemName(release) == "Debian GNU/Linux 12 (bookworm)")
    #expect(Machine.systemName("ID=debian\n") == nil)
  }

  @Test("This machine describes itself")
  func describe() {
    let machine = Machine.describe()
    #expect(!machine.processor.isEmpty)
    #expect(machine.cores >= 1)
    #expect(!machine.system.isEmpty)
    #expect(machine.load.map { $0 >= 0 } ?? true)
  }
}
