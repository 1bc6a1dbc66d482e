import ArgumentParser
import Chains
import Profiles
import Records
import Reporting
import Runs
import Schema

/// The command `explain`, which leads from a conclusion of a run to the records that bear it.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell the chain from a conclusion to the figures, records and machine that bear it.",
    discussion: """
      Examples:
        assay explain runs/credit                # the conclusions, each with its short name
        assay explain runs/credit decision
        assay explain runs/credit requirement.1
        assay explain runs/credit auc --json

      Every number is read from the run's files and named with its place, a JSON pointer; nothing is \
      computed anew. Without a conclusion, all are listed.
      """)

  @Argument(help: "The directory of the run.")
  var run: String

  @Argument(help: "The short name of a conclusion, such as decision, quality or requirement.1.")
  var conclusion: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      let facts = try ChainFacts(RunDirectory(path: run))
      let explainer = Explainer(facts: facts)
      guard let conclusion else {
        return try list(explainer.conclusions, profile: facts.decision.profile)
      }
      guard let chain = explainer.chain(conclusion) else {
        throw ValidationError(unknown(conclusion, among: explainer.conclusions.map(\.name)))
      }
      if json {
        try Terminal.show(json: chain)
      } else {
        Terminal.show(ChainDocument.document(chain))
      }
    }
  }

  private func list(_ conclusions: [Chain.Conclusion], profile: String) throws {
    if json {
      try Terminal.show(json: conclusions)
    } else {
      Terminal.show(ChainDocument.list(conclusions, profile: profile, run: run))
    }
  }

  private func unknown(_ name: String, among names: [String]) -> String {
    let near = NearestName.of(name, in: names).map { "did you mean '\($0)'? " } ?? ""
    return "This run has no conclusion '\(name)'; \(near)'assay explain \(run)' lists them."
  }
}

extension ChainFacts {
  /// Reads a finished run; records that are not there are left out.
  ///
  /// - Throws: `RecordError` where the run is not finished, or a file cannot be read.
  init(_ directory: RunDirectory) throws {
    let plan = try directory.read(Plan.self, from: directory.plan)
    try requireFinished(directory)
    var trials: [Int: TrialRecord] = [:]
    for number in plan.trials.map(\.number) where directory.exists(directory.trial(number)) {
      trials[number] = try directory.read(TrialRecord.self, from: directory.trial(number))
    }
    var sessions: [Int: SessionRecord] = [:]
    for number in plan.sessions.map(\.number) where directory.exists(directory.session(number)) {
      sessions[number] = try directory.read(SessionRecord.self, from: directory.session(number))
    }
    self.init(
      profile: try directory.read(Profile.self, from: directory.understoodProfile), plan: plan,
      evidence: try directory.read(Evidence.self, from: directory.evidence),
      decision: try directory.read(Decision.self, from: directory.decision), trials: trials,
      sessions: sessions, digests: try DigestList(writtenIn: directory)?.digests ?? [:])
  }
}
