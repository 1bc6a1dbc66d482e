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
}
