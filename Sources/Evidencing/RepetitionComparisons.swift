import Figures
import Records
import Scores
import Statistics

/// Both architectures held against each other within each repetition of one size.
///
/// DeLong's interval of the difference of AUCs and McNemar's test of the decisions are about the two
/// trained models of a repetition. All repetitions answer the same items, so neither is pooled: five
/// repetitions of one item are no five items. Over repetitions Wilcoxon's signed-rank test asks only
/// which is ahead how far; of fewer than six it cannot fall below 0.05 and is left out.
struct RepetitionComparisons {
  let table: SizeTable
  /// The scores of the workload; the first is the headline.
  let scores: [FigureKind]

  /// Nil where the architectures are not paired, or nothing of this kind can be compared.
  func comparisons() -> ComparisonEvidence? {
    guard table.isPaired else { return nil }
    let pairs = zip(table.answers(.endToEnd), table.answers(.hybrid))
    let repetitions = pairs.map { one, other in
      ComparisonEvidence.Repetition(
        repetition: one.repetition, areaDifference: areaDifference(one.items, other.items),
        decisions: decisions(one.items, other.items))
    }
    let tells = repetitions.contains { $0.areaDifference != nil || $0.decisions != nil }
    let ranks = signedRanks()
    guard tells || ranks != nil else { return nil }
    return ComparisonEvidence(size: table.size, repetitions: repetitions, signedRanks: ranks)
  }

  private func areaDifference(_ one: ScoredItems, _ other: ScoredItems) -> Estimate? {
    let area = AreaUnderCurve()
    guard scores.contains(where: { $0.id == area.kind.id }),
      let first = placements(area, one), let second = placements(area, other)
    else { return nil }
    return (try? DeLong.difference(first: first, second: second))?.estimate()
  }

  private func placements(
    _ area: AreaUnderCurve, _ items: ScoredItems
  ) -> (positives: [Double], negatives: [Double])? {
    guard let strata = (try? area.strata(of: items)) ?? nil, strata.count == 2 else { return nil }
    return (strata[0].contributions, strata[1].contributions)
  }

  private func decisions(_ one: ScoredItems, _ other: ScoredItems) -> PairedDecisions? {
    guard let first = right(one), let second = right(other),
      let test = McNemar(first: first, second: second)
    else { return nil }
    return PairedDecisions(
      items: one.count, onlyEndToEnd: test.onlyFirst, onlyHybrid: test.onlySecond,
      pValue: test.exactP)
  }

  private func right(_ items: ScoredItems) -> [Bool]? {
    (try? items.column(ScoredItems.Column.correct))?.map { $0 == 1 }
  }

  private func signedRanks() -> SignedRanks? {
    guard let headline = scores.first, let score = ScoreCatalogue.score(headline.id),
      table.common.count >= WilcoxonSignedRank.leastTelling
    else { return nil }
    let differences = zip(table.answers(.endToEnd), table.answers(.hybrid)).compactMap {
      one, other -> Double? in
      guard let first = try? score.value(of: one.items),
        let second = try? score.value(of: other.items)
      else { return nil }
      return first - second
    }
    guard differences.count == table.common.count,
      let test = try? WilcoxonSignedRank(differences)
    else { return nil }
    return SignedRanks(
      pairs: test.count, endToEndHigher: test.positiveRanks, pValue: test.pValue)
  }
}
