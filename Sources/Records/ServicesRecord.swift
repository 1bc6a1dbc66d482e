/// What a session measured of a hybrid whose stages run each in a process of its own.
///
/// The same trained models are served three ways in alternation: the network in one process, the hybrid in one
/// process, and the hybrid as a front with a service for each stage.
package struct ServicesRecord: Codable, Sendable, Equatable {
  /// How a trained candidate is deployed.
  package enum Deployment: String, Codable, Sendable, CaseIterable {
    case network = "end-to-end, one process"
    case oneProcess = "hybrid, one process"
    case services = "hybrid, a service each"
  }

  /// One deployment as the session measured it.
  package struct Served: Codable, Sendable, Equatable {
    package var deployment: Deployment
    /// Every process: of services the front first, then the stages in order.
    package var processes: [ProcessMemory]
    /// Seconds from starting the first process until the first query could be sent.
    package var startSeconds: Double
    /// Latencies one query after the other, in nanoseconds.
    package var singleStream: [Int]
    /// What each stage, or each service with its way there and back, takes of an answer.
    package var stages: StageTimes?
    /// Items answered a second when all are handed over at once.
    package var perSecond: Double?
    /// Queries sent in all these measurements, and those that failed.
    package var queries: Int
    package var failedQueries: Int

    package init(
      deployment: Deployment, processes: [ProcessMemory] = [], startSeconds: Double = 0,
      singleStream: [Int] = [], stages: StageTimes? = nil, perSecond: Double? = nil,
      queries: Int = 0, failedQueries: Int = 0
    ) {
      self.deployment = deployment
      self.processes = processes
      self.startSeconds = startSeconds
      self.singleStream = singleStream
      self.stages = stages
      self.perSecond = perSecond
      self.queries = queries
      self.failedQueries = failedQueries
    }
  }

  /// The memory of one process once it has served, in bytes.
  package struct ProcessMemory: Codable, Sendable, Equatable {
    /// `front`, a stage, or an architecture.
    package var name: String
    /// All resident pages; the program's own code counts in every process that runs it.
    package var resident: Int
    /// The resident pages that no file backs, which no two processes share.
    package var anonymous: Int

    package init(name: String, resident: Int, anonymous: Int) {
      self.name = name
      self.resident = resident
      self.anonymous = anonymous
    }
  }

  /// What happened while one service was dead.
  package struct Outage: Codable, Sendable, Equatable {
    /// The stage whose process was ended.
    package var stage: String
    /// Queries sent meanwhile, and those that failed.
    package var queries: Int
    package var failed: Int
    /// Seconds from starting the service again until a query was answered; nil where the first was not.
    package var secondsToAnswer: Double?
    /// Queries that failed after that, of as many as were sent before and the first.
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

  /// What the process is called that asks the services one after the other.
  package static let front = "front"

  package var served: [Served]
  /// One entry for every stage, in order.
  package var outages: [Outage]

  package init(served: [Served] = [], outages: [Outage] = []) {
    self.served = served
    self.outages = outages
  }
}

extension ServicesRecord.Served {
  package var resident: Int { processes.reduce(0) { $0 + $1.resident } }
  package var anonymous: Int { processes.reduce(0) { $0 + $1.anonymous } }
}
