import Figures
import Profiles
import Records

/// What was measured at the size that the profile declares, for the parts of a decision that rest on it.
struct ProductionSize {
  let evidence: DeploymentEvidence?
  /// The numbers of parameters that the run's sessions declare.
  let declared: [Architecture: Int]

  init(plan: Plan, evidence: DeploymentEvidence?) {
    self.evidence = evidence
    declared = plan.sessions.lazy.compactMap(\.declared).first ?? [:]
  }

  /// Whether latency and memory rest on a declared size rather than on the trained models'.
  var isDeclared: Bool { !declared.isEmpty }

  /// The id of the figure that speaks for one of latency, memory or time to explain.
  func id(_ sample: String) -> String {
    isDeclared ? DeploymentEvidence.prefix + sample : sample
  }

  func isSaturated(_ architecture: Architecture) -> Bool {
    evidence?.saturated.contains(architecture) ?? false
  }

  /// Whether it kept up on average but not in every session, so that no latency is known.
  func isOverloaded(_ architecture: Architecture) -> Bool {
    evidence?.overloaded.contains(architecture) ?? false
  }

  /// What was served, a clause such as `measured at 120M parameters with random weights`.
  func clause(_ architecture: Architecture) -> String {
    let served = evidence?.served.first { $0.architecture == architecture }
    guard let model = served?.model else { return "measured at the size of the trained model" }
    return "measured at \(Format.parameters(model.parameters)) parameters with random weights"
  }

  /// Why there is no latency, for the architectures that are saturated.
  func saturation(_ latency: Profile.LatencySection) -> [String] {
    Architecture.allCases.filter(isSaturated).map { architecture in
      "\(architecture.rawValue.capitalisedFirst) is saturated: \(overload(architecture, latency))."
    }
  }

  /// How much of its time arrivals ask of a saturated architecture.
  func overload(_ architecture: Architecture, _ latency: Profile.LatencySection) -> String {
    let load = self.load(architecture).map { Format.estimate($0, .dimensionless) } ?? "all"
    let asked = "\(Wording.load(latency.scenario)) ask for \(load) times what it can do on one core"
    return isOverloaded(architecture)
      ? "\(asked), and in some session for more than all of it, so no latency is given"
      : "\(asked), so its queue grows without end"
  }

  func load(_ architecture: Architecture) -> Estimate? {
    evidence?.figures.first { $0.kind.id == DeploymentEvidence.load }?.estimates[architecture]
  }

  /// That no model was both trained and of the declared size; nil where none is declared.
  var doubt: Decision.Statement? {
    guard let evidence, !evidence.served.allSatisfy({ $0.model == nil }) else { return nil }
    let sizes = evidence.served.compactMap { served in
      served.model.map { "\(served.architecture.rawValue) \(Format.parameters($0.parameters))" }
    }
    return .init(
      "Latency and memory are those of models of production size with random weights (parameters:"
        + " \(Wording.list(sizes))); quality and explanations are those of the smaller models that"
        + " were trained. No model was both.", rule: .production)
  }
}
