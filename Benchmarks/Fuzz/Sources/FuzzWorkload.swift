import Figures
import Records

/// A workload for profiles: the reader asks for its names only.
enum FuzzWorkload {
  static let descriptor = WorkloadDescriptor(
    name: "credit-risk", title: "Credit risk", summary: "Which applicants default.",
    claims: ["C12"],
    scores: [
      FigureKind(
        id: "auc", title: "AUC", unit: .dimensionless, direction: .higherIsBetter, source: "")
    ],
    options: [
      WorkloadDescriptor.Option(
        name: "knowledge", summary: "How well the features match the process.", range: 0...1,
        defaultValue: 0.7)
    ],
    endToEnd: "A network.", stages: [], meanings: ["income", "debt", "amount", "term"],
    usesStageAnnotations: true)
}
