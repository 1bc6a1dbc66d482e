#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Figures
import Records
import Runs

/// The command `clean`, which takes single cases out of a finished run.
struct Clean: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove answers, models and explained cases from a finished run; keep its evidence.",
    discussion: """
      Example: assay clean runs/20261123-101500-consumer-credit --dry-run

      Profile, plan, records without single cases, evidence, decision and reports stay. Afterwards \
      'assay verify' can check what is left, but the evidence cannot be recomputed and the run cannot \
      be resumed.
      """)

  @Argument(help: "The directory of the run.")
  var run: String

  @Flag(help: "Say what would be removed, and remove nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  func run() async throws {
    try await reporting {
      let directory = RunDirectory(path: run)
      _ = try directory.read(Plan.self, from: directory.plan)
      // Held while the user is asked, so that what was shown is what goes.
      let lock = dryRun ? nil : try RunLock(directory)
      let cleaning = try Cleaning(directory)
      guard !cleaning.isDone else {
        print("Nothing is left to remove.")
        return
      }
      tell(cleaning, of: directory)
      if dryRun { return }
      guard try isWanted() else {
        print("Nothing was removed.")
        return
      }
      try cleaning.carryOut(date: Date.now.formatted(.iso8601))
      if !directory.exists(directory.report) { try writeReport(directory) }
      try cleaning.finish()
      withExtendedLifetime(lock) {}
      print("Removed; \(Terminal.inert(directory.cleaned)) lists what.")
    }
  }

  /// Writes the report anew, now without the case that was removed.
  private func writeReport(_ directory: RunDirectory) throws {
    let plan = try directory.read(Plan.self, from: directory.plan)
    let conclusion = try Conclusion(
      ofEvidenceIn: directory, descriptor: try descriptor(of: plan), regimes: regimeDemands)
    try directory.write(reportPage(of: conclusion), to: directory.report)
  }

  private func tell(_ cleaning: Cleaning, of directory: RunDirectory) {
    let bytes = cleaning.files.reduce(0) { $0 + $1.bytes }
    let verb = dryRun ? "Would remove" : "To be removed:"
    print(
      "\(verb) \(cleaning.files.count) files with answers and models "
        + "(\(Format.value(Double(bytes), .bytes))), and the single cases in "
        + "\(cleaning.records.count) trial records.")
    guard dryRun else { return }
    for file in cleaning.files.map(\.file) { print("  \(file)") }
    for file in cleaning.records.map(directory.relative) { print("  cases in \(file)") }
  }

  /// Whether the user wants it; asks where someone can answer.
  private func isWanted() throws -> Bool {
    if yes { return true }
    guard Terminal.isInput, Terminal.isOutput else {
      throw ValidationError("Nobody can be asked here: add --yes, or look with --dry-run.")
    }
    print("This cannot be undone. Remove it? [y/N] ", terminator: "")
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }
}
