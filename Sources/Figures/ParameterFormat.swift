extension Format {
  /// A number of parameters as profiles write it, such as `120M` or `1.25M`; counts in full below 1000.
  package static func parameters(_ count: Int) -> String {
    let prefixes: [(factor: Double, suffix: String)] = [(1e9, "G"), (1e6, "M"), (1e3, "k")]
    // Half of the last digit early, so that 999,600 is 1M and not 1,000k.
    guard let prefix = prefixes.first(where: { Double(count) >= 0.9995 * $0.factor }) else {
      return Format.count(count)
    }
    var digits = significant(Double(count) / prefix.factor)
    if digits.contains(".") {
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    }
    return digits + prefix.suffix
  }
}
