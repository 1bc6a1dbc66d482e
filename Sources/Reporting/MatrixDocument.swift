import Figures
package import Records

/// The prior matrix for people: what the profile alone says, before anything ran.
package enum MatrixDocument {
  package static func document(profileName: String, matrix: DecisionMatrix) -> Document {
    var document = Document([
      .heading(level: 1, "\(profileName): prior matrix"),
      .paragraph(
        Line("A prior, not a measurement: ", .strong)
          + "it says how far the profile is one for which the claims name each architecture,"
          + " from 0 to 1. 'assay recommend' measures."),
    ])
    document.blocks.append(.table(table(matrix)))
    return document
  }

  private static func table(_ matrix: DecisionMatrix) -> Table {
    Table(
      [
        .init("dimension"), .init("architecture"), .init("prior", .right),
        .init("why", wraps: true), .init("claims"),
      ],
      rows: matrix.rows.flatMap { row in
        Architecture.allCases.enumerated().compactMap { index, architecture in
          row.prior[architecture].map { cell in
            [
              Line(index == 0 ? Words.title(row.dimension) : ""), Line(architecture.rawValue),
              Line(Words.utility(cell.utility), .strong), Line(cell.reason),
              Line(cell.source, .quiet),
            ]
          }
        }
      })
  }
}

/// The matrix after a run: prior and measured cells side by side.
enum MeasuredMatrixBlocks {
  static func blocks(_ matrix: DecisionMatrix) -> [Document.Block] {
    [.table(table(matrix))] + remarks(matrix)
  }

  static func table(_ matrix: DecisionMatrix) -> Table {
    Table(
      [
        .init("dimension"), .init("end-to-end: prior", .right), .init("measured", .right),
        .init("hybrid: prior", .right), .init("measured", .right),
      ], rows: matrix.rows.map(row))
  }

  /// Where the measured cells are marked, and where they disagree with the prior.
  static func remarks(_ matrix: DecisionMatrix) -> [Document.Block] {
    let remarks = matrix.rows.flatMap(remarks)
    return remarks.isEmpty ? [] : [.bullets(remarks)]
  }

  private static func row(_ row: DecisionMatrix.Row) -> [Line] {
    [Line(Words.title(row.dimension) + (row.mark == nil ? "" : " *"))]
      + Architecture.allCases.flatMap { architecture in
        [
          Line(row.prior[architecture].map { Words.utility($0.utility) } ?? "–", .quiet),
          Line(row.measured[architecture].map { Words.utility($0.utility) } ?? "–", .strong),
        ]
      }
  }

  private static func remarks(_ row: DecisionMatrix.Row) -> [Line] {
    let name = Line(Words.title(row.dimension) + ": ", .strong)
    return [row.mark.map { "\($0)." }, row.disagreement].compactMap(\.self).map { name + Line($0) }
  }
}
