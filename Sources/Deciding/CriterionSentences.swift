import Figures
import Profiles
import Records

/// The sentence of each criterion, which quotes the figures that it is made of.
struct CriterionSentences {
  let profile: Profile
  let basis: DecisionBasis
  let draws: FigureDraws

  var quality: String {
    let size = Format.count(basis.largestSize)
    let title = "\(basis.headline.title) at \(size) examples"
    guard basis.hasFewer(profile) else { return compared(basis.headline.id, title: title) }
    let values = Architecture.allCases.compactMap { architecture in
      basis.headlineEstimate(architecture, profile).map {
        "\(architecture.rawValue) \(Format.estimate($0, basis.headline.unit))"
      }
    }
    return "\(basis.headline.title) at the profile's"
      + " \(Format.count(profile.data.pairedExamples)) examples, read from the curves:"
      + " \(values.joined(separator: ", ")). \(compared(basis.headline.id, title: title))"
  }

  func labellingCost(_ labels: LabelNeed.Drawn, _ prices: LabelPrices) -> String {
    let need = Pair(
      endToEnd: median(labels.needs.map(\.endToEnd)), hybrid: median(labels.needs.map(\.hybrid)))
    let cost = prices.cost(need)
    func part(_ architecture: Architecture) -> String {
      let examples = Int(need[architecture].rounded())
      let (bound, remark) =
        switch examples {
        case ...labels.sizes.lowerBound: ("at most", ", the smallest size measured")
        case labels.sizes.upperBound...: ("about", ", where the comparison ends")
        default: ("about", "")
        }
      return "\(architecture.rawValue) needs \(bound) \(Format.count(examples)) examples ("
        + Format.value(cost[architecture], .euro) + ")" + remark
    }
    return "To the same quality \(part(.endToEnd)); \(part(.hybrid))."
  }

  func headroom(_ id: String, limit: Double) -> String {
    guard let figure = basis.figure(id) else { return "" }
    var parts: [String] = []
    for architecture in Architecture.allCases {
      guard let estimate = figure.estimates[architecture], estimate.value > 0 else { continue }
      let times = Format.significant(limit / estimate.value)
      parts.append("\(times) × below for \(architecture.rawValue)")
    }
    let bound = Format.setting(limit, figure.kind.unit)
    return compared(id) + " Against the limit of \(bound): \(Wording.list(parts))."
  }

  var interpretability: String {
    var sentences: [String] = []
    for (id, tests) in [
      (FigureID.necessity, \ExplanationEvidence.necessity),
      (FigureID.sufficiency, \ExplanationEvidence.sufficiency),
    ] where basis.figure(id) != nil {
      sentences.append(
        compared(id) { architecture in
          basis.explanation(architecture)?[keyPath: tests][.random].map {
            " (random \(Format.value($0.value, .dimensionless)))"
          } ?? ""
        })
    }
    for architecture in Architecture.allCases {
      guard let tests = basis.explanation(architecture) else {
        sentences.append("The reasons of \(architecture.rawValue) were not tested.")
        continue
      }
      if !tests.measurable {
        sentences.append(
          "\(tests.method) of \(architecture.rawValue) is not measurable: not told apart from"
            + " its controls, so its utility is 0.")
      }
    }
    return sentences.joined(separator: " ")
  }

  /// Both values, their contrast and what it means.
  func compared(
    _ id: String, title: String? = nil, beside: (Architecture) -> String = { _ in "" }
  ) -> String {
    guard let figure = basis.figure(id) else { return "\(id) was not measured." }
    let values = Architecture.allCases.compactMap { architecture in
      figure.estimates[architecture].map {
        "\(architecture.rawValue) \(Format.estimate($0, figure.kind.unit))\(beside(architecture))"
      }
    }
    let start =
      "\((title ?? figure.kind.title).capitalisedFirst): \(values.joined(separator: ", "))"
    guard let contrast = figure.contrast else { return start + "." }
    let scale = contrast.scale == .ratio ? "ratio" : "difference"
    return "\(start); \(scale) \(contrast.text(figure.kind.unit)), \(meaning(contrast, figure))."
  }

  private func meaning(_ contrast: Contrast, _ figure: ComparedFigure) -> String {
    let margin =
      contrast.scale == .ratio
      ? Format.percent(contrast.margin) : Format.setting(contrast.margin, figure.kind.unit)
    switch contrast.verdict {
    case .better: return "end-to-end is better"
    case .worse: return "hybrid is better"
    case .equivalent: return "equivalent within the margin of \(margin)"
    case .inconclusive: return "inconclusive"
    case nil: return "which carries no verdict"
    }
  }

  private func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    return values.sorted()[values.count / 2]
  }
}
