package import Records

/// The rules by which a run concludes, each with the place that describes it.
package enum MethodRule: CaseIterable, Sendable {
  case priorMatrix
  case requirements
  case ranking
  case qualityValue
  case labellingCost
  case headroom
  case interpretability
  case weights
  case measuredCell
  case criterionVerdict
  case outcome
  case timeToExplain
  case beyondMeasured
  case disagreement
  case guess
  case comparison
  case scores
  case reasons
  case times
  case production
  case trials
  case sessions
  case failures
  case stoppedTraining
  case corpus
  case checklist
  case crossover
  case flips
  case nextMeasurement
  case study

  /// The rule in words; its numbers stand in the section.
  package var rule: Chain.Rule {
    let (section, paragraph) = place
    return Chain.Rule(
      text: text, document: self == .guess ? "docs/profile.md" : "docs/method.md",
      section: section, paragraph: paragraph)
  }

  private var place: (section: String, paragraph: String?) {
    switch self {
    case .priorMatrix: ("The prior matrix", nil)
    case .requirements: ("Deciding", "Requirements veto")
    case .ranking, .qualityValue, .labellingCost, .headroom, .interpretability, .weights,
      .measuredCell, .beyondMeasured:
      ("Deciding", "Acceptability")
    case .criterionVerdict, .timeToExplain: ("Deciding", "What a criterion says")
    case .outcome: ("Deciding", "Outcome")
    case .disagreement: ("Deciding", "Disagreement")
    case .guess: ("What you do not know", "The decision doubts it")
    case .comparison: ("Verdicts, and what would settle them", nil)
    case .scores: ("Scores", nil)
    case .reasons: ("Named reasons", nil)
    case .times: ("Times, memory and steps", nil)
    case .production: ("Production size", nil)
    case .trials: ("Trials", nil)
    case .sessions: ("Sessions", nil)
    case .failures: ("What is compared", "Failed items")
    case .stoppedTraining: ("What is compared", "Training that its budget stopped")
    case .corpus: ("Trials", "Test items")
    case .checklist: ("Deciding", "The checklist of the regimes")
    case .crossover: ("Learning curves and crossover", nil)
    case .flips: ("Deciding", "What would change it")
    case .nextMeasurement: ("Deciding", "What to measure next")
    case .study: ("Studies", nil)
    }
  }

  private var text: String {
    switch self {
    case .priorMatrix:
      "A prior cell is made from the profile alone, by curves through the anchors of the claims."
    case .requirements:
      "A requirement is met where the figure's whole interval keeps to the limit, unmet where all of"
        + " it misses, else inconclusive; what is unmet rules the architecture out."
    case .ranking:
      "The ranking draws figures from their intervals and weights around the priorities; the share of"
        + " first ranks is how often each architecture comes first (SMAA)."
    case .qualityValue:
      "The utility of quality is a logistic of the difference over the indifference margin."
    case .labellingCost:
      "Labelling cost compares what labels cost up to the same quality, read from the learning curves"
        + " at the profile's prices."
    case .headroom:
      "Headroom is the logarithm of the limit over the figure, from nothing at the limit to full far"
        + " below it."
    case .interpretability:
      "Interpretability is the mean of necessity and sufficiency, each as the share of the way from"
        + " reasons named at random to perfect ones; nothing where not measurable."
    case .weights:
      "A dimension's priority is shared equally among its criteria; the ranking draws the weights"
        + " around that."
    case .measuredCell:
      "A measured cell is the mean of the measured utilities of its dimension's criteria."
    case .criterionVerdict:
      "A criterion of one figure carries that figure's verdict; one of several takes its verdict from"
        + " the draws. Only a conclusive one is a reason; another is said to lean."
    case .outcome:
      "Requirements rule out first; what is left is ranked, and each open requirement is taken both"
        + " ways: where these lead to different outcomes, it cannot be told yet."
    case .timeToExplain:
      "The time to explain carries no weight; it is stated unless it is equivalent."
    case .beyondMeasured:
      "Where the profile's data lie far beyond the largest size measured, the prior takes a share of"
        + " the ranking's draws, and the row is marked."
    case .disagreement:
      "Prior and measurement disagree where they prefer different architectures, each clearly."
    case .guess:
      "Each guess of the profile is tried at other values, and the decision is made anew from the"
        + " same measurements."
    case .comparison:
      "A comparison is equivalent where its whole interval lies within the margin, better or worse"
        + " where it excludes no difference, else inconclusive."
    case .scores:
      "Scores are those of all test items at the largest size, with both seeds and items as sources"
        + " of chance."
    case .reasons:
      "Necessity, sufficiency and both at once are means over explained decisions, clustered by repetition and by"
        + " decision, and held against three controls."
    case .times:
      "Every session, or every repetition, gives one value; mean and interval are of their logarithms."
        + " Tails under load pool the queries of all sessions."
    case .production:
      "Where the profile declares a size, models of about so many parameters with random weights are"
        + " served in sessions of their own; latency and memory are measured on them."
    case .trials:
      "A trial trains one candidate in a process of its own; its seed comes from the plan's seed, the"
        + " repetition and the fold."
    case .sessions:
      "A session serves the saved models of one repetition in alternation, and says what weakens its"
        + " figures."
    case .failures: "Failed items hold the constant prediction and stay in the score."
    case .stoppedTraining:
      "Trials that their budget stopped leave the numbers and take the verdict."
    case .checklist:
      "A line is met where the run holds the document, or the figure's whole interval keeps to the"
        + " threshold of the profile's policy, else to assay's default; it is no legal advice."
    case .corpus: "Without the user's own table, items are drawn from the workload's corpus."
    case .crossover:
      "The crossover is the last size at which the fitted learning curves change their order; its"
        + " interval comes of curves fitted anew to draws of the seeds' scores."
    case .flips:
      "One part of the profile is changed, the others fixed, and the decision made anew with the same"
        + " draws; the nearest value with another outcome is a flip."
    case .nextMeasurement:
      "Of all open questions, that is named whose answer would move the outcome most."
    case .study:
      "A study repeats trials with one thing varied, same seeds and same test items; what it shows is"
        + " made of the verdicts of its comparisons."
    }
  }
}
