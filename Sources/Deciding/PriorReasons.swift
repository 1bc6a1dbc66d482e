import Figures
import Profiles
import Records

/// The one sentence of each prior cell, which quotes the profile's own values.
struct PriorReasons {
  let profile: Profile
  let regimes: [RegimeDemand]
  let usesStageAnnotations: Bool

  func reason(_ dimension: Dimension, _ architecture: Architecture, _ utility: Double) -> String {
    switch dimension {
    case .data: data(architecture, utility)
    case .latency: latency(architecture)
    case .regulation: regulation(architecture)
    }
  }

  private func data(_ architecture: Architecture, _ utility: Double) -> String {
    let data = profile.data
    let examples = Format.count(data.pairedExamples) + " paired examples"
    let place = data.distribution == .scattered ? "scattered" : "in one place"
    switch architecture {
    case .endToEnd:
      let judged =
        utility >= PriorReasons.suited
        ? "are enough for a network" : "leave a network short of what the claims ask"
      return "\(examples), \(place), \(judged) (200,000 pairs did what 50,000 annotations did)."
    case .hybrid where !usesStageAnnotations:
      let judged = utility >= PriorReasons.suited ? "suit stages" : "are few even for stages"
      return "\(examples), \(place), \(judged); this workload's hybrid learns from no stage labels,"
        + " so their number and price count for neither."
    case .hybrid:
      let ratio = Double(data.stageAnnotations) / Double(max(1, data.pairedExamples))
      let supply =
        data.stageAnnotations == 0
        ? "no stage annotations" : "\(Format.significant(ratio)) stage annotations to each"
      return "\(examples), \(place), with \(supply)\(price), "
        + (utility >= PriorReasons.suited ? "suit stages." : "give stages little to learn from.")
    }
  }

  private var price: String {
    let ratio = profile.data.priceRatio
    guard ratio.isFinite, profile.data.pairedCost > 0 else { return "" }
    return " and a paired label at the price of \(Format.significant(ratio)) stage labels"
  }

  private func latency(_ architecture: Architecture) -> String {
    let budget = Wording.budget(profile.latency)
    let seconds = profile.latency.budget
    switch architecture {
    case .endToEnd:
      return seconds <= 0.1
        ? "A budget of \(budget) is below 100 ms, where the claims name one network."
        : "A budget of \(budget) is above 100 ms, below which the claims name one network."
    case .hybrid:
      return seconds >= 1
        ? "A budget of \(budget) is the second or more for which stages will do."
        : "A budget of \(budget) is tighter than the second for which stages will do."
    }
  }

  private func regulation(_ architecture: Architecture) -> String {
    let critical =
      profile.regulation.businessCritical
      ? "The system is business-critical" : "The system is not business-critical"
    let explaining = PriorMatrix.explaining(profile, regimes)
    let demand: String
    switch explaining.count {
    case 0: demand = "no regime named in the profile demands explanation"
    case 1: demand = "\(explaining[0].id) demands explanation"
    default:
      demand =
        "\(explaining.count) regimes demand explanation ("
        + explaining.map(\.id).joined(separator: ", ") + ")"
    }
    let hard = profile.regulation.businessCritical || !explaining.isEmpty
    switch architecture {
    case .endToEnd:
      return "\(critical) and \(demand), "
        + (hard
          ? "which speaks against a network that must be explained afterwards."
          : "so a network need not explain itself.")
    case .hybrid:
      return "\(critical) and \(demand), "
        + (hard
          ? "which stages with a readable trace answer."
          : "so a readable trace is asked by no one.")
    }
  }

  /// The utility from which on a data cell speaks for its architecture.
  private static let suited = 0.5
}
