package import Figures

/// How many of a group there were and how many were selected; no one's own group is kept.
package struct GroupCounts: Codable, Sendable, Hashable {
  package let group: String
  package let total: Int
  /// Those who got the favourable answer.
  package let selected: Int

  package init(group: String, total: Int, selected: Int) {
    self.group = group
    self.total = total
    self.selected = selected
  }

  package var selectionRate: Double { Double(selected) / Double(total) }
}

/// The selection rate of the least favoured group over that of the most favoured.
///
/// The four-fifths rule of 29 CFR 1607.4(D) takes less than 0.8 as evidence of adverse impact and
/// warns of small numbers, so groups below a stated count are left out and named.
package struct DisparateImpact: Codable, Sendable, Hashable {
  package static let kind = FigureKind(
    id: "disparate-impact", title: "Disparate impact ratio", unit: .dimensionless,
    direction: .higherIsBetter,
    comparability: "Compare only with the same groups, cut-off and least count a group.",
    source: "29 CFR 1607.4(D), the four-fifths rule",
    range: 0...1)

  /// The four-fifths rule's threshold.
  package static let fourFifths = 0.8

  package let ratio: Double
  package let leastFavoured: GroupCounts
  package let mostFavoured: GroupCounts
  /// The least count of a group that was compared.
  package let minimumCount: Int
  /// Groups with fewer members, by name.
  package let leftOut: [GroupCounts]

  /// Compares groups; counts of the same group, from several folds say, are summed.
  ///
  /// Where no group has anyone selected the ratio is 1: all are treated alike.
  ///
  /// - Throws: ``ScoreError`` where counts are impossible or fewer than two groups are large enough.
  package init(of groups: [GroupCounts], minimumCount: Int = 30) throws(ScoreError) {
    if let wrong = groups.first(where: { $0.selected < 0 || $0.selected > $0.total }) {
      throw ScoreError(
        code: .outOfRange,
        message: "group \"\(wrong.group)\": \(wrong.selected) selected of \(wrong.total)")
    }
    let summed = Dictionary(grouping: groups, by: \.group).map { name, parts in
      GroupCounts(
        group: name, total: parts.reduce(0) { $0 + $1.total },
        selected: parts.reduce(0) { $0 + $1.selected })
    }.sorted { $0.group < $1.group }
    let compared = summed.filter { $0.total >= max(1, minimumCount) }
    guard compared.count >= 2,
      let least = compared.min(by: { $0.selectionRate < $1.selectionRate }),
      let most = compared.max(by: { $0.selectionRate < $1.selectionRate })
    else {
      throw ScoreError(
        code: .tooFewGroups,
        message: """
          \(compared.count) of \(summed.count) groups have at least \(minimumCount) members; a ratio \
          needs two
          """)
    }
    ratio = most.selected == 0 ? 1 : least.selectionRate / most.selectionRate
    leastFavoured = least
    mostFavoured = most
    self.minimumCount = minimumCount
    leftOut = summed.filter { $0.total < max(1, minimumCount) }
  }
}
