import Scores
import Testing

@Suite struct DisparateImpacts {
  @Test("The ratio is of the least to the most favoured group, small groups named and left out")
  func ratio() throws {
    let impact = try DisparateImpact(of: [
      GroupCounts(group: "women", total: 60, selected: 20),
      GroupCounts(group: "men", total: 100, selected: 60),
      GroupCounts(group: "women", total: 40, selected: 28),
      GroupCounts(group: "unstated", total: 29, selected: 0),
    ])
    #expect(abs(impact.ratio - 0.8) < 1e-15)
    #expect(impact.leastFavoured == GroupCounts(group: "women", total: 100, selected: 48))
    #expect(impact.mostFavoured == GroupCounts(group: "men", total: 100, selected: 60))
    #expect(impact.leftOut == [GroupCounts(group: "unstated", total: 29, selected: 0)])
    #expect(impact.minimumCount == 30)
  }

  @Test("Where no one is selected, all are treated alike")
  func noneSelected() throws {
    let impact = try DisparateImpact(
      of: ["a", "b"].map { GroupCounts(group: $0, total: 50, selected: 0) })
    #expect(impact.ratio == 1)
  }

  @Test("One large group, or impossible counts, make no ratio")
  func refusals() {
    #expect(
      throws: ScoreError(
        code: .tooFewGroups,
        message: "1 of 2 groups have at least 30 members; a ratio needs two")
    ) {
      try DisparateImpact(of: [
        GroupCounts(group: "a", total: 50, selected: 5),
        GroupCounts(group: "b", total: 3, selected: 1),
      ])
    }
    #expect(throws: ScoreError(code: .outOfRange, message: "group \"a\": 6 selected of 5")) {
      try DisparateImpact(of: [GroupCounts(group: "a", total: 5, selected: 6)])
    }
  }
}
