import ArgumentParser
import Measuring
import Regimes
import Reporting
import Schema

/// The command `regimes`, which lists the catalogue of regimes, or what one of them asks for.
struct RegimesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regimes",
    abstract: "List the regimes that a profile may name, or what one of them asks for.",
    discussion: """
      Example: assay regimes gdpr/22

      Each demand has its place in the text, what of a run answers it, or what only you can supply. \
      A run's report and decision.md hold the checklist of the regimes that its profile names. It is \
      a list of what to look at, not legal advice.
      """)

  @Argument(help: "The id of a regime, such as gdpr/22; without it, all are listed.")
  var id: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      guard let id else {
        if json {
          try Terminal.show(json: RegimeCatalogue.all.map(RegimeEntry.init))
        } else {
          Terminal.show(RegimesDocument.list(RegimeCatalogue.all))
        }
        return
      }
      guard let regime = RegimeCatalogue.regime(id) else {
        let near =
          NearestName.of(id, in: RegimeCatalogue.ids)
          .map { "did you mean '\($0)'? " } ?? ""
        throw ValidationError(
          "The catalogue has no regime '\(id)'; \(near)'assay regimes' lists them.")
      }
      if json, let withdrawal = RegimesDocument.withdrawal(regime) {
        StandardError.write("warning: \(regime.id): \(withdrawal)\n")
      }
      if json {
        try Terminal.show(json: RegimeEntry(regime))
      } else {
        Terminal.show(RegimesDocument.document(regime))
      }
    }
  }
}

/// A regime as JSON has it.
private struct RegimeEntry: Encodable {
  struct Demand: Encodable {
    let id: String
    let asks: String
    let place: String
    let standing: String
    let checkedOn: String
    let answers: [Answer]
  }

  struct Answer: Encodable {
    /// `figure`, `document` or `yours`.
    let kind: String
    let answer: String
    /// The key of the profile's policy.
    var policy: String?
    /// The threshold of the checklist where the policy sets none, in the figure's unit.
    var defaultThreshold: Double?
  }

  let id: String
  let title: String
  let demand: String
  let jurisdiction: String
  let source: String
  let standing: String
  let caveat: String
  let demandsExplanation: Bool
  let effectiveFrom: String?
  let withdrawnOn: String?
  let supersededBy: String?
  let checkedOn: String
  let demands: [Demand]

  init(_ regime: Regime) {
    id = regime.id
    title = regime.title
    demand = regime.demand
    jurisdiction = regime.jurisdiction
    source = regime.source
    standing = regime.standing.rawValue
    caveat = regime.caveat
    demandsExplanation = regime.demandsExplanation
    effectiveFrom = regime.effectiveFrom
    withdrawnOn = regime.withdrawnOn
    supersededBy = regime.supersededBy
    checkedOn = regime.checkedOn
    demands = regime.demands.map { demand in
      Demand(
        id: demand.id, asks: demand.asks, place: demand.place, standing: demand.standing.rawValue,
        checkedOn: demand.checkedOn, answers: demand.answers.map(Answer.init))
    }
  }
}

extension RegimeEntry.Answer {
  fileprivate init(_ answer: Regime.Demand.Answer) {
    switch answer {
    case .figure(let figure):
      self.init(
        kind: "figure", answer: figure.title, policy: figure.key,
        defaultThreshold: figure.defaultThreshold)
    case .document(let document): self.init(kind: "document", answer: document.place)
    case .user(let what): self.init(kind: "yours", answer: what)
    }
  }
}
