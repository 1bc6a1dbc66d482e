package import Figures

/// A way to explain a decision, tried on every architecture that has it.
package enum ExplanationMethod: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// The candidate's own, which explains in serving.
  case own
  case localSurrogate = "local-surrogate"
  case kernelSHAP = "kernel-shap"
  case occlusion
  case integratedGradients = "integrated-gradients"
}

/// What a way to explain is tested for.
package enum ExplanationTest: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Share of interventions on the named inputs after which the decision changed.
  case necessity
  /// Share of interventions on all other inputs after which the decision stood.
  case sufficiency
  /// Share of references with which the named inputs were necessary and sufficient at once.
  case both
  /// The score that is left while inputs are taken away, the most important first; lower is better.
  case deletion
  /// The score that is reached while inputs are put in, the most important first.
  case insertion
  /// R² of the sum of contributions over coalitions that were not used to find them.
  case fidelity
  /// The share of named inputs that are named again after a small change.
  case stability
  /// The share of named inputs that are among the truly most important ones.
  case agreement
}

/// One way to explain, tested on some of a trial's adverse decisions.
package struct MethodTests: Codable, Sendable, Equatable {
  /// One explained decision.
  package struct Item: Codable, Sendable, Equatable {
    package var id: String
    /// Inputs that were named.
    package var size: Int
    /// What each test gave, for the explanation and for the controls that the test has; a test that
    /// does not apply is left out.
    package var results: [ExplanationTest: [ExplanationTests.Namer: Double]]

    package init(
      id: String, size: Int, results: [ExplanationTest: [ExplanationTests.Namer: Double]]
    ) {
      self.id = id
      self.size = size
      self.results = results
    }
  }

  package var method: ExplanationMethod
  /// The method with its settings, such as `KernelSHAP, 256 coalitions`.
  package var name: String
  package var items: [Item]

  package init(method: ExplanationMethod, name: String, items: [Item]) {
    self.method = method
    self.name = name
    self.items = items
  }
}

/// How long one way to explain took in a trial.
package struct MethodTime: Codable, Sendable, Equatable {
  package var method: ExplanationMethod
  /// The median seconds of one explanation, the answer itself not counted.
  package var seconds: Double
  /// The explanations that it is the median of.
  package var explanations: Int

  package init(method: ExplanationMethod, seconds: Double, explanations: Int) {
    self.method = method
    self.seconds = seconds
    self.explanations = explanations
  }
}

/// One way to explain as it fared on one architecture.
package struct MethodEvidence: Codable, Sendable, Equatable {
  /// One test, with its controls.
  package struct Outcome: Codable, Sendable, Equatable {
    package var estimates: [ExplanationTests.Namer: Estimate]
    /// Whether the explanation is told apart from all three controls; nil of a test without them.
    package var measurable: Bool?

    package init(estimates: [ExplanationTests.Namer: Estimate], measurable: Bool?) {
      self.estimates = estimates
      self.measurable = measurable
    }
  }

  package var architecture: Architecture
  package var method: ExplanationMethod
  /// The method with its settings, such as `KernelSHAP, 256 coalitions`.
  package var name: String
  package var decisions: Int
  /// Named inputs of a decision, on average.
  package var size: Double
  package var outcomes: [ExplanationTest: Outcome]

  package init(
    architecture: Architecture, method: ExplanationMethod, name: String, decisions: Int,
    size: Double, outcomes: [ExplanationTest: Outcome]
  ) {
    self.architecture = architecture
    self.method = method
    self.name = name
    self.decisions = decisions
    self.size = size
    self.outcomes = outcomes
  }
}

/// How long one way to explain takes on one architecture, in seconds an explanation.
package struct MethodTimeEvidence: Codable, Sendable, Equatable {
  package var architecture: Architecture
  package var method: ExplanationMethod
  package var seconds: Estimate

  package init(architecture: Architecture, method: ExplanationMethod, seconds: Estimate) {
    self.architecture = architecture
    self.method = method
    self.seconds = seconds
  }
}
