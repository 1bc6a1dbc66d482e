import Citations
import Figures
import Profiles
import Records

/// Leads from each conclusion to what it is made of.
struct Tracer {
  let facts: ChainFacts
  var decision: Decision { facts.decision }

  func trace(_ subject: Subject) -> Trace {
    switch subject {
    case .decision: return traceDecision()
    case .reason(let index):
      return statement(decision.reasons[index], "Reason", "/reasons/\(index)")
    case .doubt(let index): return statement(decision.doubts[index], "Doubt", "/doubts/\(index)")
    case .requirement(let index): return requirement(index)
    case .row(let index): return row(index)
    case .cell(let row, let isMeasured, let architecture):
      return isMeasured ? measured(row, architecture) : prior(row, architecture)
    case .criterion(let index): return criterion(index)
    case .checklist(let index): return checklist(index)
    case .crossover: return crossover()
    case .flip(let index): return flip(index)
    case .nextMeasurement: return nextMeasurement()
    case .figure(let id): return Trace(figures: [id])
    }
  }

  private func traceDecision() -> Trace {
    var trace = Trace()
    trace.cite(
      Citing.text(decision.outcome.rawValue, title: "Outcome", pointer: "/outcome"),
      Citing.text(decision.summary, title: "Summary", pointer: "/summary"))
    trace.follow(.outcome, .requirements)
    addRanking(to: &trace)
    for index in decision.requirements.indices where decision.requirements[index].vetoes {
      trace.rest(on: .requirement(index), requirement(index))
    }
    for index in decision.reasons.indices {
      trace.rest(on: .reason(index), self.trace(.reason(index)))
    }
    return trace
  }

  /// The shares of first ranks, and the criteria that make them.
  func addRanking(to trace: inout Trace) {
    guard let ranking = decision.acceptability else {
      trace.gaps.append("Too little was measured for a ranking.")
      return
    }
    trace.follow(.ranking)
    for (shares, title, key) in [
      (ranking.firstRank, "Share of first ranks", "firstRank"),
      (
        ranking.firstRankMeasured ?? [:], "Share of first ranks, measurements alone",
        "firstRankMeasured"
      ),
    ] {
      for architecture in Architecture.allCases {
        trace.cite(
          shares[architecture].map {
            decided($0, title, architecture, Format.percent($0), "/acceptability/\(key)")
          })
      }
    }
    trace.cite(
      Citing.count(
        ranking.draws, title: "Draws", standing: .decided, file: Citing.decision,
        pointer: "/acceptability/draws"))
    for index in ranking.criteria.indices { trace.rest(on: .criterion(index), criterion(index)) }
  }

  /// A number of the decision that stands under the name of an architecture.
  private func decided(
    _ value: Double, _ title: String, _ architecture: Architecture, _ printed: String,
    _ pointer: String, standing: Citation.Standing = .decided
  ) -> Citation {
    Citing.number(
      value, title: title, architecture, printed: printed, standing: standing,
      file: Citing.decision, pointer: "\(pointer)/\(architecture.rawValue)")
  }

  func requirement(_ index: Int) -> Trace {
    let result = decision.requirements[index]
    let place = "/requirements/\(index)"
    let unit = facts.evidence.placed(result.figure)?.figure.kind.unit ?? .dimensionless
    var trace = Trace(rules: [.requirements], figures: [result.figure])
    trace.cite(
      Citing.text(
        result.verdict.rawValue, title: "Verdict, \(result.architecture.rawValue)",
        pointer: "\(place)/verdict"),
      Citing.text(result.requirement, title: "Requirement", pointer: "\(place)/requirement"),
      Citing.number(
        result.limit, unit, title: "Limit", printed: Format.setting(result.limit, unit),
        standing: .given, file: Citing.decision, pointer: "\(place)/limit"),
      Citing.text(result.explanation, title: "Explanation", pointer: "\(place)/explanation"))
    return trace
  }

  private func criterion(_ index: Int) -> Trace {
    let criterion = facts.criteria[index]
    let place = "/acceptability/criteria/\(index)"
    var trace = Trace()
    trace.cite(
      Citing.number(
        criterion.weight, title: "Weight", printed: Format.percent(criterion.weight),
        standing: .decided, file: Citing.decision, pointer: "\(place)/weight"))
    for (utilities, title, key) in [
      (criterion.utilities, "Utility", "utilities"),
      (criterion.measured ?? [:], "Utility, measurements alone", "measured"),
    ] {
      for architecture in Architecture.allCases {
        trace.cite(
          utilities[architecture].map {
            decided($0, title, architecture, ChainFacts.utility($0), "\(place)/\(key)")
          })
      }
    }
    trace.cite(
      criterion.verdict.map {
        Citing.text($0.rawValue, title: "Verdict", pointer: "\(place)/verdict")
      }, Citing.text(criterion.basis, title: "Basis", pointer: "\(place)/basis"))
    trace.follow(.weights)
    trace.cite(ProfileCitations(facts.profile).priority(criterion.dimension))
    addMakings(of: criterion, to: &trace)
    if criterion.measured != nil { trace.follow(.criterionVerdict) }
    return trace
  }

  /// The figures, and the parts of the profile, that a criterion values.
  private func addMakings(of criterion: Acceptability.Criterion, to trace: inout Trace) {
    let profile = ProfileCitations(facts.profile)
    let headline = facts.evidence.timeFree.headline
    switch criterion.name {
    case "quality":
      trace.follow(.qualityValue)
      trace.cite(profile.indifference)
      trace.rest(onFigure: headline)
    case "labelling cost":
      trace.follow(.labellingCost)
      trace.cite(profile.pairedCost, profile.stageCost)
      trace.restsOnCurve = true
    case "latency headroom":
      trace.follow(.headroom)
      trace.cite(profile.budget)
      if let latency = facts.latency { trace.rest(onFigure: latency) }
    case "memory headroom":
      trace.follow(.headroom)
      trace.cite(profile.memory)
      trace.rest(onFigure: facts.memory)
    case "interpretability":
      trace.follow(.interpretability)
      trace.rest(onFigure: "necessity")
      trace.rest(onFigure: "sufficiency")
    default:
      trace.follow(.priorMatrix)
      trace.gaps.append("Nothing of it was measured: the prior stands in.")
    }
  }

  private func row(_ index: Int) -> Trace {
    let row = decision.matrix.rows[index]
    let place = "/matrix/rows/\(index)"
    var trace = Trace()
    trace.cite(
      row.mark.map { Citing.text($0, title: "Mark", pointer: "\(place)/mark") },
      row.disagreement.map {
        Citing.text($0, title: "Disagreement", pointer: "\(place)/disagreement")
      })
    if row.disagreement != nil { trace.follow(.disagreement) }
    for (isMeasured, cells) in [(false, row.prior), (true, row.measured)] {
      for architecture in Architecture.allCases where cells[architecture] != nil {
        let below = isMeasured ? measured(index, architecture) : prior(index, architecture)
        trace.rest(
          on: .cell(row: index, isMeasured: isMeasured, architecture), below)
        trace.follow(isMeasured ? .measuredCell : .priorMatrix)
      }
    }
    return trace
  }

  private func prior(_ index: Int, _ architecture: Architecture) -> Trace {
    let row = decision.matrix.rows[index]
    var trace = Trace(rules: [.priorMatrix])
    cite(row.prior[architecture], architecture, .prior, "/matrix/rows/\(index)/prior", &trace)
    for citation in ProfileCitations(facts.profile).behind(row.dimension) { trace.cite(citation) }
    trace.gaps.append("A prior comes from the profile alone: no figure and no record bears it.")
    return trace
  }

  private func measured(_ index: Int, _ architecture: Architecture) -> Trace {
    let row = decision.matrix.rows[index]
    var trace = Trace(rules: [.measuredCell])
    cite(
      row.measured[architecture], architecture, .measured, "/matrix/rows/\(index)/measured", &trace)
    for (place, criterion) in facts.criteria.enumerated()
    where criterion.dimension == row.dimension && criterion.measured != nil {
      trace.rest(on: .criterion(place), self.criterion(place))
    }
    return trace
  }

  private func cite(
    _ cell: DecisionMatrix.Cell?, _ architecture: Architecture, _ standing: Citation.Standing,
    _ pointer: String, _ trace: inout Trace
  ) {
    guard let cell else { return }
    let place = "\(pointer)/\(architecture.rawValue)"
    trace.cite(
      Citing.number(
        cell.utility, title: "Utility", architecture, printed: ChainFacts.utility(cell.utility),
        standing: standing, file: Citing.decision, pointer: "\(place)/utility"),
      Citing.text(cell.reason, title: "Why", standing: standing, pointer: "\(place)/reason"),
      Citing.text(cell.source, title: "Source", standing: standing, pointer: "\(place)/source"))
  }
}
