/// What reviews ask and no run knows.
enum HumanTopic: String, Sendable, Hashable, CaseIterable {
  case ownership
  case monitoring
  case oversight
  case privacy
  case security
  case legal
  case operations
  case change
  case business
  case vendor
  case collection

  var why: String {
    switch self {
    case .ownership: "Who is responsible and who approves is decided by people, not measured."
    case .monitoring: "What happens in production, and how it is watched, no run before it knows."
    case .oversight: "How people oversee and override the system is no matter of measurement."
    case .privacy: "Legal basis, consent and retention of personal data are not in a run."
    case .security: "Access, attacks and their defence were not tested."
    case .legal: "Conformity, contracts and law are for a person to judge."
    case .operations: "Deployment, recovery and integration are not in a run."
    case .change: "How changes and versions are managed after this run is not in it."
    case .business: "Purpose, users and benefit are stated by people, not measured."
    case .vendor: "What comes from third parties is not in a run."
    case .collection: "How the project's data were collected and labelled is not in a run."
    }
  }

  var person: String {
    switch self {
    case .ownership: "the model owner"
    case .monitoring, .operations: "the engineer who runs the service"
    case .oversight: "the head of the department that uses it"
    case .privacy: "the data protection officer"
    case .security: "the security officer"
    case .legal: "the legal department"
    case .change: "the developer of the model"
    case .business: "the product owner"
    case .vendor: "the procurement or vendor manager"
    case .collection: "the data steward"
    }
  }
}
