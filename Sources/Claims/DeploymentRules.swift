import Figures
import Records

/// The rules on the way from input to output, and on how many processes it takes: C1, C2, C7.
extension ClaimJudge {
  func path() -> Finding {
    let stages = facts.evidence.timed.stages ?? []
    let headline = facts.figure(facts.evidence.timeFree.headline)
    let measured =
      stages.map { stage in
        ClaimResult.Measurement(
          what: "time of an answer, \(stage.architecture.rawValue), \(stage.stage)",
          printed: "\(Format.estimate(stage.seconds, .seconds)), \(Format.percent(stage.share))",
          estimate: stage.seconds, source: "sessions")
      } + ClaimResult.Measurement.all(of: headline)
    let network = stages.filter { $0.architecture == .endToEnd }
    let hybrid = stages.filter { $0.architecture == .hybrid }
    guard !network.isEmpty, !hybrid.isEmpty, let headline,
      headline.estimates.count == Architecture.allCases.count
    else {
      return Finding(
        verdict: .inconclusive, explanation: "Not both architectures were served and scored.",
        measured: measured, settledBy: "a run in which a session of both completes")
    }
    guard network.count == 1, hybrid.count >= 3 else {
      return Finding(
        verdict: .doesNotHold,
        explanation:
          "End-to-end goes over \(network.count) stages, the hybrid over \(hybrid.count).",
        measured: measured)
    }
    let way = hybrid.map(\.stage).joined(separator: ", ")
    return Finding(
      verdict: .holds,
      explanation: "End-to-end is one part from raw input to output; the hybrid goes over \(way)."
        + " The paths are so by construction; time and score were measured.", measured: measured)
  }

  func services() -> Finding {
    guard let services = facts.evidence.timed.services,
      let memory = services.figure(ServicesEvidence.memory), let ratio = memory.networkToServices
    else {
      return lacking(StudyNames.services)
    }
    let measured = services.figures.flatMap { figure in
      self.measured(figure, processes: services.processes)
    }
    let own = memory.oneProcessToServices.map { contrast in
      " The hybrid in one process takes \(contrast.text(.dimensionless)) of the services' memory: so far"
        + " the saving is that of one process, whatever runs in it."
    }
    let share = " It takes \(ratio.text(.dimensionless)) of the services' memory."
    switch ratio.verdict {
    case .better:
      return Finding(
        verdict: .holds,
        explanation: "One process with the network takes less memory than \(services.processes)"
          + " with the hybrid." + share + (own ?? ""), measured: measured)
    case .worse, .equivalent:
      return Finding(
        verdict: .doesNotHold,
        explanation: "One process with the network takes no less memory than \(services.processes)"
          + " with the hybrid." + share + (own ?? ""), measured: measured)
    case .inconclusive, nil:
      return Finding(
        verdict: .inconclusive, explanation: "The interval does not tell." + share,
        measured: measured, settledBy: ratio.settledBy ?? "a fresh run of more effort")
    }
  }

  private func measured(
    _ figure: ServicesEvidence.Compared, processes: Int
  ) -> [ClaimResult.Measurement] {
    let deployments = [
      ("end-to-end, one process", figure.network), ("hybrid, one process", figure.oneProcess),
      ("hybrid, \(processes) processes", figure.services),
    ]
    return deployments.compactMap { name, estimate in
      estimate.map {
        ClaimResult.Measurement(
          what: "\(figure.kind.title), \(name)", printed: Format.estimate($0, figure.kind.unit),
          estimate: $0, source: figure.kind.id)
      }
    }
  }
}
