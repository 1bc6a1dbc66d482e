#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Profiles
import Records
import Reporting

/// The command `report`, which writes the report of a finished run for people who were not there.
struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the report of a finished run: a page, Markdown or JSON.",
    discussion: """
      Example: assay report runs/20261123-101500-consumer-credit --output report.html

      The page is one file that needs no network and no script. 'recommend' and 'resume' leave it in \
      the run directory as report.html.
      """)

  /// What the report is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case md
    case json
  }

  @Argument(help: "The directory of the run.")
  var run: String

  @Option(help: "html, md or json.")
  var format = Format.html

  @Option(help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard output != "" else {
      throw ValidationError("--output names no file; leave it out, or name one.")
    }
  }

  func run() async throws {
    try await reporting {
      let content = try content(of: RunDirectory(path: run))
      guard let output else {
        try Terminal.write(content)
        return
      }
      try OutputFile.write(content, to: output)
    }
  }

  private func content(of directory: RunDirectory) throws -> Data {
    try requireFinished(directory)
    let facts = ReportedFacts(
      profile: try directory.read(Profile.self, from: directory.understoodProfile),
      plan: try directory.read(Plan.self, from: directory.plan),
      evidence: try directory.read(Evidence.self, from: directory.evidence),
      decision: try directory.read(Decision.self, from: directory.decision))
    switch format {
    case .html: return Data(HTMLRenderer.render(facts.document, title: facts.profile.name).utf8)
    case .md: return Data(MarkdownRenderer.render(facts.document).utf8)
    case .json: return try RecordCoding.encode(facts)
    }
  }
}

/// All that a report says, for machines.
private struct ReportedFacts: Encodable {
  let profile: Profile
  let plan: Plan
  let evidence: Evidence
  let decision: Decision

  var document: Document {
    ReportDocument.document(
      profile: profile, plan: plan, evidence: evidence, decision: decision)
  }
}
