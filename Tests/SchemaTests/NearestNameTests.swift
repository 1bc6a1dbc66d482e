import Schema
import Testing

@Suite("The nearest name")
struct NearestNameTests {
  @Test(
    "is the one within a third of the letters, at most three edits, and alone",
    arguments: [
      ("latncy", "latency"), ("Latency", "latency"), ("lateny", "latency"), ("ltaency", "latency"),
      ("business_critical", "business-critical"), ("buisnes-critcal", "business-critical"),
      ("at", "at"), ("ta", "at"), ("rat", nil), ("zzz", nil), ("", nil),
      ("business", nil),
    ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    let known = ["latency", "business-critical", "at", "rate", "rats"]
    #expect(NearestName.of(name, in: known) == expected)
  }
}
