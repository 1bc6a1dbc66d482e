import StrictYAML

/// A kind of quantity with the units that its values are written in.
package struct UnitFamily: Sendable {
  /// A unit, as a factor or a divisor of the base unit, whichever is whole.
  struct Unit: Sendable {
    let symbol: String
    var factor = 1.0
    var divisor = 1.0
  }

  let noun: String
  let example: String
  let units: [Unit]
  /// Units that a value without one most likely has.
  let likely: [String]
  /// What other programs write, and what is meant.
  let foreign: [String: String]
  /// Whether a blank stands between number and unit.
  var isSpaced = true
  let isZeroAllowed: Bool

  /// Time, in seconds.
  package static let duration = UnitFamily(
    noun: "a duration", example: "80 ms",
    units: [
      Unit(symbol: "ns", divisor: 1e9), Unit(symbol: "us", divisor: 1e6),
      Unit(symbol: "ms", divisor: 1e3), Unit(symbol: "s"), Unit(symbol: "min", factor: 60),
    ],
    likely: ["ms", "s"],
    foreign: [
      "µs": "us", "μs": "us", "msec": "ms", "millis": "ms", "milliseconds": "ms", "sec": "s",
      "secs": "s", "second": "s", "seconds": "s", "m": "min", "minutes": "min",
    ], isZeroAllowed: false)

  /// Memory, in bytes, in powers of two.
  package static let size = UnitFamily(
    noun: "a size", example: "512 MiB",
    units: [
      Unit(symbol: "KiB", factor: 1024), Unit(symbol: "MiB", factor: 1_048_576),
      Unit(symbol: "GiB", factor: 1_073_741_824),
    ],
    likely: ["MiB", "GiB"],
    foreign: [
      "k": "KiB", "kb": "KiB", "ki": "KiB", "m": "MiB", "mb": "MiB", "mi": "MiB", "g": "GiB",
      "gb": "GiB", "gi": "GiB",
    ], isZeroAllowed: false)

  /// How often something happens, a second.
  package static let rate = UnitFamily(
    noun: "a rate", example: "50/s", units: [Unit(symbol: "/s")], likely: ["/s"],
    foreign: [
      "/sec": "/s", "/second": "/s", "qps": "/s", "rps": "/s", "per second": "/s", "hz": "/s",
      "1/s": "/s",
    ], isSpaced: false, isZeroAllowed: false)

  /// Money, in euro.
  package static let euro = UnitFamily(
    noun: "an amount", example: "4.00 EUR", units: [Unit(symbol: "EUR")], likely: ["EUR"],
    foreign: ["€": "EUR", "euro": "EUR", "euros": "EUR"], isZeroAllowed: true)

  /// The pattern of a value, for JSON Schema.
  var pattern: String {
    let symbols = units.map(\.symbol).joined(separator: "|")
    return "^(0|[1-9][0-9]*)(\\.[0-9]+)?\(isSpaced ? " ?" : "")(\(symbols))$"
  }

  /// A value as this program writes it.
  func written(_ number: String, _ symbol: String) -> String {
    number + (isSpaced ? " " : "") + symbol
  }

  /// Every way to give the number one of some units.
  func choices(_ number: String, _ symbols: [String]) -> String {
    "write " + symbols.map { written(number, $0) }.joined(separator: " or ")
  }

  func parse(_ scalar: Node.Scalar) throws(Objection) -> Double {
    let found = quoted(scalar.text)
    let known = units.map(\.symbol)
    guard let decimal = DecimalPrefix(scalar.text, allowsExponent: true),
      let number = decimal.canonical
    else { throw Objection("must be \(noun), found \(found)", remedy: "write \(example)") }
    let given = String(decimal.rest.drop { $0 == " " })
    let magnitude = number.hasPrefix("-") ? String(number.dropFirst()) : number
    guard !given.isEmpty else {
      throw Objection("has no unit: \(found)", remedy: choices(magnitude, likely))
    }
    guard let unit = units.first(where: { $0.symbol == given }) else {
      let meant = known.first { $0.lowercased() == given.lowercased() }
      let advice =
        (foreign[given.lowercased()] ?? meant).map { choices(magnitude, [$0]) }
        ?? "write it in \(known.joined(separator: ", ")), such as \(example)"
      throw Objection("has the unknown unit \(quoted(given)): \(found)", remedy: advice)
    }
    return try value(number, unit, decimal, found)
  }

  private func value(
    _ number: String, _ unit: Unit, _ decimal: DecimalPrefix, _ found: String
  ) throws(Objection) -> Double {
    guard !number.hasPrefix("-") else {
      throw Objection("must not be negative: \(found)", remedy: "write \(noun) such as \(example)")
    }
    let isPlain = !number.contains { $0 == "e" || $0 == "E" }
    guard number == decimal.number, isPlain,
      decimal.rest == unit.symbol || (isSpaced && decimal.rest == " " + unit.symbol)
    else {
      throw Objection(
        "is written in a doubtful way: \(found)",
        remedy: isPlain ? choices(number, [unit.symbol]) : "write the digits out, as in \(example)")
    }
    guard let value = Double(number), value.isFinite, value * unit.factor <= 1e15 else {
      throw Objection(
        "is too large to count with: \(found)", remedy: "write \(noun) such as \(example)")
    }
    guard value > 0 || isZeroAllowed else {
      throw Objection("must be above zero: \(found)", remedy: "write \(noun) such as \(example)")
    }
    return value * unit.factor / unit.divisor
  }
}

extension Shape where Value == Double {
  /// A number with its unit, read into the family's base unit.
  package static func quantity(_ family: UnitFamily, example: String? = nil) -> Shape<Double> {
    let schema: [JSONValue.Member] = [
      .init("type", "string"), .init("pattern", .text(family.pattern)),
    ]
    return scalar(family.noun, example: example ?? family.example, schema: schema) {
      (scalar) throws(Objection) in try family.parse(scalar)
    }
  }

  /// One of the percentiles that latency is asked at, `p50` to `p99.9`, as a share.
  package static var percentile: Shape<Double> {
    let known = ["p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p99.9": 0.999]
    return Shape<String>.choice("a percentile", of: ["p50", "p90", "p95", "p99", "p99.9"])
      .refine { name, _ in known[name] }
  }
}
