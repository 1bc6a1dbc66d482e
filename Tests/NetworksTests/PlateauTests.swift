import Networks
import Testing

struct PlateauTests {
  @Test("A plateau is so many epochs without enough improvement, told from the losses alone")
  func verdicts() {
    var plateau = PlateauStopping(patience: 2, minimumDelta: 0.1)
    let losses = [1.0, 0.95, 0.85, 0.8, 0.76, 0.7]
    // 0.95 falls by too little; 0.85 falls from 1 by enough; 0.8 and 0.76 do not fall from it.
    let expected: [PlateauStopping.Verdict] = [
      .improved, .waiting, .improved, .waiting, .plateau, .improved,
    ]
    let found = losses.enumerated().map {
      plateau.observe($0.element, epoch: $0.offset + 1, step: 10 * ($0.offset + 1))
    }
    #expect(found == expected)
    #expect(plateau.bestLoss == 0.7)
    #expect(plateau.bestEpoch == 6)
  }

  @Test("Short epochs have to wait for the steps as well")
  func patienceInSteps() {
    var plateau = PlateauStopping(patience: 1, patienceSteps: 10)
    let found = [1.0, 2, 2, 2].enumerated().map {
      plateau.observe($0.element, epoch: $0.offset + 1, step: 5 * $0.offset)
    }
    #expect(found == [.improved, .waiting, .plateau, .plateau])
  }

  @Test("A loss that is no number never counts as improved")
  func notANumber() {
    var plateau = PlateauStopping(patience: 2)
    #expect(plateau.observe(.nan, epoch: 1, step: 1) == .waiting)
    #expect(plateau.observe(.nan, epoch: 2, step: 2) == .plateau)
    #expect(plateau.bestEpoch == 0)
  }

  @Test("A cosine schedule rises in equal parts, halves in the middle and ends at its floor")
  func cosine() {
    let schedule = Schedules.cosine(peak: 1, warmUp: 4, total: 14, floor: 0.2)
    let found = [0, 1, 3, 4, 9, 14, 99].map(schedule)
    // (1 + cos(π·5/10)) / 2 is a half: 0.2 + 0.8/2.
    let expected = [0.25, 0.5, 1, 1, 0.6, 0.2, 0.2]
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 }, "\(found)")
    #expect([0, 7].map(Schedules.constant(0.3)) == [0.3, 0.3])
    #expect([0, 1, 2, 9].map(Schedules.warmUp(to: 1, over: 2)) == [0.5, 1, 1, 1])
  }
}
