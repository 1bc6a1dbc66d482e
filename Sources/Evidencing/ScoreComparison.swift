import Figures
import Records
import Scores
import Statistics

/// One score of both architectures at one size: estimates, contrast, remarks.
struct ScoreComparison {
  let kind: FigureKind
  let table: SizeTable
  let margin: Double
  let plan: Plan

  struct Outcome {
    var estimates: [Architecture: Estimate] = [:]
    /// The score of each repetition.
    var replicates: [Architecture: [Replicate]] = [:]
    var contrast: Contrast?
    /// What the contrast's variance is made of.
    var components: VarianceComponents?
    var remarks: [String] = []
  }

  /// Scores by the crossed design where the score is a mean over items, else by the bootstrap.
  ///
  /// A score that has no value on these items, such as AUC where all outcomes are alike, becomes a
  /// remark.
  ///
  /// - Throws: ``EvidenceError`` where an answer lacks what the score reads.
  func outcome() throws(EvidenceError) -> Outcome {
    guard let score = ScoreCatalogue.score(kind.id) else {
      return Outcome(remarks: ["\(kind.id) is not a score of the catalogue and was left out."])
    }
    guard let first = table.architectures.flatMap(table.answers).first else { return Outcome() }
    do {
      let hasMeans = try score.strata(of: first.items) != nil
      var outcome = hasMeans ? try means(score) : try bootstrapped(score)
      for architecture in outcome.estimates.keys {
        outcome.replicates[architecture] = try table.answers(architecture).map { sheet in
          Replicate(unit: sheet.repetition, value: try score.value(of: sheet.items))
        }
      }
      return outcome
    } catch let error as ScoreError {
      switch error.code {
      case .noItems, .singleClass, .tooFewGroups: return Outcome(remarks: [sentence(error.message)])
      case .missingColumn, .lengthMismatch, .outOfRange:
        throw EvidenceError(
          code: .invalidAnswer, trial: nil, problem: "\(kind.id): \(error.message)",
          remedy: "delete the files of the trial that answered so, and resume the run")
      }
    } catch {
      return Outcome(remarks: [sentence("\(error)")])
    }
  }

  private func sentence(_ problem: String) -> String {
    "\(kind.title) at \(Format.count(table.size)) examples has no interval: \(problem)."
  }

  private func means(_ score: any Score) throws -> Outcome {
    var outcome = Outcome()
    var contributions: [Architecture: [[Stratum]]] = [:]
    for architecture in table.architectures {
      let sheets = table.answers(architecture)
      guard !sheets.isEmpty else { continue }
      let strata = try sheets.map { try score.strata(of: $0.items) ?? [] }
      contributions[architecture] = strata
      let values = transposed(strata.map { $0.map(\.contributions) })
      outcome.estimates[architecture] = kind.bounded(try CrossedDesign(strata: values).estimate())
    }
    guard table.isPaired, let one = contributions[.endToEnd], let other = contributions[.hybrid]
    else { return outcome }
    let differences = zip(one, other).map { pair in
      zip(pair.0, pair.1).map { strata in
        zip(strata.0.contributions, strata.1.contributions).map { $0 - $1 }
      }
    }
    let design = try CrossedDesign(strata: transposed(differences))
    outcome.contrast = contrast(design.estimate(), design.components)
    outcome.components = design.components
    return outcome
  }

  private func bootstrapped(_ score: any Score) throws -> Outcome {
    var outcome = Outcome()
    let draws = BootstrapCost.draws(table)
    var values: [Architecture: [Double?]] = [:]
    for architecture in table.architectures {
      let sheets = table.answers(architecture)
      guard let first = sheets.first else { continue }
      let resampled = ResampledScore(score, sheets.map(\.items))
      var known: [Double?] = []
      let bootstrap = try CrossedBootstrap(
        seeds: sheets.count, items: first.items.count, draws: draws, seed: plan.seed
      ) { seed, rows in
        let value = resampled.value(seed, rows)
        known.append(value)
        return value
      }
      values[architecture] = known
      outcome.estimates[architecture] = bootstrap.estimate().within(kind.range)
    }
    if draws < BootstrapCost.most {
      outcome.remarks.append(
        "Intervals come of \(Format.count(draws)) bootstrap draws, thinned for time.")
    }
    guard table.isPaired, let one = values[.endToEnd], let other = values[.hybrid],
      let first = table.answers(.hybrid).first
    else { return outcome }
    // The same seed draws the same rows in the same order, so the scores of both are at hand.
    var call = -1
    let bootstrap = try CrossedBootstrap(
      seeds: table.common.count, items: first.items.count, draws: draws, seed: plan.seed
    ) { _, _ in
      call += 1
      guard let one = one[call], let other = other[call] else { return nil }
      return one - other
    }
    outcome.contrast = contrast(bootstrap.estimate(), bootstrap.components)
    outcome.components = bootstrap.components
    return outcome
  }

  private func contrast(_ estimate: Estimate, _ components: VarianceComponents) -> Contrast {
    Judgement(kind: kind, carriesVerdict: table.carriesVerdict).difference(
      estimate, margin: margin
    ) { widths in
      Settlement.freshRun(
        components, testItems: plan.testItems, widths: widths,
        itemsAreGiven: plan.workload.data != nil)
    }
  }

  /// Seed, then stratum to stratum, then seed.
  private func transposed(_ bySeed: [[[Double]]]) -> [[[Double]]] {
    (bySeed.first ?? []).indices.map { stratum in bySeed.map { $0[stratum] } }
  }
}
