import Citations
import Figures
import Records

/// Something that a run concludes, as a place in its decision or evidence.
enum Subject: Hashable {
  case decision
  /// The place among the reasons, from 0.
  case reason(Int)
  case doubt(Int)
  case requirement(Int)
  /// The place among the lines of the checklist, from 0.
  case checklist(Int)
  /// A row of the matrix.
  case row(Int)
  case cell(row: Int, isMeasured: Bool, Architecture)
  /// The place among the criteria of the ranking, from 0.
  case criterion(Int)
  /// Where the learning curves cross, or that they do not.
  case crossover
  /// The place among the changes that flip the outcome, from 0.
  case flip(Int)
  case nextMeasurement
  /// The id of a figure.
  case figure(String)
}

extension ChainFacts {
  /// Every conclusion of the run, in the order of a reader's questions.
  var subjects: [Subject] {
    [.decision] + decision.reasons.indices.map { .reason($0) }
      + decision.doubts.indices.map { .doubt($0) }
      + decision.requirements.indices.map { .requirement($0) }
      + decision.matrix.rows.indices.flatMap { index in
        let row = decision.matrix.rows[index]
        return [.row(index)]
          + [(false, row.prior), (true, row.measured)].flatMap { isMeasured, cells in
            Architecture.allCases.filter { cells[$0] != nil }.map {
              Subject.cell(row: index, isMeasured: isMeasured, $0)
            }
          }
      }
      + criteria.indices.map { .criterion($0) }
      + checklist.indices.map { .checklist($0) }
      + (evidence.timeFree.crossover == nil ? [] : [.crossover])
      + flips.indices.map { .flip($0) }
      + (decision.nextMeasurement == nil ? [] : [.nextMeasurement])
      + evidence.placedFigures.map(\.figure.kind.id).map { .figure($0) }
  }

  /// The short name of a conclusion, unique within the run.
  func name(_ subject: Subject) -> String {
    switch subject {
    case .decision: return "decision"
    case .reason(let index): return "reason.\(index + 1)"
    case .doubt(let index): return "doubt.\(index + 1)"
    case .requirement(let index): return "requirement.\(index + 1)"
    case .checklist(let index): return "checklist.\(index + 1)"
    case .row(let index): return decision.matrix.rows[index].dimension.rawValue
    case .cell(let row, let isMeasured, let architecture):
      let dimension = decision.matrix.rows[row].dimension.rawValue
      return "\(dimension).\(isMeasured ? "measured" : "prior").\(architecture.rawValue)"
    case .criterion(let index):
      // A prior that stands in is called `data (prior)`.
      return criteria[index].name.filter { $0 != "(" && $0 != ")" }.replacing(" ", with: "-")
    case .crossover: return "crossover"
    case .flip(let index): return "flip.\(index + 1)"
    case .nextMeasurement: return "next-measurement"
    case .figure(let id): return id
    }
  }

  /// A conclusion in the words and numbers of the files.
  func conclusion(_ subject: Subject) -> Chain.Conclusion {
    let (title, text) = words(subject)
    return Chain.Conclusion(name: name(subject), title: title, text: text)
  }

  private func words(_ subject: Subject) -> (title: String, text: String) {
    switch subject {
    case .decision: return ("Decision: \(decision.outcome.rawValue)", decision.summary)
    case .reason(let index): return ("Reason \(index + 1)", decision.reasons[index].text)
    case .doubt(let index): return ("Doubt \(index + 1)", decision.doubts[index].text)
    case .requirement(let index):
      let result = decision.requirements[index]
      return (
        "Requirement \(index + 1), \(result.architecture.rawValue)",
        "\(result.requirement): \(result.verdict.rawValue). \(result.explanation)"
      )
    case .row(let index):
      let row = decision.matrix.rows[index]
      let text = [row.mark.map { $0 + "." }, row.disagreement].compactMap(\.self)
      return (
        "Matrix, \(row.dimension.rawValue)",
        ([utilities(row)] + text).joined(separator: " ")
      )
    case .cell(let index, let isMeasured, let architecture):
      let row = decision.matrix.rows[index]
      let name = isMeasured ? "measured" : "prior"
      let cell = (isMeasured ? row.measured : row.prior)[architecture]
      return (
        "Matrix, \(row.dimension.rawValue), \(name), \(architecture.rawValue)",
        cell.map { "\(Self.utility($0.utility)): \($0.reason)" } ?? "empty"
      )
    case .criterion(let index): return words(criteria[index])
    case .checklist(let index): return words(checklist[index], index)
    case .crossover:
      return ("Crossover", evidence.timeFree.crossover?.sentence ?? "not looked for")
    case .flip(let index):
      return (
        "Change \(index + 1) of the outcome",
        "\(flips[index].change): \(flips[index].outcome.rawValue)."
      )
    case .nextMeasurement: return ("Measure next", decision.nextMeasurement ?? "nothing is open")
    case .figure(let id): return words(figure: id)
    }
  }

  private func words(_ criterion: Acceptability.Criterion) -> (title: String, text: String) {
    let utilities = Architecture.allCases.compactMap { architecture in
      criterion.utilities[architecture].map { "\(architecture.rawValue) \(Self.utility($0))" }
    }
    return (
      "Criterion, \(criterion.name)",
      "weight \(Format.percent(criterion.weight)), \(utilities.joined(separator: ", ")):"
        + " \(criterion.basis)"
    )
  }

  private func words(_ row: ChecklistRow, _ index: Int) -> (title: String, text: String) {
    let architecture = row.architecture.map { ", \($0.rawValue)" } ?? ""
    return (
      "Checklist \(index + 1), \(row.regime)\(architecture)",
      ["\(row.asks): \(row.status.rawValue). \(row.answer).", row.settledBy].compactMap(\.self)
        .joined(separator: " ")
    )
  }

  private func words(figure id: String) -> (title: String, text: String) {
    guard let figure = evidence.placed(id)?.figure else { return (id, "not measured") }
    let values = Architecture.allCases.compactMap { architecture in
      figure.estimates[architecture].map {
        "\(architecture.rawValue) \(Format.estimate($0, figure.kind.unit))"
      }
    }
    return ("Figure, \(figure.kind.title)", values.joined(separator: ", ") + ".")
  }

  private func utilities(_ row: DecisionMatrix.Row) -> String {
    func part(_ name: String, _ cells: [Architecture: DecisionMatrix.Cell]) -> String? {
      let values = Architecture.allCases.compactMap { architecture in
        cells[architecture].map { "\(architecture.rawValue) \(Self.utility($0.utility))" }
      }
      return values.isEmpty ? nil : "\(name) \(values.joined(separator: ", "))"
    }
    return [part("prior", row.prior), part("measured", row.measured)].compactMap(\.self)
      .joined(separator: "; ") + "."
  }

  static func utility(_ value: Double) -> String { Format.fixed(value, decimals: 2) }
}
