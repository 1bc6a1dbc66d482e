import Figures
import Records

/// What the studies of a run show: a table and a sentence each.
enum StudyBlocks {
  static func title(_ study: StudyEvidence) -> String {
    "Study \(study.name): \(study.figure.title) at \(Format.count(study.size)) examples"
  }

  /// The table, the sentence, and what did not go as planned.
  static func brief(_ study: StudyEvidence, _ plan: Plan) -> [Document.Block] {
    let planned = plan.studies?.first { $0.name == study.name }?.remarks ?? []
    let unplanned = study.remarks.filter { !planned.contains($0) }
    return tables(study) + [.paragraph(Line(study.conclusion + " " + adjustment))]
      + (unplanned.isEmpty ? [] : [.bullets(unplanned.map { Line($0) })])
  }

  /// Why the same comparison may have a wider interval here than among the run's own.
  private static let adjustment =
    "Comparisons of a study are judged together (Holm), so intervals are wider than one alone would have."

  /// The question, the sentence that answers it, the tables, and what the study leaves out.
  static func whole(_ study: StudyEvidence) -> [Document.Block] {
    [.paragraph(Line(study.question)), .paragraph(Line(study.conclusion, .strong))]
      + tables(study) + between(study) + open(study)
      + (study.remarks.isEmpty ? [] : [.bullets(study.remarks.map { Line($0) })])
  }

  private static func tables(_ study: StudyEvidence) -> [Document.Block] {
    switch study.kind {
    case .option, .sites: [.table(architectures(study))]
    case .stages: [.table(stages(study))] + migration(study)
    case .regularisation: [.table(regularisation(study))]
    }
  }

  /// Both architectures under each condition.
  private static func architectures(_ study: StudyEvidence) -> Table {
    Table(
      [
        .init(study.kind == .option ? study.name : "trained on", wraps: true),
        .init("end-to-end", .right), .init("hybrid", .right),
        .init("end-to-end vs hybrid", .right), .init("better"),
      ],
      rows: study.conditions.map { condition in
        let value = condition.value.map { Format.setting($0, .dimensionless) }
        return [Line((value ?? condition.label) + (condition.isMain ? " (the run)" : ""))]
          + Architecture.allCases.map { Words.estimate(condition.estimates[$0], study.figure.unit) }
          + [
            condition.contrast.map { Line($0.text(study.figure.unit)) } ?? Line("–", .quiet),
            Words.better(condition.contrast),
          ]
      })
  }

  /// Each mix and oracle against the hybrid as it is, and mixes against the network.
  private static func stages(_ study: StudyEvidence) -> Table {
    var rows: [[Line]] = []
    for condition in study.conditions {
      for architecture in Architecture.allCases {
        guard let estimate = condition.estimates[architecture] else { continue }
        let name =
          condition.isMain ? "\(architecture.rawValue), \(condition.label)" : condition.label
        let against = Architecture.allCases.reversed().flatMap { other in
          cells(
            study.contrasts.first {
              $0.label == condition.label && $0.architecture == architecture
                && $0.againstArchitecture == other
            }, study.figure.unit)
        }
        rows.append([Line(name), Words.estimate(estimate, study.figure.unit)] + against)
      }
    }
    return Table(
      [
        .init("hybrid with", wraps: true), .init(study.figure.title, .right),
        .init("less hybrid", .right), .init("is"), .init("less end-to-end", .right), .init("is"),
      ], rows: rows)
  }

  /// The steps of the best order.
  private static func migration(_ study: StudyEvidence) -> [Document.Block] {
    guard let steps = study.migration else { return [] }
    return [
      .table(
        Table(
          [
            .init("step", .right), .init("stage learned besides", wraps: true),
            .init(study.figure.title, .right), .init("the step", .right), .init("is"),
          ],
          rows: steps.enumerated().map { index, step in
            [
              Line("\(index + 1)"), Line(step.stage),
              Words.estimate(step.estimate, study.figure.unit),
              Line(Format.difference(step.gain, study.figure.unit)), verdict(step.verdict),
            ]
          }))
    ]
  }

  private static func regularisation(_ study: StudyEvidence) -> Table {
    let unit = study.figure.unit
    return Table(
      [
        .init("network"), .init(study.figure.title, .right), .init("the difference", .right),
        .init("is"), .init("on its training examples", .right), .init("lost on test items", .right),
      ],
      rows: study.conditions.map { condition in
        let gap = study.overfitting?.first { $0.label == condition.label }
        return [Line(condition.label), Words.estimate(condition.estimates[.endToEnd], unit)]
          + cells(study.contrasts.first { $0.label == condition.label }, unit)
          + [
            Words.estimate(gap?.training, unit),
            gap.map { Line(Format.difference($0.gap, unit)) } ?? Line("–", .quiet),
          ]
      })
  }

  private static func cells(_ contrast: StudyContrast?, _ unit: Unit) -> [Line] {
    guard let contrast else { return [Line("–", .quiet), Line("–", .quiet)] }
    return [Line(Format.difference(contrast.estimate, unit)), verdict(contrast.verdict)]
  }

  private static func verdict(_ verdict: ComparisonVerdict?) -> Line {
    switch verdict {
    case .better: Line("better", .good)
    case .worse: Line("worse", .bad)
    case .equivalent: Line("equal")
    case .inconclusive: Line("open", .open)
    case nil: Line("–", .quiet)
    }
  }

  /// What changes from one condition to another, where the table has the architectures side by side.
  private static func between(_ study: StudyEvidence) -> [Document.Block] {
    guard study.kind == .option || study.kind == .sites, let first = study.contrasts.first else {
      return []
    }
    let changes = study.contrasts.map {
      "\($0.architecture.rawValue) \(Format.difference($0.estimate, study.figure.unit))"
    }
    return [
      .note(
        Line(
          "\(study.figure.title), \(first.label) less \(first.against):"
            + " \(changes.joined(separator: ", "))."))
    ]
  }

  /// What would settle the comparisons of architectures that are open.
  private static func open(_ study: StudyEvidence) -> [Document.Block] {
    let open = study.conditions.compactMap { condition in
      condition.contrast?.settledBy.map { "\(condition.label): \($0)" }
    }
    guard !open.isEmpty else { return [] }
    return [.note(Line("Open comparisons would be settled thus. \(open.joined(separator: "; "))."))]
  }
}
