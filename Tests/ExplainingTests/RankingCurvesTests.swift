import Explaining
import Testing

struct RankingCurvesTests {
  /// Worths of three units that add up, on a base of 1.
  private func score(_ coalitions: [Coalition]) -> [Double] {
    coalitions.map { $0.members.reduce(1) { $0 + [6.0, 3, 1][$1] } }
  }

  @Test("Areas of additive worths are those computed by hand, and a reversed order exchanges them")
  func additive() throws {
    let areas = try #require(
      RankingCurves.areas(of: [[0, 1, 2], [2, 1, 0]], units: 3, score))
    // Of ten: inserted 0, 6, 9, 10 and deleted 10, 4, 1, 0, by the trapezoid rule over thirds.
    let (insertion, deletion) = ((0.5 * 0 + 0.6 + 0.9 + 0.5) / 3, (0.5 + 0.4 + 0.1) / 3)
    #expect(abs(areas[0].insertion - insertion) < 1e-12)
    #expect(abs(areas[0].deletion - deletion) < 1e-12)
    #expect(abs(areas[1].insertion - deletion) < 1e-12)
    #expect(abs(areas[1].deletion - insertion) < 1e-12)
  }

  @Test("An input that scores no more than nothing of it has no areas")
  func level() {
    #expect(RankingCurves.areas(of: [[0, 1]], units: 2) { $0.map { _ in 3 } } == nil)
  }

  @Test("Contributions that add up exactly have fidelity 1, and none at all 0")
  func fidelity() {
    let coalitions = AdditiveFit.coalitions(50, units: 3, seed: 1)
    #expect(coalitions.count == 50)
    let scores = score(coalitions)
    let exact = AdditiveFit.fidelity(of: [6, 3, 1], coalitions: coalitions, scores: scores)
    #expect(abs((exact ?? 0) - 1) < 1e-12)
    // Sums that are all 0 leave the mean as the best constant.
    let none = AdditiveFit.fidelity(of: [0, 0, 0], coalitions: coalitions, scores: scores)
    #expect(abs(none ?? 1) < 1e-12)
    let flat = coalitions.map { _ in 2.0 }
    #expect(AdditiveFit.fidelity(of: [1, 1, 1], coalitions: coalitions, scores: flat) == nil)
  }
}
