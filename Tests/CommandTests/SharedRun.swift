import Foundation
import Records

/// One whole `recommend` that many tests look at; it is carried out once.
struct SharedRun: Sendable {
  let directory: RunDirectory
  let plan: Plan
  let ending: Ending
  let output: String
  let error: String
  private let owner: Scratch

  /// The demo's profile with so few examples that training takes seconds, and with queries that
  /// come faster: the same sections and rows are printed.
  static func profile() throws -> String {
    try String(
      decoding: Data(contentsOf: packageRoot.appending(path: "Profiles/credit-risk.yaml")),
      as: UTF8.self
    )
    .replacing("paired-examples: 120k", with: "paired-examples: 240")
    .replacing("rate: 50/s", with: "rate: 100/s")
  }

  /// The run; every test gets the same.
  static func finished() async throws -> SharedRun { try await first.value }

  private static let first = Task { try await SharedRun(jobs: 2) }

  /// Carries out a run.
  init(jobs: Int) async throws {
    owner = try Scratch()
    let profile = try owner.write(Self.profile(), to: "profile.yaml")
    let path = owner.url("run").path
    let run = try await assay("recommend", profile, "--output", path, "--jobs", "\(jobs)")
    directory = RunDirectory(path: path)
    plan = try directory.read(Plan.self, from: directory.plan)
    ending = run.ending
    output = run.output
    error = run.error
  }

  /// A copy of the run without the conclusion and without what some trials and sessions left.
  func copy(
    into scratch: Scratch, withoutTrials trials: [Int] = [], sessions: [Int] = []
  ) throws -> RunDirectory {
    let copy = RunDirectory(path: scratch.url("run").path)
    let files = FileManager.default
    try files.copyItem(atPath: directory.path, toPath: copy.path)
    for file in [copy.evidence, copy.decision, copy.decisionRecord, copy.report] {
      try files.removeItem(atPath: file)
    }
    for trial in trials {
      try files.removeItem(atPath: copy.trial(trial))
      try files.removeItem(atPath: copy.items(trial))
      if copy.exists(copy.model(trial)) { try files.removeItem(atPath: copy.model(trial)) }
    }
    for session in sessions { try files.removeItem(atPath: copy.session(session)) }
    return copy
  }

  /// The numbers of the quickest trials: those of the smallest size.
  var quickTrials: [Int] { plan.trials.filter { $0.size == plan.sizes[0] }.map(\.number) }
}

extension RunDirectory {
  /// What its evidence holds.
  func readEvidence() throws -> Evidence { try read(Evidence.self, from: evidence) }

  /// The records of trials that are there.
  func countTrials() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: path + "/trials")
      .count { $0.hasSuffix(".json") }
  }

  /// All files, relative to the run and sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
      return attributes[.type] as? FileAttributeType == .typeRegular
    }.sorted()
  }

  /// Writes a plan over the one that is there.
  func replacePlan(_ change: (inout Plan) -> Void) throws {
    var plan = try read(Plan.self, from: self.plan)
    change(&plan)
    try write(plan, to: self.plan)
  }
}
