/// A study of a plan: what it varies, and at which size.
///
/// A study repeats trials of the main run with one thing varied, same seeds and same test items; the
/// main run's trials of `size` are what it compares with.
package struct StudySpecification: Codable, Sendable, Hashable {
  /// What a study varies.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// A knob of the embedded corpus, by whose name the study goes.
    case option
    /// Training on one site's share of the examples.
    case sites
    /// Stages of the hybrid, learned or replaced by their oracles.
    case stages
    /// Regularisation of the network, left out.
    case regularisation
  }

  package var name: String
  package var kind: Kind
  /// What the study asks, in one sentence.
  package var question: String
  /// Labelled examples of each trial, before a site takes its share.
  package var size: Int
  /// The knob's value in the main run; nil of other kinds.
  package var mainValue: Double?
  /// Sites that the examples are dealt to; nil of other kinds.
  package var sites: Int?
  /// Stages that every trial keeps as they are; nil of other kinds.
  package var keptStages: [String]?
  /// What the study leaves out and why, one sentence each.
  package var remarks: [String]

  package init(
    name: String, kind: Kind, question: String, size: Int, mainValue: Double? = nil,
    sites: Int? = nil, keptStages: [String]? = nil, remarks: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.question = question
    self.size = size
    self.mainValue = mainValue
    self.sites = sites
    self.keptStages = keptStages
    self.remarks = remarks
  }
}

extension Plan {
  /// The trials that belong to no study: what scores, curves and sessions are made of.
  package var mainTrials: [TrialSpecification] { trials.filter { $0.study == nil } }

  /// The trials of a study, in the plan's order.
  package func trials(of study: StudySpecification) -> [TrialSpecification] {
    trials.filter { $0.study == study.name }
  }
}

/// The names of studies, and which of them a project can have.
package enum StudyNames {
  package static let sites = "sites"
  package static let stages = "stages"
  package static let regularisation = "regularisation"
  /// The hybrid's stages as processes of their own: sessions, no trials.
  package static let services = "services"
  /// Every study that the project can have.
  package static let all = "all"
  package static let none = "none"

  /// Why a project cannot have a study, and what would be right.
  package struct Obstacle: Sendable, Equatable {
    package let problem: String
    package let remedy: String
  }

  /// The studies that there may be with any of the workloads: knobs first.
  package static func known(_ workloads: [WorkloadDescriptor]) -> [String] {
    var names: [String] = []
    for option in workloads.flatMap(\.options) where !names.contains(option.name) {
      names.append(option.name)
    }
    return names + [sites, stages, regularisation, services]
  }

  /// Why there is no such study; nil where there can be one.
  ///
  /// - Parameters:
  ///   - name: The study.
  ///   - workload: What the workload can do.
  ///   - ownData: Whether the user's own table replaces the embedded corpus.
  ///   - isScattered: Whether the profile's examples are scattered.
  /// - Returns: The obstacle.
  package static func obstacle(
    to name: String, _ workload: WorkloadDescriptor, ownData: Bool, isScattered: Bool
  ) -> Obstacle? {
    switch name {
    case sites:
      isScattered
        ? nil
        : Obstacle(
          problem: "sites is a study of scattered data",
          remedy: "write `distribution: scattered` under data, or leave the study out")
    case stages:
      workload.canVaryStages(ownData: ownData)
        ? nil
        : Obstacle(
          problem: ownData && workload.canVaryStages(ownData: false)
            ? "stages needs oracles of the embedded corpus, but `data` names a file"
            : "no stage of \(workload.name) can be learned or replaced by an oracle",
          remedy: "leave the study out")
    case regularisation:
      workload.canDropRegularisation
        ? nil
        : Obstacle(
          problem: "\(workload.name) cannot train its network without regularisation",
          remedy: "leave the study out")
    case services:
      workload.hasServices
        ? nil
        : Obstacle(
          problem: "the stages of \(workload.name) cannot run each in a process of its own",
          remedy: "leave the study out")
    case let option:
      if !workload.options.contains(where: { $0.name == option }) {
        Obstacle(
          problem: "\(workload.name) has no knob '\(option)'", remedy: "leave the study out")
      } else if ownData {
        Obstacle(
          problem: "\(option) is a knob of the embedded corpus, but `data` names a file",
          remedy: "leave the study out")
      } else {
        nil
      }
    }
  }

  /// The studies of a project that asks for none by name: the corpus's knobs, sites if
  /// scattered, and services where the stages can run apart.
  package static func usual(
    _ workload: WorkloadDescriptor, ownData: Bool, isScattered: Bool
  ) -> [String] {
    possible(workload, ownData: ownData, isScattered: isScattered)
      .filter { $0 != stages && $0 != regularisation }
  }

  /// Every study that a project can have.
  package static func possible(
    _ workload: WorkloadDescriptor, ownData: Bool, isScattered: Bool
  ) -> [String] {
    known([workload]).filter {
      obstacle(to: $0, workload, ownData: ownData, isScattered: isScattered) == nil
    }
  }
}

extension WorkloadDescriptor {
  /// Whether any stage can be learned, or replaced by an oracle.
  fileprivate func canVaryStages(ownData: Bool) -> Bool {
    ownData
      ? !stagesLearnedFromTables.isEmpty
      : !learnableStages.isEmpty || stages.contains(where: \.hasOracle)
  }
}
