import NumericCore
import Testing

@Suite struct SeededGenerators {
  @Test("Streams are those of xoshiro256** with their names hashed, on every platform")
  func streams() {
    // `Tests/References/seeded.py`, printed by `numeric_core.py`.
    var plain = SeededGenerator(seed: 7)
    #expect(plain.next() == 12_923_355_070_828_475_994)
    var named = SeededGenerator(seed: 7, "train", 3)
    #expect(
      [named.next(), named.next(), named.next()] == [
        15_144_288_543_461_975_643, 14_156_296_406_676_779_333, 2_052_865_541_883_169_110,
      ])
  }

  @Test(
    "Filling draws every number equally often, and never one too large",
    arguments: [1, 3, 10, 1 << 33])
  func filling(bound: Int) {
    var generator = SeededGenerator(seed: 6)
    var draws = [Int](repeating: -1, count: 30_001)
    generator.fill(&draws, below: bound)
    #expect(draws.allSatisfy { 0..<bound ~= $0 })
    // Each tenth of the range has 3000 draws give or take √(30,000·0.1·0.9) = 52; five sigma.
    guard bound >= 10 else { return }
    var counts = [Int](repeating: 0, count: 10)
    for draw in draws { counts[Int(Double(draw) / Double(bound) * 10)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 3000) < 260 })
  }

  @Test("The same seed fills alike, and a longer array goes on from a shorter one")
  func fillingRepeats() {
    var (first, second) = (SeededGenerator(seed: 2), SeededGenerator(seed: 2))
    var (short, long) = ([Int](repeating: 0, count: 50), [Int](repeating: 0, count: 99))
    first.fill(&short, below: 1000)
    second.fill(&long, below: 1000)
    #expect(Array(long[..<50]) == short)
  }
}
