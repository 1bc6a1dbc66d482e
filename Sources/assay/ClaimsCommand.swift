import ArgumentParser
import Citations
import Claims
import Measuring
import Profiles
import Records
import Reporting
import Runs
import Schema
import Trials

/// The command `claims`, which holds the project's claims against what was measured.
struct ClaimsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Test the claims C1–C21 on a workload: the article's figure, ours, a verdict.",
    discussion: """
      Example: assay claims C5 C12 --effort standard
      Example: assay claims --run runs/credit --json

      Without --run, each workload that tests a claim is trained, served and measured with the studies \
      that the claims need; the run is kept. With --run, a finished run is judged, and a claim whose \
      study it lacks is said to be not testable. docs/claims.md has the claims and the criteria. The \
      exit code is 0 whatever the verdicts are.
      """)

  @Argument(help: "The claims to test, such as C12; without any, all.")
  var claims: [String] = []

  @Option(
    help: ArgumentHelp("A finished run to judge, instead of a fresh one.", valueName: "directory"))
  var run: String?

  @Option(help: "How much to spend: quick, standard or thorough; never a different method.")
  var effort = Effort.quick

  @Option(help: ArgumentHelp("Trials carried out side by side.", valueName: "n"))
  var jobs = Defaults.jobs

  @Option(help: "The seed of everything random; the same seed gives the same answers.")
  var seed: UInt64 = 1

  @Option(help: "The directory of a fresh run; without it, runs/<time>-claims-<workload>.")
  var output: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1, not \(jobs).") }
    guard run != "", output != "" else {
      throw ValidationError("--run and --output name a directory; leave them out, or name one.")
    }
    guard run == nil || output == nil else {
      throw ValidationError("--output is for a fresh run; leave it out where --run names one.")
    }
    _ = try chosen()
  }

  func run() async throws {
    try await reporting {
      let chosen = try chosen()
      let reports = try await reports(chosen)
      if json {
        try Terminal.show(json: reports)
      } else {
        for report in reports { Terminal.show(ClaimsDocument.document(report)) }
      }
    }
  }

  /// The claims that are asked for, in the order of their ids.
  private func chosen() throws -> [Claim] {
    for id in claims where ClaimCatalogue.claim(id) == nil {
      let near =
        NearestName.of(id.uppercased(), in: ClaimCatalogue.ids)
        .map { "; did you mean \($0)?" } ?? "."
      throw ValidationError(
        "There is no claim '\(id)'\(near) The claims are C1 to C\(ClaimCatalogue.all.count), see"
          + " docs/claims.md.")
    }
    let ids = Set(claims.map { $0.uppercased() })
    return ids.isEmpty ? ClaimCatalogue.all : ClaimCatalogue.all.filter { ids.contains($0.id) }
  }

  /// One report for each run, and one of what no rule tests, which needs none.
  private func reports(_ chosen: [Claim]) async throws -> [ClaimReport] {
    let untested = ClaimJudge.untested(chosen)
    let rest = ClaimReport(run: nil, ownData: false, results: untested)
    guard untested.count < chosen.count else { return [rest] }
    if let run {
      let directory = RunDirectory(path: run)
      try requireFinished(directory)
      return [try report(on: directory, chosen)]
    }
    let reports = try await runs(chosen).map { directory, claims in
      try report(on: directory, claims)
    }
    return reports + (untested.isEmpty ? [] : [rest])
  }

  /// A fresh run of each workload that tests a claim, with the claims that it tests.
  private func runs(_ chosen: [Claim]) async throws -> [(RunDirectory, [Claim])] {
    var runs: [(RunDirectory, [Claim])] = []
    let planned = Catalogue.descriptors.compactMap { descriptor in
      let claims = chosen.filter { descriptor.claims.contains($0.id) && $0.isTested }
      let text = claims.isEmpty ? nil : ClaimProfiles.text(workload: descriptor.name)
      return text.map { (descriptor, $0, claims) }
    }
    for (descriptor, text, claims) in planned {
      let loaded = try LoadedProfile(text: text, name: "claims-\(descriptor.name).yaml")
      let studies = studies(claims, loaded)
      StandardError.write(
        "Testing \(claims.map(\.id).joined(separator: ", ")) on \(descriptor.name); studies:"
          + " \(studies.isEmpty ? "none" : studies.joined(separator: ", ")).\n")
      let directory = try await recommend(
        loaded, effort: effort, seed: seed, jobs: jobs,
        output: output.map { planned.count > 1 ? "\($0)/\(descriptor.name)" : $0 },
        studies: studies.isEmpty ? StudyNames.none : studies.joined(separator: ","))
      StandardError.write(
        "The run is in \(Terminal.inert(directory.path)); 'assay claims --run' judges it again.\n")
      runs.append((directory, claims))
    }
    return runs
  }

  /// The studies that the claims need, as far as the project can have them.
  private func studies(_ chosen: [Claim], _ loaded: LoadedProfile) -> [String] {
    let needed = chosen.flatMap { claim in
      if case .rule(let rule) = claim.test { rule.studies } else { [String]() }
    }
    return StudyNames.possible(
      loaded.descriptor, ownData: loaded.profile.workload.data != nil,
      isScattered: loaded.profile.data.isScattered
    ).filter(needed.contains)
  }

  private func report(on directory: RunDirectory, _ chosen: [Claim]) throws -> ClaimReport {
    let plan = try directory.read(Plan.self, from: directory.plan)
    let evidence = try directory.read(Evidence.self, from: directory.evidence)
    let decision = try directory.read(Decision.self, from: directory.decision)
    let facts = ClaimFacts(
      plan: plan, evidence: evidence, decision: decision, parts: try parts(directory, plan),
      claims: Catalogue.descriptor(named: plan.workload.name)?.claims ?? [])
    let digests = try DigestList(writtenIn: directory)?.digests ?? [:]
    return ClaimReport(
      run: CitedRun(
        plan: plan, evidence: evidence, decision: decision,
        digests: digests.filter { Citing.documents.contains($0.key) }),
      ownData: plan.workload.data != nil, results: ClaimJudge(facts: facts).results(chosen))
  }

  /// The parts of the first completed main trial of each architecture at the largest size.
  private func parts(
    _ directory: RunDirectory, _ plan: Plan
  ) throws -> [Architecture: [NamedCount]] {
    var parts: [Architecture: [NamedCount]] = [:]
    for trial in plan.mainTrials
    where trial.size == plan.sizes.last && parts[trial.architecture] == nil
      && directory.exists(directory.trial(trial.number))
    {
      let record = try directory.read(TrialRecord.self, from: directory.trial(trial.number))
      parts[trial.architecture] = record.failure == nil ? record.answers?.stageParameters : nil
    }
    return parts
  }
}
