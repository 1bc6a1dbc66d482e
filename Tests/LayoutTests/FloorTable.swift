/// The house, floor by floor: a target may import only targets of lower floors.
///
/// Four rows differ from a plain reading of the layers. `Regimes` stands beside `Schema`, since
/// `Profiles` checks the names of regimes against its catalogue. `Workers`, which spawns worker
/// processes from the side of the command, is apart from `Measuring`, which works inside the worker:
/// so the worker does not link process spawning. `Runs` carries out a plan with worker processes,
/// resumes and verifies, beside `Trials`, which carries out one trial inside a worker. The programs
/// under `Benchmarks/` stand on the floor of the commands; what two of them share stands below.
enum FloorTable {
  static let floors: [String: Int] = [
    "CLibYAML": 0, "CKernels": 0, "Figures": 0, "InertText": 0, "NumericCore": 0,
    "Statistics": 1, "StrictYAML": 1, "Tensors": 1, "Records": 1, "Scores": 1, "Tables": 1,
    "Schema": 2, "Regimes": 2, "Citations": 2, "Claims": 2, "ModelFiles": 2, "Classics": 2,
    "Signals": 2,
    "Measuring": 2,
    "Workers": 2,
    "Explaining": 2,
    "Profiles": 3, "RecordSchemas": 3, "Networks": 3, "WorkloadKit": 3,
    "CreditRisk": 4, "SpeechRecognition": 4, "CustomerService": 4, "Planning": 4, "Evidencing": 4,
    "Deciding": 4, "Reporting": 4,
    "Gates": 4,
    "Questionnaires": 4, "Chains": 4, "Interviews": 4,
    "Trials": 5, "Runs": 5,
    "BenchmarkPeers": 5,
    "assay": 6, "assay-worker": 6,
  ]

  /// The floor of a target of the manifest; nil where the table does not know it.
  static func floor(of target: Manifest.Target) -> Int? {
    if target.kind == .test { return 7 }
    return floors[target.name] ?? (target.folder.hasPrefix("Benchmarks/") ? 6 : nil)
  }

  /// The targets that may handle memory by pointers; `Fuzz`, which takes libFuzzer's, is not shipped.
  static let handlesPointers: Set<String> = ["Tensors", "StrictYAML", "Measuring", "Fuzz"]

  /// What comes with the toolchain or the system and needs no dependency in the manifest.
  static let toolchain: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "FoundationXML",
    "Glibc", "Musl",
    "PackageDescription", "Swift", "Synchronization", "System", "Testing",
  ]
}
