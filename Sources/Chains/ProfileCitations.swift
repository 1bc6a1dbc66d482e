import Citations
import Figures
import Profiles
import Records

/// The user's own statements that conclusions read, as the run understood them.
struct ProfileCitations {
  private let profile: Profile

  init(_ profile: Profile) { self.profile = profile }

  func priority(_ dimension: Dimension) -> Citation {
    let value =
      switch dimension {
      case .data: profile.priorities.data
      case .latency: profile.priorities.latency
      case .regulation: profile.priorities.regulation
      }
    return number(
      value, .dimensionless, "Priority of \(dimension.rawValue)",
      "/priorities/\(dimension.rawValue)")
  }

  var indifference: Citation {
    number(
      profile.quality.indifference, .dimensionless, "Indifference margin",
      "/quality/indifference")
  }

  var pairedCost: Citation {
    number(profile.data.pairedCost, .euro, "Price of a paired label", "/data/pairedCost")
  }

  var stageCost: Citation {
    number(profile.data.stageCost, .euro, "Price of a stage label", "/data/stageCost")
  }

  var budget: Citation {
    number(profile.latency.budget, .seconds, "Latency budget", "/latency/budget")
  }

  var memory: Citation? {
    profile.memory.map { number(Double($0), .bytes, "Memory limit", "/memory") }
  }

  /// What the prior cells of a dimension are made of.
  func behind(_ dimension: Dimension) -> [Citation] {
    switch dimension {
    case .data:
      [
        count(profile.data.pairedExamples, "Paired examples", "/data/pairedExamples"),
        count(profile.data.stageAnnotations, "Stage annotations", "/data/stageAnnotations"),
        pairedCost, stageCost,
        text(profile.data.distribution.rawValue, "Distribution", "/data/distribution"),
      ]
    case .latency: [budget]
    case .regulation:
      [
        text(
          profile.regulation.businessCritical ? "true" : "false", "Business-critical",
          "/regulation/businessCritical")
      ]
        + profile.regulation.regimes.enumerated().map { index, id in
          text(id, "Regime \(index + 1)", "/regulation/regimes/\(index)")
        }
    }
  }

  /// The guessed keys that a sentence quotes.
  func guesses(quotedIn sentence: String) -> [Citation] {
    (profile.unknown ?? []).enumerated().filter { sentence.contains("`\($1.rawValue)`") }
      .map { text($1.rawValue, "Guess", "/unknown/\($0)") }
  }

  private func number(
    _ value: Double, _ unit: Unit, _ title: String, _ pointer: String
  ) -> Citation {
    Citing.number(
      value, unit, title: title, printed: Format.setting(value, unit), standing: .given,
      file: Citing.profile, pointer: pointer)
  }

  private func count(_ value: Int, _ title: String, _ pointer: String) -> Citation {
    Citing.count(value, title: title, standing: .given, file: Citing.profile, pointer: pointer)
  }

  private func text(_ text: String, _ title: String, _ pointer: String) -> Citation {
    Citing.text(text, title: title, standing: .given, file: Citing.profile, pointer: pointer)
  }
}
