import Citations
import Figures
import Records

/// What the decision says.
struct DecisionFindings {
  let facts: RunFacts
  private var decision: Decision { facts.decision }

  func outcome() -> Finding {
    var finding = Finding()
    finding.say(
      decision.summary,
      [
        Citing.text(decision.outcome.rawValue, title: "Outcome", pointer: "/outcome"),
        Citing.text(decision.summary, title: "Summary", pointer: "/summary"),
      ])
    return finding
  }

  func reasons(person: String) -> Finding {
    statements(decision.reasons, "Reason", "/reasons", none: "No reason is given.", person)
  }

  func doubts(person: String) -> Finding {
    statements(decision.doubts, "Doubt", "/doubts", none: "No doubt is stated.", person)
  }

  /// Sentences of the decision with the figures that bear them.
  private func statements(
    _ statements: [Decision.Statement], _ title: String, _ pointer: String, none: String,
    _ person: String
  ) -> Finding {
    var finding = Finding()
    for (index, statement) in statements.enumerated() {
      let figures = statement.figures.compactMap { facts.figure($0) }.flatMap { placed in
        Architecture.allCases.map { Citing.estimate(placed, $0) } + [Citing.contrast(placed)]
      }
      finding.say(
        statement.text,
        [
          Citing.text(
            statement.text, title: "\(title) \(index + 1)", pointer: "\(pointer)/\(index)/text")
        ] + figures)
    }
    if statements.isEmpty { finding.leave(none, to: person) }
    return finding
  }

  func robustness(person: String) -> Finding {
    var finding = Finding()
    guard let ranking = decision.acceptability else {
      finding.leave("Too little was measured for a ranking.", to: person)
      return finding
    }
    func shares(
      _ shares: [Architecture: Double], _ title: String, _ pointer: String
    ) -> [Citation] {
      Architecture.allCases.compactMap { architecture in
        shares[architecture].map {
          Citing.number(
            $0, title: title, architecture, printed: Format.percent($0), standing: .decided,
            file: Citing.decision, pointer: "\(pointer)/\(architecture.rawValue)")
        }
      }
    }
    let first = shares(
      ranking.firstRank, "Share of first ranks", "/acceptability/firstRank")
    let draws = Citing.count(
      ranking.draws, title: "Draws", standing: .decided, file: Citing.decision,
      pointer: "/acceptability/draws")
    finding.say(
      "Over \(draws.printed) draws of the figures within their uncertainty and of weights around"
        + " the priorities, the share of first ranks is"
        + " \(first.map(FigureFindings.valued).joined(separator: ", ")).", first + [draws])
    if let measured = ranking.firstRankMeasured {
      let shares = shares(
        measured, "Share of first ranks, measurements alone", "/acceptability/firstRankMeasured")
      finding.say(
        "In the draws that rest on measurements alone it is"
          + " \(shares.map(FigureFindings.valued).joined(separator: ", ")).", shares)
    }
    return finding
  }

  func flips(person: String) -> Finding {
    var finding = Finding()
    guard let ranking = decision.acceptability else {
      finding.leave("Without a ranking no flip was sought.", to: person)
      return finding
    }
    for (index, flip) in ranking.flips.enumerated() {
      let place = "/acceptability/flips/\(index)"
      finding.say(
        "\(flip.change) would make the outcome: \(flip.outcome.rawValue).",
        [
          Citing.text(flip.change, title: "Flip \(index + 1)", pointer: "\(place)/change"),
          Citing.number(
            flip.value, title: "Flip \(index + 1), \(flip.parameter)",
            printed: Format.significant(flip.value), standing: .decided, file: Citing.decision,
            pointer: "\(place)/value"),
        ])
    }
    if ranking.flips.isEmpty {
      finding.say("No change of one priority, limit or price that was tried flips the outcome.")
    }
    return finding
  }

  func next() -> Finding {
    var finding = Finding()
    if let next = decision.nextMeasurement {
      finding.say(
        next, [Citing.text(next, title: "Next measurement", pointer: "/nextMeasurement")])
    } else {
      finding.say("No further measurement that was considered would change the outcome by much.")
    }
    return finding
  }

  func criteria(person: String) -> Finding {
    var finding = Finding()
    let criteria = decision.acceptability?.criteria ?? []
    for (index, criterion) in criteria.enumerated() {
      let place = "/acceptability/criteria/\(index)"
      let weight = Citing.number(
        criterion.weight, title: "Weight of \(criterion.name)",
        printed: Format.percent(criterion.weight), standing: .decided, file: Citing.decision,
        pointer: "\(place)/weight")
      finding.say(
        "\(criterion.name.capitalisedFirst), with"
          + " \(weight.printed) of the weight: \(criterion.basis)",
        [weight, Citing.text(criterion.basis, title: criterion.name, pointer: "\(place)/basis")])
    }
    if criteria.isEmpty { finding.leave("Too little was measured for a ranking.", to: person) }
    return finding
  }

  func matrix(_ dimensions: [Dimension], person: String) -> Finding {
    var finding = Finding()
    for (index, row) in decision.matrix.rows.enumerated() where dimensions.contains(row.dimension) {
      let place = "/matrix/rows/\(index)"
      cells(row.prior, row.dimension, "prior", .prior, "\(place)/prior", &finding)
      cells(row.measured, row.dimension, "measured", .measured, "\(place)/measured", &finding)
      if row.measured.isEmpty {
        finding.leave("The cell of \(row.dimension.rawValue) was not measured.", to: person)
      }
      if let mark = row.mark {
        finding.say(
          "\(row.dimension.rawValue.capitalisedFirst): \(mark).",
          [Citing.text(mark, title: "Mark of \(row.dimension.rawValue)", pointer: "\(place)/mark")])
      }
      if let disagreement = row.disagreement {
        finding.say(
          disagreement,
          [
            Citing.text(
              disagreement, title: "Disagreement on \(row.dimension.rawValue)",
              pointer: "\(place)/disagreement")
          ])
      }
    }
    return finding
  }

  private func cells(
    _ cells: [Architecture: DecisionMatrix.Cell], _ dimension: Dimension, _ name: String,
    _ standing: Citation.Standing, _ pointer: String,
    _ finding: inout Finding
  ) {
    for architecture in Architecture.allCases {
      guard let cell = cells[architecture] else { continue }
      let citation = Citing.number(
        cell.utility, title: "Utility of \(dimension.rawValue), \(name)", architecture,
        printed: Format.fixed(cell.utility, decimals: 2), standing: standing,
        file: Citing.decision, pointer: "\(pointer)/\(architecture.rawValue)/utility")
      finding.say(
        "\(dimension.rawValue.capitalisedFirst), \(name), \(architecture.rawValue) \(citation.printed):"
          + " \(cell.reason)", [citation])
    }
  }

  func requirements(person: String) -> Finding {
    var finding = Finding()
    for (index, result) in decision.requirements.enumerated() {
      let place = "/requirements/\(index)"
      let estimate = facts.figure(result.figure).flatMap {
        Citing.estimate($0, result.architecture)
      }
      let verdict = Citing.text(
        result.verdict.rawValue, title: "\(result.requirement), \(result.architecture.rawValue)",
        pointer: "\(place)/verdict")
      finding.say(
        "\(result.requirement), \(result.architecture.rawValue): \(result.verdict.rawValue)."
          + " \(result.explanation)", [verdict, estimate])
      if result.verdict == .inconclusive {
        finding.leave(
          "Whether \(result.architecture.rawValue) keeps to '\(result.requirement)' is open.",
          to: person)
      }
    }
    if decision.requirements.isEmpty {
      finding.leave("The profile sets no requirement.", to: person)
    }
    return finding
  }

  func regimes(person: String) -> Finding {
    var finding = Finding()
    for (index, remark) in decision.regimeRemarks.enumerated() {
      finding.say(
        remark,
        [Citing.text(remark, title: "Regime \(index + 1)", pointer: "/regimeRemarks/\(index)")])
    }
    if finding.text.isEmpty { finding.leave("The profile names no regime.", to: person) }
    return finding
  }
}
