import ArgumentParser
import Records
import Reporting

/// The files in which a gate's report is left for other programs.
struct GateFiles: ParsableArguments {
  @Option(help: ArgumentHelp("Write the report as Markdown.", valueName: "file"))
  var markdown: String?

  /// Writes what was asked for.
  func write(_ report: GateReport) throws {
    if let markdown {
      try OutputFile.write(
        MarkdownRenderer.render(GateDocument.document(report)), to: markdown)
    }
  }
}
