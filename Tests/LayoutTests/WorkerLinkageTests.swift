import Foundation
import Testing

@Suite("What the worker links")
struct WorkerLinkageTests {
  #if os(Linux)
    static let readsELF = true
  #else
    static let readsELF = false
  #endif

  /// Reading a profile, rendering a report and talking to a network are the command's business, and
  /// the worker's memory is a figure: it carries no library that it does not use.
  @Test(
    "The worker's dynamic section names no YAML and no more of Foundation than its essentials",
    .enabled(if: readsELF, "only ELF files are read"))
  func workerStaysLight() throws {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let worker = URL(filePath: program).deletingLastPathComponent().appending(path: "assay-worker")
    try #require(
      FileManager.default.fileExists(atPath: worker.path),
      "there is no \(worker.path): build it first, './run test' does")
    let needed = try DynamicSection(file: worker).needed
    // Every Swift program needs these: where they are missing, the section was not read.
    #expect(needed.contains { $0.hasPrefix("libc.so") })
    #expect(needed.contains("libswiftCore.so"))
    let heavy = [
      "libyaml", "libFoundation.so", "libFoundationInternationalization", "lib_FoundationICU",
      "libFoundationNetworking", "libFoundationXML", "libcurl", "libssl",
    ]
    #expect(needed.filter { name in heavy.contains { name.hasPrefix($0) } } == [])
  }
}
