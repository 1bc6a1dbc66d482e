import Figures
import Foundation
import Records

/// A credit-risk workload with one option, for profiles that need no real one.
let creditRisk = WorkloadDescriptor(
  name: "credit-risk", title: "Credit risk", summary: "Which applicants default.",
  claims: ["C12"],
  scores: [
    FigureKind(
      id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter,
      source: "Hanley & McNeil 1982")
  ],
  options: [
    WorkloadDescriptor.Option(
      name: "knowledge", summary: "How well the hybrid's features match the process.",
      range: 0...1, defaultValue: 0.7)
  ],
  endToEnd: "A network over the raw application.", stages: [],
  meanings: ["income", "debt", "amount", "term", "age", "inflow", "outflow", "balance"],
  usesStageAnnotations: true,
  costs: Dictionary(
    uniqueKeysWithValues: Architecture.allCases.map { architecture in
      (
        architecture,
        WorkloadDescriptor.Cost(
          start: 0, knots: [], answer: 0, explanation: 0,
          declared: .init(
            parameters: 10_000...120_000_000, build: 0, answer: 0, offline: 0, explanation: 0))
      )
    }))

/// A second workload, so that a name has neighbours.
let speech = WorkloadDescriptor(
  name: "speech-recognition", title: "Speech", summary: "What was said.", claims: [], scores: [],
  options: [], endToEnd: "", stages: [], meanings: [], usesStageAnnotations: false)

/// The root of the package.
let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The folder of this test target.
let testFolder = URL(filePath: #filePath).deletingLastPathComponent()
