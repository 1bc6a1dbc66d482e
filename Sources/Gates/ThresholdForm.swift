import Figures
import Records
import Schema
import StrictYAML

/// The grammar of thresholds.
///
/// `[architecture.]figure >= limit` or `<= limit`, where a limit is a quantity, `1.15 x baseline` or
/// `baseline - 0.01`; or `decision == outcome [with acceptability >= share]`.
struct ThresholdForm: Sendable {
  static let example = "auc >= 0.75"
  /// Patterns for editors: necessary, not sufficient.
  private static let pattern =
    "^\\s*(decision\\s*==\\s*[a-z-]+(\\s+with\\s+acceptability\\s*>=\\s*[0-9.]+)?"
    + "|[A-Za-z][A-Za-z0-9.-]*\\s*(>=|<=)\\s*\\S.*)\\s*$"

  /// The figures that a threshold may name.
  let figures: [FigureKind]

  var shape: Shape<Threshold> {
    let schema: [JSONValue.Member] = [
      .init("type", "string"), .init("pattern", .text(Self.pattern)),
    ]
    return Shape<Node.Scalar>.scalar("a threshold", example: Self.example, schema: schema) { $0 }
      .refine { scalar, place in
        rule(ThresholdText(scalar, at: place), place).map {
          Threshold(text: scalar.text, position: place.node.position, rule: $0)
        }
      }
  }

  private func rule(_ text: ThresholdText, _ whole: Place) -> Threshold.Rule? {
    guard let subject = text.words.first, text.words.count >= 3 else {
      whole.refuse(
        "holds no threshold: a figure, an operator and a limit",
        remedy: "write \(Self.example), or decision == hybrid")
      return nil
    }
    guard subject.text != "decision" else { return decision(text).map { .decision($0) } }
    // All three parts are read, so that all their problems are told at once.
    let found = figure(subject, text)
    let side = side(text.words[1], text)
    guard let found else { return nil }
    let limit = LimitForm(figure: found.kind).limit(text)
    guard let side, let limit else { return nil }
    if side != found.kind.direction {
      let isHigher = found.kind.direction == .higherIsBetter
      text.place(text.words[1]).warn(
        "lets \(found.kind.id) get worse without end: \(isHigher ? "more" : "less") of it is better",
        remedy: "write \(isHigher ? ">=" : "<="), unless you mean it")
    }
    return .figure(
      FigureRule(
        architecture: found.architecture, figure: found.kind, side: side, limit: limit))
  }

  private func figure(
    _ word: ThresholdText.Word, _ text: ThresholdText
  ) -> (architecture: Architecture?, kind: FigureKind)? {
    let names = Architecture.allCases.map(\.rawValue)
    if let kind = kind(word.text) { return (nil, kind) }
    guard let dot = word.text.firstIndex(of: ".") else {
      return refuse(word.text, at: text.place(word)).map { (nil, $0) }
    }
    let prefix = String(word.text[..<dot])
    let id = String(word.text[word.text.index(after: dot)...])
    let middle = word.range.lowerBound + prefix.unicodeScalars.count
    let kind = kind(id) ?? refuse(id, at: text.place(middle + 1..<word.range.upperBound))
    guard let architecture = Architecture(rawValue: prefix) else {
      let near = NearestName.of(prefix, in: names)
      text.place(word.range.lowerBound..<middle).refuse(
        "names the unknown architecture \(quoted(prefix))",
        remedy: near.map { "did you mean \($0)?" } ?? "write \(names.joined(separator: " or "))")
      return nil
    }
    return kind.map { (architecture, $0) }
  }

  /// A figure by its id; `p99` alone is short for `latency-p99`.
  private func kind(_ name: String) -> FigureKind? {
    figures.first { $0.id == name }
      ?? (name.first == "p" ? figures.first { $0.id == "latency-\(name)" } : nil)
  }

  private func refuse(_ name: String, at place: Place) -> FigureKind? {
    let ids = figures.map(\.id)
    place.refuse(
      "names the unknown figure \(quoted(name))",
      remedy: NearestName.of(name, in: ids).map { "did you mean \($0)?" }
        ?? "the figures are \(ids.joined(separator: ", "))")
    return nil
  }

  private func side(_ word: ThresholdText.Word, _ text: ThresholdText) -> Direction? {
    switch word.text {
    case ">=": return .higherIsBetter
    case "<=": return .lowerIsBetter
    default:
      let meant: [String: String] = [
        ">": "write >=", "≥": "write >=", "=>": "write >=", "<": "write <=", "≤": "write <=",
        "=<": "write <=",
      ]
      text.place(word).refuse(
        "has the unknown operator \(quoted(word.text))",
        remedy: meant[word.text] ?? "write >= or <=: a measured figure never equals its limit")
      return nil
    }
  }
}

extension ThresholdForm {
  private func decision(_ text: ThresholdText) -> DecisionRule? {
    let words = text.words
    let isEqual = words[1].text == "=="
    if !isEqual {
      text.place(words[1]).refuse(
        "has the unknown operator \(quoted(words[1].text))", remedy: "write decision == hybrid")
    }
    let outcome = text.read(words[2].range, as: Shape<Decision.Outcome>.choice("an outcome"))
    guard let outcome, isEqual else { return nil }
    guard words.count > 3 else { return DecisionRule(outcome: outcome, acceptability: nil) }
    let rest = words[3].range.lowerBound..<words[words.count - 1].range.upperBound
    guard words.count == 7, words[3].text == "with", words[4].text == "acceptability",
      words[5].text == ">="
    else {
      text.place(rest).refuse(
        "asks for more than an outcome: \(quoted(text.text(rest)))",
        remedy: "write with acceptability >= 0.8, or leave it out")
      return nil
    }
    guard Architecture(rawValue: outcome.rawValue) != nil else {
      text.place(rest).refuse(
        "asks how often \(outcome.rawValue) ranks first, which is no architecture",
        remedy: "leave \(quoted(text.text(rest))) out")
      return nil
    }
    return text.read(words[6].range, as: .number(.within(0...1), example: "0.8")).map {
      DecisionRule(outcome: outcome, acceptability: $0)
    }
  }
}
