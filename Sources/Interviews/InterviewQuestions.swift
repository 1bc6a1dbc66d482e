import Records

/// The questions of the interview, in their order.
enum InterviewQuestions {
  static func all(workloads: [WorkloadDescriptor]) -> [InterviewQuestion] {
    project(workloads) + data + latency + regulation + limits + priorities
  }

  private static func project(_ workloads: [WorkloadDescriptor]) -> [InterviewQuestion] {
    let list = workloads.map { "\($0.name): \($0.summary)" }.joined(separator: "\n")
    return [
      InterviewQuestion(
        "name", "What is the project called?",
        reason: "Runs and reports carry the name.",
        help: "At most 64 letters, digits, '.', '_' and '-', such as consumer-credit.",
        isRequired: true),
      InterviewQuestion(
        "summary", "What does the system decide, in one sentence?",
        reason: "The decision record and filled questionnaires begin with it.",
        help: "Such as: Approve or refuse consumer loans at a regional bank."),
      InterviewQuestion(
        "workload", "Which task is most like yours?",
        reason: "Both architectures are trained and measured on it.",
        help: list + "\nYour own data are named in the profile later, see docs/profile.md.",
        suggestion: workloads.first?.name, isRequired: true),
    ]
  }

  private static let data = [
    InterviewQuestion(
      "data.paired-examples", "How many inputs with their final label do you have?",
      reason: "Networks need more of them than stages do: it moves the data row most.",
      help: "A count such as 900, 120k or 1.5M: raw inputs with the answer that is wanted.",
      suggestion: "10k", isRequired: true),
    InterviewQuestion(
      "data.stage-annotations", "How many labels for single stages do you have?",
      reason: "A hybrid learns its stages from them.",
      help: "Labels of intermediate results, such as marked words or segments; 0 for none.",
      suggestion: "0"),
    InterviewQuestion(
      "data.distribution", "Do the examples lie in one place, or scattered over their owners?",
      reason: "Scattered data favour stages that are learned apart.",
      help: "central: one place. scattered: over branches, clinics or devices.",
      suggestion: "central"),
    InterviewQuestion(
      "data.labelling-cost.paired", "What does one input with its final label cost?",
      reason: "Needing fewer examples is worth what they cost.",
      help: "An amount in euro such as 4.00 EUR; 0 EUR where labels come for free.",
      suggestion: "0 EUR"),
    InterviewQuestion(
      "data.labelling-cost.stage", "What does one stage label cost?",
      reason: "A hybrid may trade dear labels for cheap ones.",
      help: "An amount in euro such as 0.40 EUR.", suggestion: "0 EUR"),
  ]

  private static let latency = [
    InterviewQuestion(
      "latency.budget", "How long may an answer take?",
      reason: "An architecture that misses the budget is ruled out.",
      help: "A duration such as 250 us, 80 ms or 2 s.", suggestion: "100 ms", isRequired: true),
    InterviewQuestion(
      "latency.at", "Which share of the answers must keep it?",
      reason: "The slowest answers, not the usual ones, break a budget.",
      help: "p50, p90, p95, p99 or p99.9.", suggestion: "p99"),
    InterviewQuestion(
      "latency.scenario", "How do queries arrive?",
      reason: "Waiting in a queue counts where they come at random times.",
      help: "single-stream: one after the other. server: at random times, at a rate."
        + " offline: all at once.",
      suggestion: "single-stream"),
    InterviewQuestion(
      "latency.rate", "How many queries arrive a second?",
      reason: "The queue grows with the load.", help: "A rate such as 50/s.", suggestion: "50/s"),
  ]

  private static let regulation = [
    InterviewQuestion(
      "regulation.business-critical", "Can a wrong answer do serious harm?",
      reason: "What can do harm has to be understood.",
      help: "true or false: harm to people or to the business.", suggestion: "false"),
    InterviewQuestion(
      "regulation.regimes", "Which rules does the system stand under?",
      reason: "Some demand that single decisions be explained.",
      help: "Ids of the catalogue in docs/profile.md, with commas between: gdpr/22, ecoa/reg-b;"
        + " none for none.",
      suggestion: "none"),
  ]

  private static let limits = [
    InterviewQuestion(
      "resources.memory", "How much memory may a serving candidate take?",
      reason: "A candidate over the limit is ruled out.",
      help: "A size such as 512 MiB; none for no limit."),
    InterviewQuestion(
      "quality.target", "What is the least acceptable headline score?",
      reason: "A candidate below it is ruled out.",
      help: "A number in the workload's headline score, such as 0.78 of AUC; none for none."),
    InterviewQuestion(
      "quality.indifference", "Which difference of the headline score does not matter?",
      reason: "Smaller differences count as equal.", help: "A number above 0, such as 0.005.",
      suggestion: "0.005"),
    InterviewQuestion(
      "policy.necessity", "How necessary must named reasons be, by your own policy?",
      reason: "Laws set no number: a threshold is yours or there is none.",
      help: "A share from 0 to 1: how often the decision changes when what a reason names does;"
        + " none for none."),
    InterviewQuestion(
      "policy.disparate-impact", "Which disparate-impact ratio is the least, by your own policy?",
      reason: "It is checked where the data have a protected column.",
      help: "A ratio from 0 to 1; the four-fifths rule of thumb is 0.8; none for none."),
  ]

  private static let priorities = ["data", "latency", "regulation"].map { dimension in
    InterviewQuestion(
      "priorities.\(dimension)", "How much does \(dimension) weigh?",
      reason: "The ranking draws its weights around the three priorities.",
      help: "A number from 0 to 1000; only the proportions of the three count.", suggestion: "1")
  }
}
