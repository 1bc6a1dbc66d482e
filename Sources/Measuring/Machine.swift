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

  /// Describes the machine that this runs on.
  package static func describe() -> Machine {
    #if canImport(Darwin)
      let processor = systemValue("machdep.cpu.brand_string") ?? "unknown processor"
      let system = "macOS \(systemValue("kern.osproductversion") ?? "of unknown version")"
      let kernel = systemValue("kern.osrelease").map { ", Darwin \($0)" } ?? ""
    #else
      let information = SystemFile.text("/proc/cpuinfo") ?? ""
      let processor = processorName(information) ?? "unknown processor"
      let system = SystemFile.text("/etc/os-release").flatMap(systemName) ?? "Linux"
      let release = SystemFile.text("/proc/sys/kernel/osrelease") ?? ""
      let kernel = release.isEmpty ? "" : ", Linux \(release.filter { !$0.isNewline })"
    #endif
    return Machine(
      processor: processor, cores: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      system: system + kernel, load: loadAverage())
  }

  /// The first `model name` of `/proc/cpuinfo`; on ARM there is none, and `Model` or nothing serves.
  package static func processorName(_ information: String) -> String? {
    field("model name", of: information) ?? field("Model", of: information)
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
