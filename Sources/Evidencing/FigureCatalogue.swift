package import Figures
package import Records

/// The figures that evidence makes of records, beside the scores of a workload.
package enum FigureCatalogue {
  private static let sameMachine = "Compare on one machine only, from alternating sessions."

  package static let parameters = FigureKind(
    id: "parameters", title: "Parameters", unit: .count, direction: .lowerIsBetter,
    comparability: "A parameter of a table and one of a network do not cost the same.",
    source: "Learned numbers of all stages, counted")

  package static let modelBytes = FigureKind(
    id: "model-bytes", title: "Model file", unit: .bytes, direction: .lowerIsBetter,
    comparability: "Compare model files of the same format only.",
    source: "The size of the model file")

  package static let trainingSteps = FigureKind(
    id: "training-steps", title: "Training steps", unit: .count, direction: .lowerIsBetter,
    comparability: "A step of one optimiser and of another do not cost the same.",
    source: "Optimiser steps of the chosen configuration to its plateau; claim C11")

  package static let stepsToQuality = FigureKind(
    id: "steps-to-quality", title: "Steps to equal quality", unit: .count,
    direction: .lowerIsBetter,
    comparability: "A step of one optimiser and of another do not cost the same.",
    source: "First step at or below the lower quality that both end with, by the loss on examples"
      + " held back; claim C11")

  package static let examplesToQuality = FigureKind(
    id: "examples-to-quality", title: "Examples looked at to equal quality", unit: .count,
    direction: .lowerIsBetter,
    comparability: "An example is counted as often as it was looked at.",
    source: "Examples of the steps to the lower quality that both end with; claim C11")

  package static let timeToQuality = FigureKind(
    id: "time-to-quality", title: "Training time to equal quality", unit: .seconds,
    direction: .lowerIsBetter,
    comparability: "Trials may have run side by side: compare within one run only.",
    source: "Wall-clock seconds of one fit to the lower quality that both end with; claim C11")

  package static let necessity = FigureKind(
    id: "necessity", title: "Necessity of named reasons", unit: .dimensionless,
    direction: .higherIsBetter,
    comparability: "Compare with the same interventions and numbers of named inputs only.",
    source: "Share of interventions on them that change the decision; Watson et al. 2021",
    range: 0...1)

  package static let sufficiency = FigureKind(
    id: "sufficiency", title: "Sufficiency of named reasons", unit: .dimensionless,
    direction: .higherIsBetter,
    comparability: "Compare with the same interventions and numbers of named inputs only.",
    source: "Share of interventions on all others that leave the decision; Watson et al. 2021",
    range: 0...1)

  package static let necessityAndSufficiency = FigureKind(
    id: "necessity-and-sufficiency", title: "Named reasons necessary and sufficient",
    unit: .dimensionless, direction: .higherIsBetter,
    comparability: "Compare with the same interventions and numbers of named inputs only.",
    source: "Share of references with which they are both at once; claim C12's confidence",
    range: 0...1)

  package static let trainingTime = FigureKind(
    id: "training-time", title: "Training time", unit: .seconds, direction: .lowerIsBetter,
    comparability: "Trials may have run side by side: compare within one run only.",
    source: "Wall-clock seconds of training and selection, a fold")

  package static let trainingPeak = FigureKind(
    id: "memory-training-peak", title: "Memory, training", unit: .bytes,
    direction: .lowerIsBetter, comparability: "Compare on one kind of machine only.",
    source: "Peak resident size while training, less what was resident before")

  /// The time from handing over an input to holding the whole answer, at a percentile in 0…1.
  package static func latency(_ percentile: Double, _ scenario: Scenario) -> FigureKind {
    let name = percentileName(percentile)
    return FigureKind(
      id: "latency-" + name, title: "Latency " + name, unit: .seconds,
      direction: .lowerIsBetter,
      comparability: "\(sameMachine) Load: \(load(scenario)).",
      source: "MLPerf Inference LoadGen, scenario \(scenarioName(scenario))")
  }

  package static let serviceTime = FigureKind(
    id: "service-time-p50", title: "Service time p50", unit: .seconds,
    direction: .lowerIsBetter, comparability: sameMachine,
    source: "MLPerf Inference LoadGen, scenario single-stream: no waiting in a queue")

  package static let realTimeFactor = FigureKind(
    id: "real-time-factor", title: "Real-time factor: time for 1 s", unit: .seconds,
    direction: .lowerIsBetter, comparability: sameMachine,
    source: "Mean time of single-stream queries by the mean length of the recordings")

  package static let throughput = FigureKind(
    id: "throughput-offline", title: "Throughput, offline", unit: .perSecond,
    direction: .higherIsBetter, comparability: sameMachine,
    source: "MLPerf Inference LoadGen, scenario offline")

  package static let explanationTime = FigureKind(
    id: "explanation-time-p50", title: "Time to explain p50", unit: .seconds,
    direction: .lowerIsBetter, comparability: sameMachine,
    source: "Wall-clock time of the reasons for one decision, its answer not counted")

  package static let memoryBeforeLoad = memory(
    "memory-before-load", "Memory before loading", "Resident size of a worker without a model")

  package static let memoryAfterLoad = memory(
    "memory-after-load", "Memory after loading", "Resident size once the model is loaded")

  package static let memoryPeakServing = memory(
    "memory-peak-serving", "Memory, peak of serving", "Peak resident size while queries run")

  package static let memoryModel = memory(
    "memory-model", "Memory of the model", "Resident size after loading less before")

  package static let servicesMemory = memory(
    ServicesEvidence.memory, "Memory, heap and stacks",
    "Resident pages that no file backs, summed over processes, once they have served")

  package static let servicesResident = memory(
    "services-resident", "Memory, all resident pages",
    "Resident size summed over processes, once they have served")

  package static let startUp = FigureKind(
    id: "start-up", title: "Start-up", unit: .seconds, direction: .lowerIsBetter,
    comparability: sameMachine,
    source: "Wall-clock time from starting the first process until all are loaded")

  package static let offeredLoad = FigureKind(
    id: "offered-load", title: "Offered load", unit: .dimensionless, direction: .lowerIsBetter,
    comparability: "Compare on one machine only, at the same rate.",
    source: "Arrivals a second × mean service time; at 1 or more the queue grows without end")

  /// The kind of a figure at production size.
  package static func production(_ kind: FigureKind) -> FigureKind {
    FigureKind(
      id: DeploymentEvidence.prefix + kind.id, title: kind.title + " at production size",
      unit: kind.unit, direction: kind.direction, comparability: kind.comparability,
      source: kind.source + "; a model of the declared size with random weights", range: kind.range)
  }

  /// The figures that there are at production size too.
  private static var deployed: [FigureKind] {
    [0.5, 0.9, 0.95, 0.99, 0.999].map { latency($0, .singleStream) } + [
      parameters, serviceTime, explanationTime, offeredLoad, throughput, memoryAfterLoad,
      memoryPeakServing, memoryModel,
    ]
  }

  /// All figures that evidence may hold, with latency at every percentile that a profile may ask for.
  package static var all: [FigureKind] {
    [0.5, 0.9, 0.95, 0.99, 0.999].map { latency($0, .singleStream) } + [
      serviceTime, explanationTime, throughput, memoryBeforeLoad, memoryAfterLoad,
      memoryPeakServing, memoryModel, trainingPeak, trainingTime, parameters, modelBytes,
      trainingSteps, stepsToQuality, examplesToQuality, timeToQuality, necessity, sufficiency,
      necessityAndSufficiency,
    ] + deployed.map(production)
  }

  private static func memory(_ id: String, _ title: String, _ source: String) -> FigureKind {
    FigureKind(
      id: id, title: title, unit: .bytes, direction: .lowerIsBetter,
      comparability: "Compare on one kind of machine only; shared libraries count.",
      source: source)
  }

  /// The percentile as ids have it, such as `p99` or `p99.9`.
  static func percentileName(_ share: Double) -> String {
    let thousandths = Int((share * 1000).rounded())
    return thousandths.isMultiple(of: 10)
      ? "p\(thousandths / 10)" : "p\(thousandths / 10).\(thousandths % 10)"
  }

  private static func load(_ scenario: Scenario) -> String {
    switch scenario {
    case .singleStream: "one query after the other"
    case .server(let rate):
      "\(rate == rate.rounded() ? Format.fixed(rate, decimals: 0) : Format.significant(rate))"
        + " queries a second, waiting counted"
    case .offline: "all queries at once"
    }
  }

  private static func scenarioName(_ scenario: Scenario) -> String {
    switch scenario {
    case .singleStream: "single-stream"
    case .server: "server"
    case .offline: "offline"
    }
  }
}
