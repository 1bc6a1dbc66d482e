/// A hypothesis of the article that this project puts to the test.
package struct Claim: Sendable, Hashable {
  /// The id, such as `C12`.
  package let id: String
  /// What is claimed, in one sentence or phrase.
  package let text: String
  /// The figure that the article gives: never a measurement of ours.
  package let articleFigure: String?
  /// The workload that tests it, or what of every workload does.
  package let testedBy: String
  package let test: Test

  /// Whether a rule tests the claim.
  package var isTested: Bool { if case .rule = test { true } else { false } }

  /// How a claim is tested.
  package enum Test: Sendable, Hashable {
    /// By a rule over the evidence of a run, and the studies that the run has to have.
    case rule(ClaimRule)
    /// Not yet: what it waits for.
    case waits(String)
  }

  init(
    _ id: String, _ text: String, article: String? = nil, by testedBy: String, _ test: Test
  ) {
    self.id = id
    self.text = text
    articleFigure = article
    self.testedBy = testedBy
    self.test = test
  }
}

/// The rules by which claims are judged from a run.
package enum ClaimRule: String, Sendable, CaseIterable {
  case path
  case structure
  case services
  case regularisation
  case convergence
  case reasons
  case data
  case latency
  case regulation
  case mix

  /// The studies that a run needs for all of the rule.
  package var studies: [String] {
    switch self {
    case .regularisation: ["regularisation"]
    case .data: ["sites"]
    case .mix: ["stages"]
    case .services: ["services"]
    case .path, .structure, .convergence, .reasons, .latency, .regulation: []
    }
  }

  /// When a claim holds here, and when it does not.
  package var criterion: String {
    switch self {
    case .path:
      "Holds where the network is one part from raw input to output and the hybrid goes over three stages"
        + " or more; does not hold where it is otherwise; open where not both were served and scored. The"
        + " paths are so by construction: what is measured is what each stage takes of an answer, and"
        + " how well each architecture does."
    case .services:
      "Holds where the network in one process takes less memory (heap and stacks) than the hybrid with"
        + " a service for each stage, by the whole interval of the ratio and beyond its margin; does not"
        + " hold where it takes more or as much. What the hybrid takes in one process stands beside it:"
        + " a saving that it has too is that of one process, not of the network."
    case .structure:
      "Holds where all of end-to-end's parameters lie in one part, the hybrid's in two or more, and"
        + " the hybrid's named reasons are told apart from their controls; does not hold where the"
        + " parts are otherwise; open where the reasons are not told apart."
    case .regularisation:
      "Holds where the network without weight decay, dropout, normalisation and early stopping is"
        + " worse than with them, by the whole interval of the headline score's difference; does not"
        + " hold where it is better or equal within the margin. The hybrid's own regularisation is"
        + " not varied."
    case .convergence:
      "Holds where end-to-end takes more training steps to the same quality, by the whole interval of"
        + " the ratio and beyond its margin; does not hold where it takes fewer or as many. Where a run"
        + " has only steps to each one's own plateau: holds where end-to-end takes more and its"
        + " headline score is worse or equal; does not hold where it takes fewer or as many and its"
        + " score is better or equal; open otherwise."
    case .reasons:
      "Holds where the hybrid's named reasons are necessary and sufficient more often than"
        + " end-to-end's, by the whole interval of the difference; does not hold where they are so"
        + " less often, or as often within the margin. Both must be told apart from their controls."
    case .data:
      "Three parts. Large paired data: holds where end-to-end is better at the largest size, or"
        + " overtakes; it is open where that is not seen below 50,000 examples, which the article's"
        + " sizes begin with. Scattered data: holds where the hybrid is better when each site trains"
        + " alone. Dear labels: holds where the hybrid's labels up to the same quality cost less. The"
        + " claim holds where all parts do, and does not where one does not."
    case .latency:
      "Holds where end-to-end keeps 100 ms at the 99th percentile and the hybrid does not, by whole"
        + " intervals; does not hold where the hybrid keeps it too, or end-to-end does not."
    case .regulation:
      "Holds where the hybrid's interpretability (necessity and sufficiency of named reasons against"
        + " naming at random) is better in 97.5 % of the draws; does not hold where it is worse or"
        + " equal."
    case .mix:
      "Holds where at least one hybrid with some stages learned and the others kept is better than or"
        + " equal to both ends, the hybrid as it is and end-to-end; does not hold where each such"
        + " mix is worse than one of them."
    }
  }
}
