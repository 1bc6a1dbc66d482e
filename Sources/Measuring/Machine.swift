#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a reader must know of a machine before comparing its figures with another's.
package struct Machine: Sendable, Equatable {
  /// The processor's name as it gives it.
  package var processor: String
  /// Logical cores that are online.
  package var cores: Int
  /// The operating system and its kernel.
  package var system: String
  /// The mean number of running processes over the last minute; nil where the system does not tell.
  package var load: Double?
  /// Whether the processor has the AVX-512 groups that OpenBLAS's SkylakeX kernels use.
  package var hasAVX512: Bool
  /// Whether the processor is one of AMD's.
  package var isAMD: Bool

  package init(
    processor: String, cores: Int, system: String, load: Double?, hasAVX512: Bool, isAMD: Bool
  ) {
    self.processor = processor
    self.cores = cores
    self.system = system
    self.load = load
    self.hasAVX512 = hasAVX512
    self.isAMD = isAMD
  }

  /// Describes the machine that this runs on.
  package static func describe() -> Machine {
    #if canImport(Darwin)
      let processor = systemValue("machdep.cpu.brand_string") ?? "unknown processor"
      let traits = (hasAVX512: false, isAMD: false)
      let system = "macOS \(systemValue("kern.osproductversion") ?? "of unknown version")"
      let kernel = systemValue("kern.osrelease").map { ", Darwin \($0)" } ?? ""
    #else
      let information = SystemFile.text("/proc/cpuinfo") ?? ""
      let processor = processorName(information) ?? "unknown processor"
      let traits = processorTraits(information)
      let system = SystemFile.text("/etc/os-release").flatMap(systemName) ?? "Linux"
      let release = SystemFile.text("/proc/sys/kernel/osrelease") ?? ""
      let kernel = release.isEmpty ? "" : ", Linux \(release.filter { !$0.isNewline })"
    #endif
    return Machine(
      processor: processor, cores: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      system: system + kernel, load: loadAverage(), hasAVX512: traits.hasAVX512,
      isAMD: traits.isAMD)
  }

  /// Environment variables that let a worker's libraries use the processor fully, and one core of it.
  ///
  /// OpenBLAS reads them when it is loaded, so they are set before the worker starts. It would start
  /// a thread for each core, which a worker of one trial or one candidate must not have. And up to
  /// 0.3.21 it does not know AMD's processors with AVX-512 and falls back to its Haswell kernels; told
  /// `SkylakeX`, it is about twice as fast there. On Intel's it chooses well itself.
  package var workerEnvironment: [String: String] {
    var environment = ["OPENBLAS_NUM_THREADS": "1"]
    if hasAVX512 && isAMD { environment["OPENBLAS_CORETYPE"] = "SkylakeX" }
    return environment
  }

  /// The first `model name` of `/proc/cpuinfo`; on ARM there is none, and `Model` or nothing serves.
  package static func processorName(_ information: String) -> String? {
    field("model name", of: information) ?? field("Model", of: information)
  }

  /// What the first processor of `/proc/cpuinfo` says of its maker and its AVX-512.
  package static func processorTraits(_ information: String) -> (hasAVX512: Bool, isAMD: Bool) {
    let flags = Set((field("flags", of: information) ?? "").split(separator: " "))
    let needed: Set<Substring> = ["avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"]
    return (needed.isSubset(of: flags), field("vendor_id", of: information) == "AuthenticAMD")
  }

  /// `PRETTY_NAME` of `/etc/os-release`, without its quotes.
  package static func systemName(_ release: String) -> String? {
    for line in release.split(separator: "\n") where line.hasPrefix("PRETTY_NAME=") {
      return String(line.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" })
    }
    return nil
  }

  private static func field(_ name: String, of information: String) -> String? {
    for line in information.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, trimmed(parts[0]) == name else { continue }
      let value = trimmed(parts[1])
      return value.isEmpty ? nil : value
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func loadAverage() -> Double? {
    var average = 0.0
    return unsafe getloadavg(&average, 1) == 1 ? average : nil
  }

  #if canImport(Darwin)
    private static func systemValue(_ name: String) -> String? {
      var size = 0
      guard unsafe sysctlbyname(name, nil, &size, nil, 0) == 0, size > 0 else { return nil }
      var bytes = [UInt8](repeating: 0, count: size)
      guard unsafe sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  #endif
}
