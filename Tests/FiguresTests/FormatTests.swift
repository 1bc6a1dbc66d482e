import Figures
import Testing

@Suite("Numbers are written the same everywhere")
struct FormatTests {
  @Test(
    "A value has three significant digits and the prefix that suits it",
    arguments: [
      (0.0000434, Unit.seconds, "43.4 µs"), (0.08, .seconds, "80.0 ms"),
      (0.0009996, .seconds, "1.00 ms"),
      (2e-9, .seconds, "2.00 ns"), (75, .seconds, "75.0 s"), (0, .seconds, "0.00 ns"),
      (512 * 0x1p20, .bytes, "512 MiB"), (13_002, .bytes, "12.7 KiB"), (640, .bytes, "640 B"),
      (0.78149, .dimensionless, "0.781"), (-0.0073, .dimensionless, "−0.007"),
      (12_417, .count, "12,417"), (1234.5, .perSecond, "1.23 k/s"),
      (50, .perSecond, "50.0/s"), (2_500_000, .perSecond, "2.50 M/s"), (4, .euro, "4.00 EUR"),
      (480_000, .euro, "480,000 EUR"), (.infinity, .count, "∞"),
    ])
  func value(_ value: Double, _ unit: Unit, _ text: String) {
    #expect(Format.value(value, unit) == text)
  }

  @Test(
    "A number of parameters is written as profiles write it, with three digits",
    arguments: [
      (120_000_000, "120M"), (119_968_129, "120M"), (1_500_000, "1.5M"), (12_345_678, "12.3M"),
      (999_600, "1M"), (10_000, "10k"), (999, "999"), (2_000_000_000, "2G"),
    ])
  func parameters(_ count: Int, _ text: String) {
    #expect(Format.parameters(count) == text)
  }

  @Test("Bounds share the prefix and decimals of their value")
  func estimates() {
    let score = Estimate(
      value: 0.781, interval: Interval(lower: 0.7649, upper: 0.797, level: 0.95), method: "")
    #expect(Format.estimate(score, .dimensionless) == "0.781 [0.765, 0.797]")
    let time = Estimate(
      value: 0.00098, interval: Interval(lower: 0.00091, upper: 0.0011, level: 0.95), method: "")
    #expect(Format.estimate(time, .seconds) == "980 µs [910, 1,100]")
    #expect(Format.difference(score, .dimensionless) == "+0.781 [+0.765, +0.797]")
    #expect(Format.estimate(Estimate(value: 1, method: ""), .dimensionless) == "1.000")
  }

  @Test(
    "Rounding carries into the next digit",
    arguments: [(9.996, "10.0"), (99.96, "100"), (0.09996, "0.100"), (999.6, "1,000"), (0, "0.00")])
  func carries(_ value: Double, _ text: String) {
    #expect(Format.significant(value) == text)
  }

  @Test(
    "A share is not rounded to certainty",
    arguments: [
      (0.996, "over 99 %"), (1, "100 %"), (0.004, "under 1 %"), (0, "0 %"), (0.5, "50 %"),
    ])
  func percent(_ share: Double, _ text: String) {
    #expect(Format.percent(share) == text)
  }
}
