/// What a question may be about, as far as a run can say something of it.
package enum Topic: String, Sendable, Hashable, CaseIterable {
  case project
  case decision
  case reasons = "decision.reasons"
  case doubts = "decision.doubts"
  case robustness = "decision.robustness"
  case flips = "decision.flips"
  case next = "decision.next"
  case options
  case criteria
  case matrix
  case dataMatrix = "matrix.data"
  case latencyMatrix = "matrix.latency"
  case regulationMatrix = "matrix.regulation"
  case requirements
  case policy
  case priorities
  case regimes
  case checklist
  case data
  case labels = "data.labels"
  case split = "data.split"
  case plan
  case quality
  case curve = "quality.curve"
  case ceiling = "quality.ceiling"
  case calibration
  case fairness
  case latency
  case throughput
  case memory
  case model
  case training
  case explanations
  case explanationTime = "explanations.time"
  case explainedCase = "explanations.case"
  case failures
  case machines
  case validity
  case reproducibility

  /// What the key stands for, in one sentence.
  package var sentence: String {
    switch self {
    case .project: "What the system decides, as the profile says it."
    case .decision: "The outcome in one sentence."
    case .reasons: "Why the outcome is what it is, with the figures that bear each reason."
    case .doubts: "What speaks against trusting the decision, limits of the measurement included."
    case .robustness: "How often each architecture ranks first over figures and priorities."
    case .flips: "The smallest changes of priorities, limits or prices that change the outcome."
    case .next: "The measurement that would settle most."
    case .options: "The architectures that were compared, with size and stages of each."
    case .criteria: "The criteria of the ranking with weights and utilities."
    case .matrix: "The decision matrix: data, latency, regulation, prior beside measured."
    case .dataMatrix: "The matrix's row of data."
    case .latencyMatrix: "The matrix's row of latency."
    case .regulationMatrix: "The matrix's row of regulation."
    case .requirements: "Every requirement of the profile with its verdict for each architecture."
    case .policy: "The user's own thresholds for what regimes ask."
    case .priorities: "The weights of data, latency and regulation in the profile."
    case .regimes: "The regimes that the profile names, and what they ask of the choice."
    case .checklist:
      "What each regime of the profile asks for, what of the run answers it, and what is open."
    case .data: "Which data the figures come from, and how many examples and test items."
    case .labels: "How many labels the project has, and what one costs."
    case .split: "How training and test items were kept apart, and how often it was repeated."
    case .plan: "Trials, sizes, seeds and sessions, as they were fixed before the run."
    case .quality: "Every score of both architectures with its interval and comparison."
    case .curve: "The headline score by the number of examples trained on."
    case .ceiling: "The best score that any answerer reaches in the long run, where it is known."
    case .calibration: "How far predicted probabilities can be taken at their word."
    case .fairness: "The disparate-impact ratio, and the policy for it."
    case .latency: "Latency at each percentile, and the budget."
    case .throughput: "Answers a second when all items come at once."
    case .memory: "Resident memory before, after and while serving, and the limit."
    case .model: "Parameters and size of the model files."
    case .training: "Time, steps and memory of training, and trials that were stopped."
    case .explanations: "Tests of the named reasons, beside their controls."
    case .explanationTime: "The time that the reasons of one decision take."
    case .explainedCase: "One decision as each architecture explains it."
    case .failures: "Trials and items that failed, with their causes."
    case .machines: "The machines, libraries and versions that measured."
    case .validity: "Whether the measurement of times can be trusted, and what to do."
    case .reproducibility: "Seed, version and commands by which the run is repeated and checked."
    }
  }

  /// Who usually knows what the run does not.
  package var person: String {
    switch self {
    case .project, .priorities, .requirements, .policy: "the product owner"
    case .regimes, .checklist, .regulationMatrix: "the compliance officer"
    case .data, .labels, .split, .dataMatrix: "the data steward"
    case .fairness: "the fairness or compliance reviewer"
    case .latency, .throughput, .memory, .machines, .validity, .latencyMatrix:
      "the engineer who runs the service"
    default: "the developer of the model"
    }
  }

  /// The part before the first dot: topics of one family answer related questions.
  var family: String { String(rawValue.prefix { $0 != "." }) }
}
