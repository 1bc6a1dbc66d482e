import Figures
package import Records

#if canImport(Darwin)
  import Darwin
#endif

/// Whether models of a declared size find room in the memory of this machine.
package enum MemoryRoom {
  /// Which memory is asked about.
  package enum Room: Sendable {
    /// All that the machine has, for a run that is only planned.
    case total
    /// What can be had now (`MemAvailable`), for a model that is about to be built.
    case available
  }

  /// Bytes of a parameter, a Float32.
  private static let bytes = 4
  /// What a worker takes beside its parameters: code, items, and what an answer works with.
  private static let beside = 256 << 20

  /// The bytes that workers with these models take together: 4 a parameter and 256 MiB each.
  package static func need(_ parameters: [Architecture: Int]) -> Int {
    parameters.values.reduce(0) { $0 + Self.bytes * $1 + Self.beside }
  }

  /// Refuses models that do not fit; where the system does not tell its memory, all fit.
  ///
  /// - Throws: ``MeasuringError`` of code `tooLarge` with what is needed and what there is.
  package static func check(
    parameters: [Architecture: Int], room: Room
  ) throws(MeasuringError) {
    try check(parameters: parameters, room: room, has: bytes(room))
  }

  /// The same for a machine with so many bytes; nil where that is not known.
  package static func check(
    parameters: [Architecture: Int], room: Room, has bytes: Int?
  ) throws(MeasuringError) {
    let need = need(parameters)
    guard let bytes, need > bytes else { return }
    let list = parameters.sorted { $0.key < $1.key }
      .map { "\(Format.parameters($0.value)) parameters of \($0.key.rawValue)" }
      .joined(separator: " and ")
    let place = room == .total ? "this machine has" : "of this machine's memory there is now"
    throw MeasuringError(
      code: .tooLarge,
      message: "to serve \(list) takes about \(Format.value(Double(need), .bytes)), and \(place)"
        + " \(Format.value(Double(bytes), .bytes))",
      remedy: "declare fewer parameters, or run on a machine with more memory")
  }

  private static func bytes(_ room: Room) -> Int? {
    #if canImport(Darwin)
      // What is free for a new process has no plain number here; the whole stands for it.
      var size: UInt64 = 0
      var length = MemoryLayout<UInt64>.size
      return unsafe sysctlbyname("hw.memsize", &size, &length, nil, 0) == 0 ? Int(size) : nil
    #else
      return SystemFile.text("/proc/meminfo").flatMap {
        parse($0, label: room == .total ? "MemTotal:" : "MemAvailable:")
      }
    #endif
  }

  /// The bytes after a label of `/proc/meminfo`, which counts in kB of 1024.
  package static func parse(_ information: String, label: String) -> Int? {
    for line in information.split(separator: "\n") where line.hasPrefix(label) {
      let number = line.dropFirst(label.count).split(separator: " ").first
      return number.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }
}
