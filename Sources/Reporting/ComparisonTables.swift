import Figures
import Records

/// How the architectures compare within each repetition, and as families of figures.
enum ComparisonTables {
  /// Each repetition's own two models: DeLong's difference and McNemar's counts.
  static func repetitions(_ facts: Evidence.TimeFree) -> [Document.Block] {
    guard let comparisons = facts.comparisons else { return [] }
    let hasAreas = comparisons.repetitions.contains { $0.areaDifference != nil }
    let hasDecisions = comparisons.repetitions.contains { $0.decisions != nil }
    guard hasAreas || hasDecisions else {
      return [ranks(comparisons, facts)].compactMap { $0.map { .note(Line($0)) } }
    }
    var columns = [Table.Column("repetition", .right)]
    if hasAreas { columns.append(.init("AUC, end-to-end less hybrid", .right)) }
    if hasDecisions {
      columns += [
        .init("only end-to-end right", .right), .init("only hybrid right", .right),
        .init("p", .right),
      ]
    }
    let rows = comparisons.repetitions.map { repetition in
      [Line("\(repetition.repetition)")]
        + (hasAreas ? [area(repetition.areaDifference)] : [])
        + (hasDecisions ? decisions(repetition.decisions) : [])
    }
    var sentences = [about(hasAreas: hasAreas, comparisons)]
    sentences += [ranks(comparisons, facts), detectable(facts)].compactMap(\.self)
    return [
      .table(Table(columns, rows: rows)), .note(Line(sentences.joined(separator: " "))),
    ]
  }

  private static func area(_ difference: Estimate?) -> Line {
    difference.map { Line(Format.difference($0, .dimensionless)) } ?? Line("–", .quiet)
  }

  private static func decisions(_ decisions: PairedDecisions?) -> [Line] {
    guard let decisions else { return Array(repeating: Line("–", .quiet), count: 3) }
    return [
      Line(Format.count(decisions.onlyEndToEnd)), Line(Format.count(decisions.onlyHybrid)),
      Line(probability(decisions.pValue)),
    ]
  }

  private static func about(hasAreas: Bool, _ comparisons: ComparisonEvidence) -> String {
    var methods: [String] = []
    if hasAreas { methods.append("DeLong's interval") }
    let items = comparisons.repetitions.compactMap(\.decisions?.items).first
    if let items {
      methods.append(
        "McNemar's exact test of the decisions on \(Format.count(items)) test items")
    }
    return
      "Each row is about that repetition's two trained models only, and rows are never pooled: "
      + methods.joined(separator: ", ") + "."
  }

  private static func ranks(
    _ comparisons: ComparisonEvidence, _ facts: Evidence.TimeFree
  ) -> String? {
    guard let ranks = comparisons.signedRanks else { return nil }
    let name = facts.scores.first?.kind.title ?? facts.headline
    return "Wilcoxon's signed-rank test over the \(ranks.pairs) repetitions' \(name): p"
      + " \(probability(ranks.pValue))."
  }

  /// What the headline's comparison could have told apart.
  private static func detectable(_ facts: Evidence.TimeFree) -> String? {
    guard let headline = facts.scores.first, let least = headline.contrast?.detectable else {
      return nil
    }
    return "Over all repetitions this run could have told apart differences in"
      + " \(headline.kind.title) of \(effect(least, headline.kind.unit)) and more, with a power"
      + " of 80 %."
  }

  /// Which verdicts do not stand once a family is adjusted for its number, in few lines.
  static func summary(_ evidence: Evidence) -> [Document.Block] {
    let lines = FamilyAdjustment.Family.allCases.compactMap { family -> Line? in
      let members = figures(evidence).filter { $0.contrast?.adjusted?.family == family }
      guard let count = members.first?.contrast?.adjusted?.members else { return nil }
      let lost = members.filter {
        $0.contrast?.adjusted?.verdict == .inconclusive && $0.contrast?.verdict != .inconclusive
      }.map(\.kind.title)
      let lead = "\(name(family)) (\(count), Holm): "
      return lost.isEmpty
        ? Line(lead + "every verdict above stands.")
        : Line(lead + "open, whatever stands above, \(lost.count == 1 ? "is" : "are") ")
          + Line(Verdicts.joined(lost) + ".", .open)
    }
    return lines.isEmpty ? [] : [.bullets(lines)]
  }

  /// Every figure of a family: the simultaneous interval, Holm's p value and what it could tell apart.
  static func families(_ evidence: Evidence) -> [Document.Block] {
    let members = figures(evidence).filter { $0.contrast?.adjusted != nil }
    guard !members.isEmpty else { return [] }
    let rows = members.compactMap { figure -> [Line]? in
      guard let contrast = figure.contrast, let adjusted = contrast.adjusted else { return nil }
      var shown = contrast
      shown.estimate = Estimate(
        value: contrast.estimate.value, interval: adjusted.interval,
        method: contrast.estimate.method)
      shown.verdict = adjusted.verdict
      return [
        Line(figure.kind.title), Line(adjusted.family.rawValue),
        Line(shown.text(figure.kind.unit)), Line(probability(adjusted.pValue)),
        Words.better(shown), detectable(contrast, figure.kind.unit),
      ]
    }
    return [
      .table(
        Table(
          [
            .init("figure", wraps: true), .init("family"),
            .init("end-to-end vs hybrid", .right), .init("p", .right), .init("better"),
            .init("detectable", .right),
          ], rows: rows)),
      .note(
        "The headline score is a family of its own and stands as it is. Within each other family the"
          + " intervals hold together with 95 % (Bonferroni) and p values are Holm's. Detectable: the"
          + " least true difference, or ratio, that a run like this finds alone with a power of 80 %."
      ),
    ]
  }

  private static func detectable(_ contrast: Contrast, _ unit: Unit) -> Line {
    guard let least = contrast.detectable else { return Line("–", .quiet) }
    return switch contrast.scale {
    case .difference: Line(effect(least, unit))
    case .ratio: Line("\(Format.significant(least)) ×")
    }
  }

  /// An effect with two significant digits: three decimals would hide a small one.
  private static func effect(_ least: Double, _ unit: Unit) -> String {
    unit == .dimensionless ? Format.significant(least, digits: 2) : Format.value(least, unit)
  }

  private static func figures(_ evidence: Evidence) -> [ComparedFigure] {
    evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures
  }

  private static func name(_ family: FamilyAdjustment.Family) -> String {
    switch family {
    case .scores: "Scores beside the headline"
    case .reasons: "Named reasons"
    case .times: "Times and memory"
    }
  }

  /// A p value with two digits, such as `0.031` or `under 0.001`.
  private static func probability(_ value: Double) -> String {
    value < 0.001 ? "under 0.001" : Format.significant(value, digits: 2)
  }
}
