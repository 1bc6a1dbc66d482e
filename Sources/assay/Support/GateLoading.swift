import ArgumentParser
import Evidencing
import Gates
import Measuring
import Records
import StrictYAML
import Trials

/// A gate file with what the command needs beside it.
struct LoadedGate {
  let path: String
  let gate: Gate

  /// The reader of gates about any workload of this build.
  static var reader: GateReader {
    var figures = Catalogue.descriptors.flatMap(\.scores)
    figures += FigureCatalogue.all
    return GateReader(figures: figures)
  }

  /// Reads a gate file, and says its warnings on standard error.
  init(path: String) throws {
    let (gate, warnings) = try Self.reader.read(path: path)
    for warning in warnings { StandardError.write(Terminal.inert(warning.description) + "\n") }
    self.path = path
    self.gate = gate
  }

  /// The baseline; nil where no threshold needs one.
  ///
  /// - Throws: exit code 4 where it is needed and missing, once it is said how to record it.
  func baseline() throws -> Baseline? {
    guard gate.needsBaseline, let file = gate.baseline else { return nil }
    guard BaselineFile.exists(file) else {
      StandardError.write(
        Terminal.inert(
          """
          assay: there is no baseline \(file), which \(path) compares with; record one from a run that \
          you trust:
            assay recommend \(gate.profile) --effort \(gate.effort.rawValue) --seed \(gate.seed) \
          --output baseline-run
            assay baseline record baseline-run --output \(file)
          """) + "\n")
      throw ExitCode(ExitStatus.noBaseline)
    }
    return try BaselineFile.read(file)
  }

  /// The baseline's name for reports; its folder says nothing to their readers.
  var shownBaseline: String? {
    gate.needsBaseline ? gate.baseline.map { String($0.split(separator: "/").last ?? "") } : nil
  }
}

extension FinishedRun {
  /// Reads a run that has its decision.
  init(_ directory: RunDirectory) throws {
    let plan = try directory.read(Plan.self, from: directory.plan)
    try requireFinished(directory)
    self.init(
      path: directory.path, plan: plan,
      evidence: try directory.read(Evidence.self, from: directory.evidence),
      decision: try directory.read(Decision.self, from: directory.decision))
  }
}
