import Figures
import Schema
import StrictYAML

/// The grammar of limits: a quantity in the figure's unit, or one held against the baseline.
struct LimitForm {
  let figure: FigureKind

  /// Reads the words after the operator.
  func limit(_ text: ThresholdText) -> FigureRule.Limit? {
    let words = Array(text.words.dropFirst(2))
    let texts = words.map(\.text)
    let whole = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
    guard texts.contains(where: { $0.contains("baseline") }) else {
      return text.read(whole, as: quantity(isOffset: false)).map { .value($0) }
    }
    if texts == ["baseline"] { return .offset(0) }
    if texts.count >= 3, texts[0] == "baseline", let sign = sign(texts[1]) {
      let rest = words[2].range.lowerBound..<whole.upperBound
      return text.read(rest, as: quantity(isOffset: true)).map { .offset(sign * $0) }
    }
    if texts.count == 3, ["x", "×", "*"].contains(texts[1]), texts[2] == "baseline" {
      return text.read(words[0].range, as: .number(.above(0), example: "1.10"))
        .map { .multiple($0) }
    }
    text.place(whole).refuse(
      "has a limit that cannot be read: \(quoted(text.text(whole)))",
      remedy: "write 1.10 x baseline, or baseline - \(example(isOffset: true)),"
        + " with blanks between the parts")
    return nil
  }

  private func sign(_ word: String) -> Double? {
    switch word {
    case "+": 1
    case "-", "−": -1
    default: nil
    }
  }

  private func example(isOffset: Bool) -> String {
    switch figure.unit {
    case .seconds: "5 ms"
    case .bytes: "16 MiB"
    case .perSecond: "50/s"
    case .euro: "1.00 EUR"
    case .count: "5000"
    case .dimensionless: isOffset ? "0.01" : "0.75"
    }
  }

  private func quantity(isOffset: Bool) -> Shape<Double> {
    switch figure.unit {
    case .seconds: .quantity(.duration)
    case .bytes: .quantity(.size)
    case .perSecond: .quantity(.rate)
    case .euro: .quantity(.euro)
    case .count: Shape<Int>.count(example: "5000").map(Double.init)
    case .dimensionless:
      .number(
        figure.range.map { .within(isOffset ? 0...($0.upperBound - $0.lowerBound) : $0) }
          ?? (isOffset ? .from(0) : .any), example: example(isOffset: isOffset))
    }
  }
}
