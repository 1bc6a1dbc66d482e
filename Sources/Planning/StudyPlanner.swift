import Profiles
import Records

/// Plans the studies of a run: which trials are repeated, with what varied.
struct StudyPlanner {
  let profile: Profile
  let descriptor: WorkloadDescriptor
  let budget: EffortBudget
  let plan: Plan

  /// The fewest examples of a site that a candidate is trained on.
  private static let leastShare = 40
  /// Stages up to which every set of learned stages is tried; it doubles with each.
  private static let allSubsetsUpTo = 5

  /// A study with what its trials vary, and of which architectures.
  private struct Planned {
    var specification: StudySpecification
    var variations: [(Variation, [Architecture])]
  }

  /// The plan with the trials of the named studies after its own.
  ///
  /// A study that the data leave no room for becomes a remark.
  func plan(with names: [String]) -> Plan {
    var plan = plan
    plan.studies = []
    for name in names {
      guard let planned = planned(name) else {
        plan.remarks.append(tooFewExamples)
        continue
      }
      plan.studies?.append(planned.specification)
      add(planned, to: &plan)
    }
    return plan
  }

  private func add(_ planned: Planned, to plan: inout Plan) {
    for (variation, architectures) in planned.variations {
      for repetition in 1...plan.repetitions {
        for fold in 0..<plan.folds {
          for architecture in architectures {
            plan.trials.append(
              TrialSpecification(
                number: plan.trials.count + 1, architecture: architecture,
                size: planned.specification.size, repetition: repetition, fold: fold,
                folds: plan.folds, testItems: plan.testItems,
                configurations: budget.configurations, explanations: 0, keepsModel: false,
                timeout: 3600, study: planned.specification.name, variation: variation))
          }
        }
      }
    }
  }

  private func planned(_ name: String) -> Planned? {
    switch name {
    case StudyNames.sites: sites
    case StudyNames.stages: stages
    case StudyNames.regularisation: regularisation
    default: descriptor.options.first { $0.name == name }.map(option)
    }
  }

  private var largest: Int { plan.sizes.last ?? 0 }

  private func option(_ option: WorkloadDescriptor.Option) -> Planned {
    let own = plan.workload.options[option.name] ?? option.defaultValue
    let middle = plan.sizes[plan.sizes.count / 2]
    return Planned(
      specification: StudySpecification(
        name: option.name, kind: .option,
        question: "Does the conclusion depend on \(option.name), \(option.summary)?",
        size: budget.sweepsMiddleSize ? middle : largest, mainValue: own,
        remarks: ["Each value of \(option.name) is another corpus, with test items of its own."]),
      variations: values(of: option, besides: own).map {
        (.option(name: option.name, value: $0), Architecture.allCases)
      })
  }

  /// Evenly over the range, the ends among them; the run's own value has its trials already.
  private func values(of option: WorkloadDescriptor.Option, besides own: Double) -> [Double] {
    let (lower, upper) = (option.range.lowerBound, option.range.upperBound)
    func spread(_ count: Int) -> [Double] {
      (0..<count).map { lower + (upper - lower) * Double($0) / Double(count - 1) }
        .filter { $0 != own }
    }
    let values = spread(budget.knobValues)
    return values.count < 2 ? spread(budget.knobValues + 1) : values
  }

  private var sites: Planned? {
    let sites = profile.data.siteCount
    guard largest / sites >= Self.leastShare else { return nil }
    let trained = min(sites, budget.trainedSites)
    var remarks = [
      "The examples are dealt to the sites at random, so that sites differ by chance alone."
    ]
    if trained < sites {
      remarks.append("\(trained) of the \(sites) sites were trained, numbers 1 to \(trained).")
    }
    return Planned(
      specification: StudySpecification(
        name: StudyNames.sites, kind: .sites,
        question: "What is pooling the examples of \(sites) sites worth, and which architecture is"
          + " better without? (C13)",
        size: largest, sites: sites, remarks: remarks),
      variations: (0..<trained).map { (.site($0, of: sites), Architecture.allCases) })
  }

  private var tooFewExamples: String {
    "The study sites was left out: of \(largest) examples each of"
      + " \(profile.data.siteCount) sites would have fewer than \(Self.leastShare)."
  }

  private var stages: Planned {
    let isEmbedded = profile.workload.data == nil
    let learnable = descriptor.stages.map(\.name).filter(
      (isEmbedded ? descriptor.learnableStages : descriptor.stagesLearnedFromTables).contains)
    let oracles = isEmbedded ? descriptor.stages.filter(\.hasOracle) : []
    var variations: [Variation] = mixes(learnable).map { .learned(stages: $0) }
    for stage in oracles {
      variations += (stage.oracleNeedsRefit ? [true] : [false, true]).map {
        .oracle(stage: stage.name, refitted: $0)
      }
    }
    return Planned(
      specification: StudySpecification(
        name: StudyNames.stages, kind: .stages,
        question: "Which stages of the hybrid can be learned, in which order, and how much could a"
          + " perfect stage win? (C16, C17)",
        size: largest,
        keptStages: descriptor.stages.map(\.name).filter { !learnable.contains($0) }),
      variations: variations.map { ($0, [.hybrid]) })
  }

  /// The sets of stages to learn: all of them; of many stages each alone, and the first and the last few.
  private func mixes(_ stages: [String]) -> [[String]] {
    guard stages.count > Self.allSubsetsUpTo else {
      return (0..<(1 << stages.count)).dropFirst()
        .map { set in stages.indices.filter { set >> $0 & 1 == 1 }.map { stages[$0] } }
        .sorted { ($0.count, $0.joined()) < ($1.count, $1.joined()) }
    }
    var sets = stages.map { [$0] }
    for count in 2...stages.count {
      for set in [Array(stages.prefix(count)), Array(stages.suffix(count))]
      where !sets.contains(set) {
        sets.append(set)
      }
    }
    return sets
  }

  private var regularisation: Planned {
    Planned(
      specification: StudySpecification(
        name: StudyNames.regularisation, kind: .regularisation,
        question:
          "What does the network lose without weight decay, dropout, normalisation and early"
          + " stopping? (C5)",
        size: largest),
      variations: [(.unregularised, [.endToEnd])])
  }
}
