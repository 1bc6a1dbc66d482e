import ArgumentParser
import Gates
import Profiles
import Records
import Reporting

/// The command `diff`, which tells what changed from one run to another.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Tell what changed from one run to another, with significance, the time-free part apart.",
    discussion: """
      Example: assay diff runs/before runs/after

      Conditions that differ come first, then the decision, then every figure with the interval of its \
      change. The exit code is 0 whatever changed; 'assay gate' is for passing and failing.
      """)

  @Argument(help: "The directory of the earlier run.")
  var before: String

  @Argument(help: "The directory of the later run.")
  var after: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      let (one, other) = (RunDirectory(path: before), RunDirectory(path: after))
      let runs = (try FinishedRun(one), try FinishedRun(other))
      let profiles = (
        try one.read(Profile.self, from: one.understoodProfile),
        try other.read(Profile.self, from: other.understoodProfile)
      )
      let diff = RunDiffing.diff(
        (before, Baseline(of: runs.0)), (after, Baseline(of: runs.1)),
        profile: Conditions.differences(profiles.0, profiles.1))
      try show(diff, json: json)
    }
  }
}

/// Prints a diff, or its JSON.
func show(_ diff: RunDiff, json: Bool) throws {
  if json {
    try Terminal.show(json: diff)
  } else {
    Terminal.show(DiffDocument.document(diff))
  }
}
