import Testing

import Measuring

struct MachineTests {
  private static let server = """
    processor\t: 0
    vendor_id\t: AuthenticAMD
    model name\t: AMD EPYC 9454 48-Core Processor
    flags\t\t: fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl avx512_bf16

    processor\t: 1
    vendor_id\t: Other
    """

  @Test("A processor's name and its AVX-512 are read from /proc/cpuinfo")
  func processor() {
    #expect(Machine.processorName(Self.server) == "AMD EPYC 9454 48-Core Processor")
    #expect(Machine.processorTraits(Self.server) == (hasAVX512: true, isAMD: true))
    let older = Self.server.replacing(" avx512vl", with: "")
    #expect(Machine.processorTraits(older) == (hasAVX512: false, isAMD: true))
    // ARM has no flags, vendor or model name.
    #expect(Machine.processorName("processor : 0\nBogoMIPS : 50.00\n") == nil)
    #expect(Machine.processorTraits("processor : 0\n") == (hasAVX512: false, isAMD: false))
  }

  @Test("A system's name loses its quotes")
  func system() {
    let release = "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"
    #expect(Machine.systemName(release) == "Debian GNU/Linux 12 (bookworm)")
    #expect(Machine.systemName("ID=debian\n") == nil)
  }

  @Test(
    "OpenBLAS is held to one thread, and told its kernels only where it would choose lesser ones")
  func workerEnvironment() {
    func environment(hasAVX512: Bool, isAMD: Bool) -> [String: String] {
      Machine(
        processor: "", cores: 1, system: "", load: nil, hasAVX512: hasAVX512, isAMD: isAMD
      ).workerEnvironment
    }
    #expect(
      environment(hasAVX512: true, isAMD: true)
        == ["OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "SkylakeX"])
    #expect(environment(hasAVX512: true, isAMD: false) == ["OPENBLAS_NUM_THREADS": "1"])
    #expect(environment(hasAVX512: false, isAMD: true) == ["OPENBLAS_NUM_THREADS": "1"])
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
