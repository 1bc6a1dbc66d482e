import Figures
import Records

/// A decision's checklist: in short for a terminal, line by line for documents that are kept.
enum ChecklistBlocks {
  static let caution =
    "A list of what to look at, not legal advice. 'met' says that the run holds the document, or"
    + " that the figure keeps to the threshold; whether that satisfies a rule is for your counsel."

  /// How many lines of each regime stand where, and what is unmet.
  static func summary(_ rows: [ChecklistRow]?) -> [Document.Block] {
    guard let rows, !rows.isEmpty else { return [] }
    var blocks: [Document.Block] = [
      .table(
        Table(
          [
            .init("regime"), .init("end-to-end: met", .right), .init("unmet", .right),
            .init("open", .right), .init("hybrid: met", .right), .init("unmet", .right),
            .init("open", .right), .init("yours", .right),
          ],
          rows: regimes(rows).map { regime in
            let own = rows.filter { $0.regime == regime }
            return [Line(regime)] + Architecture.allCases.flatMap { counts(own, $0) }
              + [Line(Format.count(own.count { $0.status == .yours }))]
          }))
    ]
    let unmet = grouped(rows).compactMap { shortfall($0) }
    let bullets = unmet.reduce(into: [String]()) { list, text in
      if !list.contains(text) { list.append(text) }
    }
    if !bullets.isEmpty { blocks.append(.bullets(bullets.map { Line($0, .bad) })) }
    blocks.append(
      .note("Every line with its source is in report.html and decision.md. \(caution)"))
    return blocks
  }

  /// Every line under the heading of its regime.
  static func lines(_ rows: [ChecklistRow]?, level: Int) -> [Document.Block] {
    guard let rows, !rows.isEmpty else { return [] }
    let tables = regimes(rows).flatMap { regime -> [Document.Block] in
      [
        .heading(level: level, "Checklist, \(regime)"),
        .table(table(grouped(rows.filter { $0.regime == regime }))),
      ]
    }
    return [.note(Line(caution))] + tables
  }

  private static func table(_ groups: [[ChecklistRow]]) -> Table {
    Table(
      [
        .init("asks for", wraps: true), .init("answered by", wraps: true), .init("end-to-end"),
        .init("hybrid"), .init("source, standing, date", wraps: true),
      ],
      rows: groups.compactMap { group in
        group.first.map { row in
          [Line(row.asks), Line(answer(group))]
            + Architecture.allCases.map { cell(group, $0) }
            + [Line("\(row.source) (\(row.standing), \(row.checkedOn))", .quiet)]
        }
      })
  }

  /// What answers a line, and what settles it for each architecture where it is open.
  private static func answer(_ group: [ChecklistRow]) -> String {
    guard let first = group.first else { return "" }
    let reasons = group.compactMap(\.settledBy)
    let settling =
      reasons.count == group.count && Set(reasons).count == 1
      ? Array(reasons.prefix(1))
      : group.compactMap { row in
        row.settledBy.map { (row.architecture.map { "\($0.rawValue): " } ?? "") + $0 }
      }
    return ([first.answer + "."] + settling).joined(separator: " ")
  }

  private static func cell(_ group: [ChecklistRow], _ architecture: Architecture) -> Line {
    guard
      let row = group.first(where: { $0.architecture == architecture || $0.architecture == nil })
    else { return Line("–", .quiet) }
    let number = row.estimate.map { " " + Format.estimate($0, unit(row)) } ?? ""
    return status(row.status) + Line(number)
  }

  static func status(_ status: ChecklistRow.Status) -> Line {
    switch status {
    case .met: Line("met", .good)
    case .unmet: Line("unmet", .bad)
    case .open: Line("open", .open)
    case .yours: Line("yours", .quiet)
    }
  }

  private static func counts(_ rows: [ChecklistRow], _ architecture: Architecture) -> [Line] {
    [ChecklistRow.Status.met, .unmet, .open].map { status in
      let count = rows.count {
        $0.status == status && ($0.architecture == nil || $0.architecture == architecture)
      }
      return Line(Format.count(count))
    }
  }

  /// Who misses a threshold, and by how much; nil where nobody does.
  private static func shortfall(_ group: [ChecklistRow]) -> String? {
    let unmet = group.filter { $0.status == .unmet }
    guard let first = unmet.first else { return nil }
    let who = unmet.map { row in
      (row.architecture?.rawValue ?? "both")
        + (row.estimate.map { " " + Format.estimate($0, unit(row)) } ?? "")
    }
    return "unmet: \(first.answer): \(who.joined(separator: ", "))"
  }

  private static func unit(_ row: ChecklistRow) -> Unit {
    row.figure?.contains("explanation-time") == true ? .seconds : .dimensionless
  }

  private static func regimes(_ rows: [ChecklistRow]) -> [String] {
    rows.map(\.regime).reduce(into: []) { list, id in if !list.contains(id) { list.append(id) } }
  }

  /// The lines that differ by architecture only, together.
  private static func grouped(_ rows: [ChecklistRow]) -> [[ChecklistRow]] {
    rows.reduce(into: []) { groups, row in
      if let last = groups.last?.last, last.architecture != nil, row.architecture != nil,
        last.regime == row.regime, last.demand == row.demand, last.figure == row.figure
      {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
  }
}
