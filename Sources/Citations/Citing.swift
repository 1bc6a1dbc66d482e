package import Figures
package import Records

/// How citations are made, so that what is printed is what stands in the file.
package enum Citing {
  /// The files of a run that are cited, by their names within it.
  package static let evidence = "evidence.json"
  package static let decision = "decision.json"
  package static let plan = "plan.json"
  package static let profile = "profile.json"
  /// All of these.
  package static let documents: Set<String> = [evidence, decision, plan, profile]

  /// The estimate of one architecture; nil where it has none.
  package static func estimate(
    _ placed: PlacedFigure, _ architecture: Architecture
  ) -> Citation? {
    guard let estimate = placed.figure.estimates[architecture] else { return nil }
    return self.estimate(
      estimate, placed.figure.kind, title: placed.figure.kind.title, architecture,
      standing: placed.figure.standing,
      pointer: "\(placed.pointer)/estimates/\(architecture.rawValue)")
  }

  /// An estimate that stands elsewhere than in a compared figure, such as in the curve.
  package static func estimate(
    _ estimate: Estimate, _ kind: FigureKind, title: String, _ architecture: Architecture,
    standing: Standing = .measured, pointer: String
  ) -> Citation {
    Citation(
      title: title, figure: kind.id, architecture: architecture,
      printed: Format.estimate(estimate, kind.unit), value: estimate.value,
      interval: estimate.interval, standing: .init(standing), file: evidence, pointer: pointer)
  }

  /// The comparison of a figure, end-to-end with hybrid.
  package static func contrast(_ placed: PlacedFigure) -> Citation? {
    placed.figure.contrast.map {
      contrast($0, placed.figure.kind, title: placed.figure.kind.title, pointer: placed.pointer)
    }
  }

  /// A comparison that stands elsewhere than in a compared figure.
  package static func contrast(
    _ contrast: Contrast, _ kind: FigureKind, title: String, pointer: String
  ) -> Citation {
    let scale = contrast.scale == .ratio ? "end-to-end over hybrid" : "end-to-end less hybrid"
    return Citation(
      title: "\(title), \(scale)", figure: kind.id, printed: contrast.text(kind.unit),
      value: contrast.estimate.value, interval: contrast.estimate.interval, standing: .measured,
      file: evidence, pointer: "\(pointer)/contrast/estimate")
  }

  /// A number that is no estimate.
  package static func number(
    _ value: Double, _ unit: Unit = .dimensionless, title: String,
    _ architecture: Architecture? = nil, printed: String? = nil, standing: Citation.Standing,
    file: String, pointer: String
  ) -> Citation {
    Citation(
      title: title, architecture: architecture, printed: printed ?? Format.value(value, unit),
      value: value, standing: standing, file: file, pointer: pointer)
  }

  /// A whole number.
  package static func count(
    _ count: Int, title: String, _ architecture: Architecture? = nil,
    standing: Citation.Standing, file: String, pointer: String
  ) -> Citation {
    number(
      Double(count), .count, title: title, architecture, printed: Format.count(count),
      standing: standing, file: file, pointer: pointer)
  }

  /// A text of the run, quoted whole.
  package static func text(
    _ text: String, title: String, standing: Citation.Standing = .decided,
    file: String = decision, pointer: String
  ) -> Citation {
    Citation(title: title, printed: text, standing: standing, file: file, pointer: pointer)
  }
}

extension Citation.Standing {
  /// The standing of a figure, as a citation says it.
  package init(_ standing: Standing) {
    switch standing {
    case .measured: self = .measured
    case .prior: self = .prior
    case .projected: self = .projected
    }
  }
}
