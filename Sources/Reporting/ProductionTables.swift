import Figures
import Records

/// What was measured at the size that the profile declares.
enum ProductionTables {
  /// What was built, the figures, and what weakens them; empty where no size is declared.
  static func blocks(_ evidence: Evidence) -> [Document.Block] {
    guard let deployment = evidence.timed.deployment else { return [] }
    let figures = deployment.figures.map(shortened)
    var bullets = deployment.served.map { Line(built($0)) }
    bullets += (deployment.saturated + deployment.overloaded).sorted().map { architecture in
      Line(
        saturation(architecture, deployment),
        deployment.saturated.contains(architecture) ? .bad : .open)
    }
    bullets += remarks(figures)
    if !figures.isEmpty { bullets.append(Line(projection(deployment))) }
    bullets += deployment.validity.map { Line("\(sentence($0.detail)) \($0.remedy)", .open) }
    return FigureTables.figures(figures) + [.bullets(bullets)]
  }

  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

  private static func saturation(
    _ architecture: Architecture, _ deployment: DeploymentEvidence
  ) -> String {
    let load = deployment.figures.first { $0.kind.id == DeploymentEvidence.load }?
      .estimates[architecture]
    let asked =
      "arrivals ask for \(load.map { "\(Format.estimate($0, .dimensionless)) times" } ?? "more than")"
      + " what it can do on one core"
    let name = architecture.rawValue.capitalisedFirst
    return deployment.saturated.contains(architecture)
      ? "\(name) is saturated: \(asked), so its queue grows without end and it has no latency."
      : "\(name) could not keep up in some session: \(asked). It has no latency, since the other"
        + " sessions alone would look too fast."
  }

  /// The section says the size, so its rows need not.
  private static func shortened(_ figure: ComparedFigure) -> ComparedFigure {
    var figure = figure
    let kind = figure.kind
    let end = " at production size"
    figure.kind = FigureKind(
      id: kind.id,
      title: kind.title.hasSuffix(end) ? String(kind.title.dropLast(end.count)) : kind.title,
      unit: kind.unit, direction: kind.direction, comparability: kind.comparability,
      source: kind.source, range: kind.range)
    return figure
  }

  /// The architecture with what was built of it.
  private static func built(_ served: DeploymentEvidence.Served) -> String {
    let name = served.architecture.rawValue.capitalisedFirst
    guard let model = served.model else {
      return "\(name): the profile declares no size, so the trained model was served."
    }
    return "\(name): \(Format.count(model.parameters)) parameters for the declared"
      + " \(Format.parameters(model.declared)), random weights; \(model.shape)."
  }

  /// The remarks on the tails, each once.
  private static func remarks(_ figures: [ComparedFigure]) -> [Line] {
    var seen: [String] = []
    for remark in figures.flatMap(\.remarks) where !seen.contains(remark) { seen.append(remark) }
    // Its own bullet says with numbers why an architecture has no latency.
    return seen.filter { !$0.contains("no latency is") }.map { Line($0) }
  }

  private static func projection(_ deployment: DeploymentEvidence) -> String {
    let isProjected = deployment.figures.contains { $0.standing == .projected }
    return isProjected
      ? "What hangs on data is projected: its rows are marked and their intervals hold its bounds."
      : "All of it is measured, nothing projected: an answer takes the same arithmetic whatever the"
        + " weights. Quality at this size is not known."
  }
}
