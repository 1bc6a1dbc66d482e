import Citations
import Figures
import Records

/// From what lies beyond the decision to what it was made of: crossover, flips, next measurement.
extension Tracer {
  func crossover() -> Trace {
    let place = "/timeFree/crossover"
    var trace = Trace(rules: [.crossover], restsOnCurve: true)
    guard let crossover = facts.evidence.timeFree.crossover else { return trace }
    trace.cite(
      measured(text: crossover.outcome.rawValue, "Outcome", "\(place)/outcome"),
      crossover.size.map {
        measured($0, "Examples where the curves cross", "\(place)/size", crossover.interval)
      },
      measured(crossover.upTo, "Examples looked at, at most", "\(place)/upTo"),
      Citing.number(
        crossover.share, title: "Share of draws that cross",
        printed: Format.percent(crossover.share), standing: .measured, file: Citing.evidence,
        pointer: "\(place)/share"))
    for architecture in Architecture.allCases {
      guard let curve = crossover.curves[architecture] else { continue }
      var citation = measured(
        text: curve.family.rawValue, "Curve",
        "\(place)/curves/\(architecture.rawValue)/family")
      citation.architecture = architecture
      trace.cite(citation)
    }
    return trace
  }

  /// A flip is made of the whole decision, so it rests on what that rests on.
  func flip(_ index: Int) -> Trace {
    let flip = facts.flips[index]
    let place = "/acceptability/flips/\(index)"
    var trace = Trace(rules: [.flips])
    trace.cite(
      Citing.text(flip.change, title: "Change", pointer: "\(place)/change"),
      Citing.text(flip.outcome.rawValue, title: "Outcome then", pointer: "\(place)/outcome"))
    for (value, title, key) in [
      (flip.current, "Now", "current"), (flip.value, "Then", "value"),
    ] {
      trace.cite(
        Citing.number(
          value, title: title, printed: Format.fixed(value, decimals: 4), standing: .decided,
          file: Citing.decision, pointer: "\(place)/\(key)"))
    }
    trace.rest(on: .decision, self.trace(.decision))
    return trace
  }

  func nextMeasurement() -> Trace {
    var trace = Trace(rules: [.nextMeasurement])
    trace.cite(
      decision.nextMeasurement.map {
        Citing.text($0, title: "Next measurement", pointer: "/nextMeasurement")
      })
    trace.rest(on: .decision, self.trace(.decision))
    return trace
  }

  private func measured(
    _ examples: Double, _ title: String, _ pointer: String, _ interval: Interval? = nil
  ) -> Citation {
    let printed = Format.count(Int(examples.rounded()))
    var citation = Citing.number(
      examples, title: title, printed: printed, standing: .measured, file: Citing.evidence,
      pointer: pointer)
    citation.interval = interval
    return citation
  }

  private func measured(text: String, _ title: String, _ pointer: String) -> Citation {
    Citing.text(text, title: title, standing: .measured, file: Citing.evidence, pointer: pointer)
  }
}
