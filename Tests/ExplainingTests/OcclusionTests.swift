import Explaining
import Testing

struct OcclusionTests {
  /// Units 0 and 1 stand in for each other, 2 counts alone.
  private func score(_ coalitions: [Coalition]) -> [Double] {
    coalitions.map { ($0[0] || $0[1] ? 2.0 : 0) + ($0[2] ? 5.0 : 0) }
  }

  @Test("Each unit is taken away alone, so that one with a stand-in is not missed")
  func units() {
    #expect(Occlusion(units: 4).values(seed: 1, score) == [0, 0, 5, 0])
  }

  @Test("A group is taken away together")
  func groups() {
    let differences = Occlusion(units: 4).differences([[0, 1], [1, 2], [3], []], score)
    #expect(differences == [2, 5, 0, 0])
  }

  @Test("It asks once for the whole input and once for each group")
  func calls() {
    var asked: [[Int]] = []
    _ = Occlusion(units: 3).differences([[0], [1, 2]]) { coalitions in
      asked += coalitions.map(\.members)
      return coalitions.map { _ in 0 }
    }
    #expect(asked == [[0, 1, 2], [1, 2], [0]])
  }
}
