import Schema
import StrictYAML
import Testing

/// What a shape makes of one value: itself, or the problem and its remedy.
private func read<Value>(_ shape: Shape<Value>, _ text: String) -> String {
  let file = YAMLFile(bytes: Array("v: \(text)".utf8), file: "v")
  let reading = Reading(file)
  guard case .mapping(let entries)? = file.root?.content, let node = entries.first?.value else {
    return "no value"
  }
  if let value = shape.read(node, reading) { return "\(value)" }
  return reading.diagnostics.map { "\($0.message) | \($0.remedy)" }.joined(separator: "\n")
}

@Suite("A single value")
struct ScalarTests {
  @Test(
    "with a unit is read into the base unit, or refused with the value that was meant",
    arguments: [
      ("80 ms", "0.08"), ("80ms", "0.08"), ("'80 ms'", "0.08"), ("0.5 s", "0.5"),
      ("100 ns", "1e-07"),
      ("80", "the file has no unit: `80` | write 80 ms or 80 s"),
      ("80 MS", "the file has the unknown unit `MS`: `80 MS` | write 80 ms"),
      ("80 µs", "the file has the unknown unit `µs`: `80 µs` | write 80 us"),
      (
        "80 days",
        "the file has the unknown unit `days`: `80 days` | write it in ns, us, ms, s, min, such as 80 ms"
      ),
      ("1,5 s", "the file is written in a doubtful way: `1,5 s` | write 1.5 s"),
      ("1,000,000 ns", "the file must be a duration, found `1,000,000 ns` | write 80 ms"),
      ("+5 s", "the file is written in a doubtful way: `+5 s` | write 5 s"),
      (
        "1e3 s",
        "the file is written in a doubtful way: `1e3 s` | write the digits out, as in 80 ms"
      ),
      ("fast", "the file must be a duration, found `fast` | write 80 ms"),
      (".inf s", "the file must be a duration, found `.inf s` | write 80 ms"),
      ("- 5 s", "no value"),
    ])
  func durations(text: String, expected: String) {
    #expect(read(.quantity(.duration), text) == expected)
  }

  @Test(
    "of money, memory and rates likewise",
    arguments: [
      (UnitFamily.euro, "4.00 EUR", "4.0"), (.euro, "0 EUR", "0.0"),
      (.euro, "4 €", "the file has the unknown unit `€`: `4 €` | write 4 EUR"),
      (.euro, "4.00", "the file has no unit: `4.00` | write 4.00 EUR"),
      (.size, "2 GiB", "2147483648.0"), (.size, "1.5KiB", "1536.0"),
      (.size, "2 gb", "the file has the unknown unit `gb`: `2 gb` | write 2 GiB"),
      (.rate, "50/s", "50.0"),
      (.rate, "50 /s", "the file is written in a doubtful way: `50 /s` | write 50/s"),
      (.rate, "50 qps", "the file has the unknown unit `qps`: `50 qps` | write 50/s"),
      (.rate, "50", "the file has no unit: `50` | write 50/s"),
    ])
  func quantities(family: UnitFamily, text: String, expected: String) {
    #expect(read(.quantity(family), text) == expected)
  }

  @Test(
    "without a unit is a number that all readers take alike",
    arguments: [
      ("0.5", "0.5"), ("-3", "-3.0"), ("1e-3", "0.001"), ("0", "0.0"), ("0.50", "0.5"),
      ("010", "the file is written in a doubtful way: `010` | write 10"),
      ("1_000", "the file is written in a doubtful way: `1_000` | write 1000"),
      ("5.", "the file is written in a doubtful way: `5.` | write 5"),
      ("1.2.3", "the file must be a number, found `1.2.3` | write a number, such as 1"),
      ("--1", "the file must be a number, found `--1` | write a number, such as 1"),
      ("5%", "the file must be a share, found `5%` | write 0.05"),
      ("'5'", "the file must be a number, found the text `5` | write 5 without quotes"),
      ("null", "the file has no value | write a number, such as 1"),
      ("~", "the file has no value | write a number, such as 1"),
    ])
  func numbers(text: String, expected: String) {
    #expect(read(.number(example: "1"), text) == expected)
  }

  @Test(
    "is a text only where every reader takes it for one",
    arguments: [
      ("soup", "soup"), ("'42'", "42"), ("2026-11-23", "2026-11-23"),
      ("42", "the file is a number, not a text: `42` | write \"42\" in quotes"),
      ("0x2A", "the file is a number, not a text: `0x2A` | write \"0x2A\" in quotes"),
      (".inf", "the file is a number, not a text: `.inf` | write \".inf\" in quotes"),
      ("1e5", "the file is a number, not a text: `1e5` | write \"1e5\" in quotes"),
      ("True", "the file is a flag, not a text: `True` | write \"True\" in quotes"),
      ("off", "the file is a flag to some YAML readers: `off` | write \"off\" in quotes"),
      ("''", "the file is empty | write a dish, or remove the key"),
      ("\"a\\nb\"", "the file has a line break or a control character | write it in one line"),
    ])
  func texts(text: String, expected: String) {
    #expect(read(.text("a dish", example: "soup"), text) == expected)
  }

  @Test(
    "is a flag only as true or false",
    arguments: [
      ("true", "true"), ("false", "false"),
      ("True", "the file must be true or false, found `True` | write true"),
      ("off", "the file must be true or false, found `off` | write false"),
      (
        "'false'",
        "the file must be true or false, found the text `false` | write false, without quotes"
      ),
    ])
  func flags(text: String, expected: String) {
    #expect(read(.flag, text) == expected)
  }
}
