import Figures

extension CrossoverEvidence {
  /// The crossover in sentences: where, how sure, and where measurement ends and projection begins.
  package var sentence: String { found + projection + illBehaved }

  private var found: String {
    switch outcome {
    case .crossing:
      let interval = interval.map {
        " (\(Format.percent($0.level)) interval \(examples($0.lower)) to \(examples($0.upper)))"
      }
      return "Crossover: \(name(after)) overtakes \(name(before)) at about"
        + " \(size.map(examples) ?? "–") examples\(interval ?? "")."
    case .none:
      return "No crossover up to \(examples(upTo)) examples: \(name(after)) leads throughout."
    case .undetermined:
      return "Whether one overtakes the other up to \(examples(upTo)) examples is undetermined: the"
        + " learning curves cross in \(Format.percent(share)) of the bootstrap's draws."
    }
  }

  private var projection: String {
    guard upTo > Double(measured) else { return "" }
    return " Beyond \(Format.count(measured)) examples this is a projection, and beyond"
      + " \(examples(upTo)) nothing is said."
  }

  private var illBehaved: String {
    curves.filter(\.value.isIllBehaved).keys.sorted().map { architecture in
      " The curve of \(architecture.rawValue) gets worse with more data by more than chance, so it"
        + " is not continued."
    }.joined()
  }

  private func name(_ architecture: Architecture?) -> String {
    architecture?.rawValue ?? "neither"
  }

  private func examples(_ size: Double) -> String { Format.count(Int(size.rounded())) }
}
