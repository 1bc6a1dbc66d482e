package import Figures
package import Profiles
import Records
package import Schema
package import StrictYAML

/// Reads gate files, and refuses what it does not fully understand.
package struct GateReader: Sendable {
  private static let version = "gate/1"
  private let figures: [FigureKind]

  /// Makes a reader of gates whose thresholds name some figures.
  package init(figures: [FigureKind]) {
    self.figures = figures
  }

  /// Reads a gate from a file; its paths are relative to the file's folder.
  ///
  /// - Returns: The gate, and warnings that do not keep it from being used.
  /// - Throws: All problems of the file.
  package func read(
    path: String
  ) throws(ProfileProblems) -> (gate: Gate, warnings: [Diagnostic]) {
    let file: YAMLFile
    do throws(Diagnostic) {
      file = try YAMLFile(path: path)
    } catch {
      throw ProfileProblems(diagnostics: [error])
    }
    return try read(file)
  }

  /// Reads a gate from the bytes of a file of the given name.
  package func read(
    bytes: [UInt8], file: String
  ) throws(ProfileProblems) -> (gate: Gate, warnings: [Diagnostic]) {
    try read(YAMLFile(bytes: bytes, file: file))
  }

  /// The JSON Schema of a gate, draft 2020-12.
  package var schema: JSONValue {
    JSONSchema.document(form(folder: "/").form, id: "urn:assay:gate:1", title: "A gate of assay")
  }

  private func read(
    _ file: YAMLFile
  ) throws(ProfileProblems) -> (gate: Gate, warnings: [Diagnostic]) {
    let reading = Reading(file)
    var gate: Gate?
    if let root = file.root, FormVersion.fits(Self.version, root, reading) {
      gate = form(folder: DataPath.folder(of: file.source.file)).read(root, reading)
    }
    let diagnostics = reading.diagnostics.inFileOrder
    guard let gate, !reading.hasErrors else { throw ProfileProblems(diagnostics: diagnostics) }
    return (gate, diagnostics)
  }

  private func form(folder: String) -> Shape<Gate> {
    .object(
      "a gate",
      .constant("assay", Self.version, "The form of this file and its version."),
      .required(
        "name", .slug("a name", example: "consumer-credit"), "The gate's name, as reports give it."),
      .required(
        "profile", profile(folder), "The profile that is run, relative to this file's folder."),
      .defaulted(
        "effort", Shape<Effort>.choice("an effort"), "quick", "How much a run of the gate spends."),
      .defaulted("seed", .count(example: "1"), "1", "The seed of everything random."),
      .optional(
        "baseline", path(folder, example: "baseline.json"),
        "What 'assay baseline record' wrote; for thresholds that name the baseline."),
      .required(
        "thresholds", .list(of: ThresholdForm(figures: figures).shape),
        "What a run must keep, one threshold each."),
      .optional(
        "on-inconclusive", Shape<Gate.Inconclusive>.choice("a verdict"),
        "What a gate counts as that cannot be told yet; without it, exit code 3.")
    ) { place, _, name, profile, effort, seed, baseline, thresholds, onInconclusive in
      let gate = Gate(
        name: name, profile: profile, effort: effort, seed: UInt64(seed), baseline: baseline,
        thresholds: thresholds, onInconclusive: onInconclusive)
      return isWhole(gate, place) ? gate : nil
    }
  }

  private func isWhole(_ gate: Gate, _ place: Place) -> Bool {
    guard !gate.thresholds.isEmpty else {
      place.refuse(
        key: "thresholds", "holds no threshold",
        remedy: "write at least one, such as \(ThresholdForm.example)")
      return false
    }
    guard gate.baseline == nil, let needing = gate.thresholds.first(where: \.needsBaseline) else {
      return true
    }
    let node = Node(
      .scalar(Node.Scalar(needing.text)), position: needing.position, end: needing.position)
    Place(node: node, reading: place.reading).refuse(
      "compares with a baseline and names none",
      remedy: "add `baseline: \(gate.name).baseline.json`"
    )
    return false
  }

  private func profile(_ folder: String) -> Shape<String> {
    path(folder, example: "../../Profiles/credit-risk.yaml").refine { path, place in
      guard let problem = DataPath.problem(path) else { return path }
      place.refuse(
        "\(problem): \(quoted(path))", remedy: "write its path, relative to this file's folder")
      return nil
    }
  }

  private func path(_ folder: String, example: String) -> Shape<String> {
    Shape<String>.text("a path", example: example, limit: 4096)
      .map { DataPath.absolute($0, in: folder) }
  }
}
