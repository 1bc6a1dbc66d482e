package import Figures

/// The hybrid as one process, the hybrid as a service for each stage, and the network in one process.
package struct ServicesEvidence: Codable, Sendable, Equatable {
  /// One quantity of the three deployments.
  package struct Compared: Codable, Sendable, Equatable {
    package var kind: FigureKind
    package var network: Estimate?
    package var oneProcess: Estimate?
    package var services: Estimate?
    /// The network in one process over the hybrid as services.
    package var networkToServices: Contrast?
    /// The hybrid in one process over the hybrid as services.
    package var oneProcessToServices: Contrast?

    package init(
      kind: FigureKind, network: Estimate? = nil, oneProcess: Estimate? = nil,
      services: Estimate? = nil, networkToServices: Contrast? = nil,
      oneProcessToServices: Contrast? = nil
    ) {
      self.kind = kind
      self.network = network
      self.oneProcess = oneProcess
      self.services = services
      self.networkToServices = networkToServices
      self.oneProcessToServices = oneProcessToServices
    }
  }

  /// One stage within the whole and as a service of its own.
  package struct Hop: Codable, Sendable, Equatable {
    package var stage: String
    /// The median time of an answer that is spent in the stage, in one process, in seconds.
    package var within: Estimate?
    /// The same as a service, the way there and back and the writing and reading included, in seconds.
    package var apart: Estimate?
    /// Resident bytes of its process; the mean over sessions.
    package var resident: Double?

    package init(stage: String, within: Estimate?, apart: Estimate?, resident: Double?) {
      self.stage = stage
      self.within = within
      self.apart = apart
      self.resident = resident
    }
  }

  /// What happened while a service was dead, over all sessions.
  package struct Outage: Codable, Sendable, Equatable {
    package var stage: String
    package var queries: Int
    package var failed: Int
    /// Seconds from starting it again until a query was answered, the mean over sessions in which the
    /// first one was; nil where it never was.
    package var secondsToAnswer: Double?
    package var failedAfter: Int

    package init(
      stage: String, queries: Int, failed: Int, secondsToAnswer: Double?, failedAfter: Int
    ) {
      self.stage = stage
      self.queries = queries
      self.failed = failed
      self.secondsToAnswer = secondsToAnswer
      self.failedAfter = failedAfter
    }
  }

  /// The queries of one deployment, over all sessions.
  package struct Asked: Codable, Sendable, Equatable {
    package var deployment: String
    package var queries: Int
    package var failed: Int

    package init(deployment: String, queries: Int, failed: Int) {
      self.deployment = deployment
      self.queries = queries
      self.failed = failed
    }
  }

  /// Processes of the hybrid as services, the front among them.
  package var processes: Int
  package var asked: [Asked]
  package var figures: [Compared]
  package var hops: [Hop]
  package var outages: [Outage]

  package init(
    processes: Int, asked: [Asked] = [], figures: [Compared], hops: [Hop], outages: [Outage]
  ) {
    self.asked = asked
    self.processes = processes
    self.figures = figures
    self.hops = hops
    self.outages = outages
  }

  /// The quantity of an id; nil where it was not measured.
  package func figure(_ id: String) -> Compared? { figures.first { $0.kind.id == id } }

  /// The id of the memory that the claim of one container is judged by.
  package static let memory = "services-memory"
}
