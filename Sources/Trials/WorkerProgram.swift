import Measuring
import NumericCore
import Records
package import WorkloadKit

/// The worker: carries out one trial, or serves one model, in a process of its own.
///
///     assay-worker train RUN TRIAL     one trial, wherever the directory is: here, or in a job array
///     assay-worker serve RUN TRIAL     the trial's saved model, by commands on standard input
///     assay-worker serve-declared RUN SESSION TRIAL
///                                      a model of the size that the session declares, random weights
///     assay-worker serve-stage RUN TRIAL STAGE SOCKET
///                                      one stage of the trial's model, at a local socket
///     assay-worker serve-front RUN TRIAL SOCKET …
///                                      the model whose stages are served at these sockets, in order
///     assay-worker serve-null          nothing at all, to measure the harness
package enum WorkerProgram {
  static let usage = """
    usage: assay-worker train RUN TRIAL
           assay-worker serve RUN TRIAL
           assay-worker serve-declared RUN SESSION TRIAL
           assay-worker serve-stage RUN TRIAL STAGE SOCKET
           assay-worker serve-front RUN TRIAL SOCKET …
           assay-worker serve-null
    Carries out one trial of a run, or serves its model; 'assay recommend' starts it.
    Example: assay-worker train runs/20261123-101500-credit-risk 7

    """

  /// Runs the command and gives the exit code: 0, 64 wrong usage, 65 data refused, 75 not done (the
  /// disk is full, say), 1 anything else.
  ///
  /// `workloads` are the catalogue's, except in a worker for tests.
  package static func main(
    _ arguments: [String], workloads: [any Workload.Type] = Catalogue.workloads
  ) -> Int32 {
    ParentWatch.dieWithParent()
    do {
      switch (arguments.first, arguments.count) {
      case ("train", 3): return try train(arguments[1], try number(arguments[2]), workloads)
      case ("serve", 3): return try serve(arguments[1], try number(arguments[2]), workloads)
      case ("serve-declared", 4):
        return try serveDeclared(
          arguments[1], session: try number(arguments[2]), trial: try number(arguments[3]),
          workloads)
      case ("serve-stage", 5):
        return try serveStage(
          arguments[1], try number(arguments[2]), arguments[3], at: arguments[4], workloads)
      case ("serve-front", 4...):
        return try serveFront(
          arguments[1], try number(arguments[2]), Array(arguments[3...]), workloads)
      case ("serve-null", 1):
        var loop = ServeLoop(subject: NullSubject())
        try loop.run()
        return 0
      case ("--help", _), ("-h", _):
        print(usage, terminator: "")
        return 0
      case ("--version", _):
        print(Provenance.version)
        return 0
      default: throw UsageError()
      }
    } catch is UsageError {
      StandardError.write(usage)
      return 64
    } catch let error as RecordError {
      StandardError.write("assay-worker: \(error)\n")
      return error.isTemporary ? 75 : 65
    } catch let error as WorkloadError {
      StandardError.write("assay-worker: \(error)\n")
      return 65
    } catch {
      StandardError.write("assay-worker: \(error.localizedReason)\n")
      return 1
    }
  }

  private static func train(
    _ run: String, _ number: Int, _ workloads: [any Workload.Type]
  ) throws -> Int32 {
    let record = try TrialRunner(RunDirectory(path: run), trial: number, workloads: workloads)
      .run()
    guard let failure = record.failure else { return 0 }
    StandardError.write("assay-worker: trial \(number): \(failure.detail)\n")
    return 65
  }

  private static func serve(
    _ run: String, _ number: Int, _ workloads: [any Workload.Type]
  ) throws -> Int32 {
    let trial = try PlannedTrial(run, number, among: workloads)
    func serve<W: Workload>(_ workload: W) throws {
      var loop = ServeLoop(
        subject: try ServedModel(workload, specification: trial.specification, path: trial.model))
      try loop.run()
    }
    try serve(trial.workload)
    return 0
  }

  private static func serveStage(
    _ run: String, _ number: Int, _ stage: String, at socket: String,
    _ workloads: [any Workload.Type]
  ) throws -> Int32 {
    let directory = RunDirectory(path: run)
    let plan = try directory.read(Plan.self, from: directory.plan)
    let architecture = try plan.trial(number, in: directory).architecture
    func serve<W: Workload>(_ workload: W.Type) throws {
      var loop = ServiceLoop(
        StageSubject<W>(
          architecture: architecture, stage: stage, path: directory.model(number)),
        at: socket)
      try loop.run()
    }
    try serve(try Catalogue.named(plan.workload.name, among: workloads))
    return 0
  }

  private static func serveFront(
    _ run: String, _ number: Int, _ sockets: [String], _ workloads: [any Workload.Type]
  ) throws -> Int32 {
    let trial = try PlannedTrial(run, number, among: workloads)
    func serve<W: Workload>(_ workload: W) throws {
      var loop = ServeLoop(
        subject: try ServiceFront(workload, specification: trial.specification, sockets: sockets))
      try loop.run()
    }
    try serve(trial.workload)
    return 0
  }

  private static func serveDeclared(
    _ run: String, session: Int, trial: Int, _ workloads: [any Workload.Type]
  ) throws -> Int32 {
    let directory = RunDirectory(path: run)
    let plan = try directory.read(Plan.self, from: directory.plan)
    let specification = try plan.trial(trial, in: directory)
    guard
      let parameters = plan.sessions.first(where: { $0.number == session })?
        .declared?[specification.architecture]
    else {
      throw RecordError(
        path: directory.plan,
        problem: "declares no size of \(specification.architecture.rawValue) in session \(session)",
        remedy: "name a session of the plan that has the key `declared`")
    }
    var generator = SeededGenerator(seed: plan.seed, "declared", session)
    let seed = generator.next()
    func serve<W: Workload>(_ workload: W) throws {
      var loop = ServeLoop(
        subject: try DeclaredSubject(
          workload, specification: specification, parameters: parameters, seed: seed))
      try loop.run()
    }
    try serve(try Catalogue.open(plan.workload, seed: plan.seed, among: workloads))
    return 0
  }

  private static func number(_ text: String) throws(UsageError) -> Int {
    guard let number = Int(text), number > 0 else { throw UsageError() }
    return number
  }

  private struct UsageError: Error {}
}

/// A trial of a run, with the workload that it belongs to.
private struct PlannedTrial {
  let specification: TrialSpecification
  let workload: any Workload
  /// The path of its saved model.
  let model: String

  init(_ run: String, _ number: Int, among workloads: [any Workload.Type]) throws {
    let directory = RunDirectory(path: run)
    let plan = try directory.read(Plan.self, from: directory.plan)
    specification = try plan.trial(number, in: directory)
    workload = try Catalogue.open(plan.workload, seed: plan.seed, among: workloads)
    model = directory.model(number)
  }
}
