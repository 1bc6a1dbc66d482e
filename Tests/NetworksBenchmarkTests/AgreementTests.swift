import NetworksBenchmark
import Testing

@Suite("Whether both sides do the same work")
struct AgreementTests {
  private static let losses = (0..<50).map { 2 - 0.01 * Double($0) }

  private func agreement(
    _ ours: [Double], nudged: [[Double]] = [], answers: [[Double]] = [[1, 2], [1, 2]]
  ) -> Agreement {
    Agreement(ours: ours, theirs: Self.losses, nudged: nudged, answers: answers)
  }

  @Test("Equal losses and answers agree, with differences of zero")
  func equal() {
    let found = agreement(Self.losses)
    #expect(found.holds)
    #expect([found.first, found.all, found.nudged, found.answers] == [0, 0, 0, 0])
    #expect(found.tolerance == 1e-3)
  }

  // The loss at the start is 2: a difference of 2·10⁻⁵ there is 10⁻⁵ of the larger loss.
  @Test(
    "A loss of the first steps may be off by a hundred-thousandth, one of the later by a thousandth",
    arguments: [(0, 1.9e-5, true), (0, 2.1e-5, false), (40, 1.5e-3, true), (40, 1.7e-3, false)])
  func tolerances(step: Int, difference: Double, holds: Bool) {
    var ours = Self.losses
    ours[step] += difference
    #expect(agreement(ours).holds == holds)
  }

  // Nudged weights take the loss of 1.6 at step 40 to 1.616, a hundredth of the larger one away, so
  // ours may be three hundredths away: at most 1.6 / 0.97 = 1.649.
  @Test(
    "The later losses may be off by three times what rounding alone does",
    arguments: [(1.648, true), (1.651, false)])
  func measuredTolerance(loss: Double, holds: Bool) {
    var nudged = Self.losses
    nudged[40] = 1.6 / 0.99
    var ours = Self.losses
    ours[40] = loss
    let found = agreement(ours, nudged: [Self.losses, nudged])
    #expect(abs(found.tolerance - 0.03) < 1e-12)
    #expect(found.holds == holds)
  }

  @Test("Any two answers that are apart count", arguments: [(0.9e-4, true), (1.1e-4, false)])
  func answers(difference: Double, holds: Bool) {
    let found = agreement(Self.losses, answers: [[1, 2], [1, 2], [1, 2 + difference]])
    #expect(found.holds == holds)
  }

  @Test("What is no number, or missing, agrees with nothing")
  func broken() {
    var ours = Self.losses
    ours[3] = .nan
    #expect(agreement(ours).first == .infinity)
    #expect(!agreement(Array(Self.losses.dropLast())).holds)
    #expect(!agreement([]).holds)
    #expect(agreement(Self.losses, answers: [[1, 2], [1]]).answers == .infinity)
    #expect(agreement(Self.losses, answers: [[1, .nan], [1, 2]]).answers == .infinity)
    #expect(agreement(Self.losses, answers: [[1, 2], [1, .infinity]]).answers == .infinity)
  }
}
