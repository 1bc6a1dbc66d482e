package import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The resident sizes of this very process.
///
/// Only the process itself is asked. `wait4` and `getrusage` would seem handier, but a child's
/// `ru_maxrss` starts from the size of the parent it was forked from, so a small worker of a large
/// parent reports the parent. On Linux the kernel keeps the counts per core and adds them lazily:
/// a reading may be some dozen pages a core off. `VmHWM` is set from the same counts.
package enum ResidentMemory {
  /// Reads the present sizes and the peak, in bytes.
  ///
  /// - Throws: ``MeasuringError`` where the system does not tell.
  package static func read() throws(MeasuringError) -> MemoryReading {
    #if canImport(Darwin)
      return try readTaskInformation()
    #else
      let reading: MemoryReading?? = SystemFile.withBytes("/proc/self/status") { parse($0) }
      guard let reading = reading ?? nil else {
        throw MeasuringError(
          code: .unreadableMemory,
          message: "/proc/self/status holds no VmRSS, RssAnon and VmHWM: is /proc mounted?")
      }
      return reading
    #endif
  }

  /// Gives free heap back to the system and lets the peak start again from the present size.
  ///
  /// Linux only: "5" written to `/proc/self/clear_refs` resets `VmHWM` (proc(5)). macOS has no such
  /// reset; there the peak stays that of the whole life, and this throws.
  ///
  /// - Throws: ``MeasuringError`` where the system refuses.
  package static func resetPeak() throws(MeasuringError) {
    trimHeap()
    #if canImport(Darwin)
      throw MeasuringError(
        code: .peakNotReset, message: "macOS cannot reset the peak of a process's resident size")
    #else
      guard SystemFile.write("5", to: "/proc/self/clear_refs") else {
        throw MeasuringError(
          code: .peakNotReset,
          message: "/proc/self/clear_refs cannot be written: \(SystemFile.lastFailure)")
      }
    #endif
  }

  /// Calls the C library's `malloc_trim`, where there is one; Swift's Glibc module leaves it out.
  private static func trimHeap() {
    #if canImport(Glibc)
      typealias Trim = @convention(c) (Int) -> Int32
      guard let symbol = unsafe dlsym(nil, "malloc_trim") else { return }
      _ = unsafe unsafeBitCast(symbol, to: Trim.self)(0)
    #endif
  }

  /// Reads the three sizes from the text of `/proc/self/status`; nil where one is missing.
  package static func parse(_ status: Span<UInt8>) -> MemoryReading? {
    guard let resident = kibibytes("VmRSS:", in: status),
      let anonymous = kibibytes("RssAnon:", in: status),
      let peak = kibibytes("VmHWM:", in: status)
    else { return nil }
    return MemoryReading(
      resident: resident * 1_024, anonymous: anonymous * 1_024, peak: peak * 1_024)
  }

  /// The number after a label at the start of a line.
  private static func kibibytes(_ label: StaticString, in status: Span<UInt8>) -> Int? {
    var lineStart = 0
    while lineStart < status.count {
      var position = lineStart
      if matches(label, in: status, at: lineStart) {
        position += label.utf8CodeUnitCount
        var value: Int?
        while position < status.count, status[position] != UInt8(ascii: "\n") {
          let byte = status[position]
          if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
            value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
          }
          position += 1
        }
        return value
      }
      while position < status.count, status[position] != UInt8(ascii: "\n") { position += 1 }
      lineStart = position + 1
    }
    return nil
  }

  private static func matches(_ label: StaticString, in text: Span<UInt8>, at start: Int) -> Bool {
    let length = label.utf8CodeUnitCount
    guard start + length <= text.count else { return false }
    for offset in 0..<length {
      guard unsafe text[start + offset] == label.utf8Start[offset] else { return false }
    }
    return true
  }

  #if canImport(Darwin)
    private static func readTaskInformation() throws(MeasuringError) -> MemoryReading {
      var information = task_vm_info_data_t()
      var count = mach_msg_type_number_t(
        MemoryLayout<task_vm_info_data_t>.size / MemoryLayout<integer_t>.size)
      let status = unsafe withUnsafeMutablePointer(to: &information) { pointer in
        unsafe pointer.withMemoryRebound(to: integer_t.self, capacity: Int(count)) { integers in
          unsafe task_info(mach_task_self_, task_flavor_t(TASK_VM_INFO), integers, &count)
        }
      }
      guard status == KERN_SUCCESS else {
        throw MeasuringError(
          code: .unreadableMemory, message: "task_info failed with code \(status)")
      }
      return MemoryReading(
        resident: Int(information.resident_size), anonymous: Int(information.internal),
        peak: Int(information.resident_size_peak))
    }
  #endif
}
