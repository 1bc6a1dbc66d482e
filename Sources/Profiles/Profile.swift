package import Records
package import Regimes

/// What a user says of a project: data, latency, regulation, resources, quality and priorities.
package struct Profile: Codable, Sendable, Equatable {
  /// How the examples are spread over their owners.
  package enum Distribution: String, Codable, Sendable, CaseIterable {
    case central
    case scattered
  }

  /// What data there are, and what labels cost.
  package struct DataSection: Codable, Sendable, Equatable {
    /// Raw inputs with their final label, in examples.
    package var pairedExamples: Int
    /// Labels for single stages, in labels.
    package var stageAnnotations: Int
    package var distribution: Distribution
    /// Sites that scattered examples lie on; nil where the profile gives none.
    package var sites: Int?
    /// Euro for one paired example.
    package var pairedCost: Double
    /// Euro for one stage annotation.
    package var stageCost: Double

    package init(
      pairedExamples: Int, stageAnnotations: Int = 0, distribution: Distribution = .central,
      pairedCost: Double = 0, stageCost: Double = 0, sites: Int? = nil
    ) {
      self.pairedExamples = pairedExamples
      self.stageAnnotations = stageAnnotations
      self.distribution = distribution
      self.pairedCost = pairedCost
      self.stageCost = stageCost
      self.sites = sites
    }

    /// Sites of scattered data where the profile gives no number: a convention.
    package static let usualSites = 5

    package var siteCount: Int { sites ?? Self.usualSites }
    package var isScattered: Bool { distribution == .scattered }
  }

  /// The latency budget, and under which load it must hold.
  package struct LatencySection: Codable, Sendable, Equatable {
    /// Seconds.
    package var budget: Double
    /// The share of queries within the budget, such as 0.99.
    package var percentile: Double
    package var scenario: Scenario

    package init(budget: Double, percentile: Double = 0.99, scenario: Scenario = .singleStream) {
      self.budget = budget
      self.percentile = percentile
      self.scenario = scenario
    }
  }

  /// Which rules the system stands under.
  package struct RegulationSection: Codable, Sendable, Equatable {
    /// Ids of the catalogue of regimes, in the profile's order.
    package var regimes: [String]
    package var businessCritical: Bool

    package init(regimes: [String] = [], businessCritical: Bool = false) {
      self.regimes = regimes
      self.businessCritical = businessCritical
    }
  }

  /// The size at which the system will be deployed.
  package struct DeploymentSection: Codable, Sendable, Equatable {
    /// The number of parameters of each architecture that declares one; at least one does.
    package var parameters: [Architecture: Int]

    package init(parameters: [Architecture: Int]) { self.parameters = parameters }
  }

  /// What the candidate must reach, and what does not matter.
  package struct QualitySection: Codable, Sendable, Equatable {
    /// The least acceptable headline score; nil for none.
    package var target: Double?
    /// The indifference margin, in the headline score's unit.
    package var indifference: Double

    package init(target: Double? = nil, indifference: Double = 0.005) {
      self.target = target
      self.indifference = indifference
    }
  }

  /// The user's own thresholds for what a regime asks; each nil means that none is set.
  package struct PolicySection: Codable, Sendable, Equatable {
    /// The least necessity of named reasons, in 0…1.
    package var necessity: Double?
    /// The least disparate-impact ratio, in 0…1.
    package var disparateImpact: Double?
    /// The least sufficiency of named reasons, in 0…1.
    package var sufficiency: Double?
    /// The least share of decisions whose named reasons are both necessary and sufficient, in 0…1.
    package var necessityAndSufficiency: Double?
    /// The greatest expected calibration error, in 0…1.
    package var calibrationError: Double?
    /// The longest median time to explain a decision, in seconds.
    package var explanationTime: Double?

    package init(
      necessity: Double? = nil, disparateImpact: Double? = nil, sufficiency: Double? = nil,
      necessityAndSufficiency: Double? = nil, calibrationError: Double? = nil,
      explanationTime: Double? = nil
    ) {
      self.necessity = necessity
      self.disparateImpact = disparateImpact
      self.sufficiency = sufficiency
      self.necessityAndSufficiency = necessityAndSufficiency
      self.calibrationError = calibrationError
      self.explanationTime = explanationTime
    }

    /// The user's threshold for a figure, in its unit; nil where none is set.
    package func threshold(_ figure: PolicyFigure) -> Double? {
      switch figure {
      case .necessity: necessity
      case .sufficiency: sufficiency
      case .necessityAndSufficiency: necessityAndSufficiency
      case .disparateImpact: disparateImpact
      case .calibrationError: calibrationError
      case .explanationTime: explanationTime
      }
    }
  }

  /// The relative weights of the three dimensions; they need not sum to one.
  package struct Priorities: Codable, Sendable, Equatable {
    package var data: Double
    package var latency: Double
    package var regulation: Double

    package init(data: Double = 1, latency: Double = 1, regulation: Double = 1) {
      self.data = data
      self.latency = latency
      self.regulation = regulation
    }
  }

  package var name: String
  package var summary: String
  package var workload: WorkloadReference
  package var data: DataSection
  package var latency: LatencySection
  package var regulation: RegulationSection
  /// Bytes that a serving candidate may take; nil for no limit.
  package var memory: Int?
  /// The declared size; nil where the sample's own size is what is built.
  package var deployment: DeploymentSection?
  package var quality: QualitySection
  package var policy: PolicySection
  package var priorities: Priorities
  /// The keys whose values are guesses, in the profile's order; nil where none is.
  package var unknown: [GuessedKey]?
  /// The studies by name; nil for the usual ones.
  package var studies: [String]?

  package init(
    name: String, summary: String = "", workload: WorkloadReference, data: DataSection,
    latency: LatencySection, regulation: RegulationSection = RegulationSection(),
    memory: Int? = nil, deployment: DeploymentSection? = nil,
    quality: QualitySection = QualitySection(),
    policy: PolicySection = PolicySection(), priorities: Priorities = Priorities(),
    unknown: [GuessedKey]? = nil, studies: [String]? = nil
  ) {
    self.name = name
    self.summary = summary
    self.workload = workload
    self.data = data
    self.latency = latency
    self.regulation = regulation
    self.memory = memory
    self.deployment = deployment
    self.quality = quality
    self.policy = policy
    self.priorities = priorities
    self.unknown = unknown
    self.studies = studies
  }
}
