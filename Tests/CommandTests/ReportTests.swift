import Foundation
import Records
import Testing

@Suite("The report on the command line")
struct ReportTests {
  let run: SharedRun

  init() async throws { run = try await SharedRun.finished() }

  private var path: String { run.directory.path }

  @Test("is the page that recommend left, the same every time, and at most 1 MB")
  func page() async throws {
    let kept = try run.directory.bytes(run.directory.report)
    #expect(kept.count <= 1 << 20)
    for _ in 0..<2 {
      let report = try await assay("report", path)
      #expect(report.ending == .exit(0) && report.error == "")
      #expect(Data(report.output.utf8) == kept)
    }
  }

  @Test("shows every picture of a run on the embedded corpus, and nothing from elsewhere")
  func pictures() throws {
    let page = try String(decoding: run.directory.bytes(run.directory.report), as: UTF8.self)
    for title in [
      "Prior against measured", "Scores with intervals", "AUC by examples trained on", "Latency",
      "Memory while serving", "One decision, explained by each architecture",
      "Who ranks first at other priorities",
    ] {
      #expect(page.contains("<figcaption><b>\(title)</b>"), "\(title)")
    }
    for word in ["http:", "https:", "src=", "@import", "url(", "<script", run.directory.path] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("is Markdown or JSON where that is asked for")
  func formats() async throws {
    let markdown = try await assay("report", path, "--format", "md")
    #expect(markdown.ending == .exit(0))
    #expect(markdown.output.hasPrefix("# ") && markdown.output.contains("\n## Requirements\n"))
    let json = try await assay("report", path, "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["decision", "evidence", "plan", "profile"])
  }

  @Test("goes to the file that is named, and says so where it cannot")
  func output() async throws {
    let scratch = try Scratch()
    let file = scratch.url("report.html").path
    let written = try await assay("report", path, "--output", file)
    #expect(written.ending == .exit(0) && written.output == "")
    #expect(
      try Data(contentsOf: URL(filePath: file)) == run.directory.bytes(run.directory.report))
    let nowhere = try await assay("report", path, "--output", "\(file)/report.html")
    #expect(nowhere.ending == .exit(65))
    #expect(nowhere.error.contains("report.html: cannot be written: "))
  }

  @Test("waits for a run to be finished")
  func unfinished() async throws {
    let scratch = try Scratch()
    let copy = try run.copy(into: scratch)
    let report = try await assay("report", copy.path)
    #expect(report.ending == .exit(65) && report.output == "")
    #expect(report.error.contains("the run is not finished; continue it with 'assay resume "))
  }
}
