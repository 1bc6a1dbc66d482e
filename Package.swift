// swift-tools-version: 6.2

import PackageDescription

/// The settings of every Swift target: language mode 6, strict memory safety, warnings are errors.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// One module of the house; `Tests/LayoutTests` holds the floor that each stands on.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
  exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ subject: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: subject + "Tests", dependencies: dependencies, resources: resources,
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "assay", targets: ["assay"]),
    .executable(name: "assay-worker", targets: ["assay-worker"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // Floor 0
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CKernels"),
    module("Figures"),
    module("InertText"),
    module("NumericCore"),

    // Floor 1
    module("Statistics", ["Figures", "NumericCore"]),
    module("StrictYAML", ["CLibYAML", "InertText"]),
    module("Tensors", ["CKernels"]),
    module("Records", ["Figures"]),
    module("Tables"),
    module("Scores", ["Figures", "NumericCore"]),

    // Floor 2
    module("Schema", ["StrictYAML"]),
    module("Regimes", ["Figures"]),
    module("Citations", ["Figures", "Records"]),
    module("Claims", ["Figures", "Records"]),
    module("ModelFiles", ["Tensors"]),
    module("Signals", ["NumericCore"]),
    module("Classics", ["Figures", "NumericCore"]),
    module("Measuring", ["Figures", "NumericCore", "Records"]),
    module("Workers", ["InertText", "Records", subprocess]),
    module("Explaining", ["NumericCore", "Records", "Tensors"]),

    // Floor 3
    module("Profiles", ["Figures", "Records", "Regimes", "Schema", "StrictYAML"]),
    module("RecordSchemas", ["Records", "Schema"]),
    module("Networks", ["ModelFiles", "NumericCore", "Tensors"]),
    module(
      "WorkloadKit",
      ["Explaining", "Figures", "ModelFiles", "NumericCore", "Records", "Scores", "Tables"]),

    // Floor 4
    module(
      "CreditRisk",
      [
        "Classics", "Explaining", "Figures", "ModelFiles", "Networks", "NumericCore", "Records",
        "Scores", "Tables", "Tensors", "WorkloadKit",
      ],
      path: "Sources/Workloads/CreditRisk"),
    module(
      "SpeechRecognition",
      [
        "Classics", "Explaining", "Figures", "ModelFiles", "Networks", "NumericCore", "Records",
        "Scores", "Signals", "Tables", "Tensors", "WorkloadKit",
      ],
      path: "Sources/Workloads/SpeechRecognition"),
    module(
      "CustomerService",
      [
        "Classics", "Explaining", "Figures", "ModelFiles", "Networks", "NumericCore", "Records",
        "Scores", "Signals", "Tables", "Tensors", "WorkloadKit",
      ],
      path: "Sources/Workloads/CustomerService"),
    module("Planning", ["NumericCore", "Profiles", "Records"]),
    module("Evidencing", ["Figures", "NumericCore", "Records", "Scores", "Statistics"]),
    module(
      "Deciding", ["Figures", "NumericCore", "Profiles", "Records", "Regimes", "Statistics"]),
    module(
      "Reporting",
      ["Claims", "Figures", "InertText", "NumericCore", "Profiles", "Records", "Regimes"]),
    module(
      "Gates",
      [
        "Figures", "ModelFiles", "NumericCore", "Profiles", "Records", "Schema", "Statistics",
        "StrictYAML",
      ]),
    module("Interviews", ["Profiles", "Records", "Schema", "StrictYAML"]),
    module(
      "Questionnaires",
      [
        "Citations", "Figures", "Profiles", "Records", "Regimes", "Schema", "StrictYAML", "Tables",
      ]),
    module("Chains", ["Citations", "Figures", "Profiles", "Records"]),

    // Floor 5
    module(
      "Trials",
      [
        "CreditRisk", "CustomerService", "Explaining", "Measuring", "ModelFiles", "NumericCore",
        "Records", "SpeechRecognition", "Tensors", "WorkloadKit",
      ]),
    module(
      "Runs",
      [
        "Deciding", "Evidencing", "Figures", "Measuring", "ModelFiles", "NumericCore", "Profiles",
        "Records",
        "Workers",
      ]),

    // Floor 6
    program(
      "assay",
      [
        "Chains", "Citations", "Claims", "Deciding", "Evidencing", "Figures", "Gates", "InertText",
        "Interviews",
        "Measuring", "ModelFiles", "Planning", "Profiles", "Questionnaires", "RecordSchemas",
        "Records",
        "Regimes", "Reporting", "Runs", "Schema", "StrictYAML", "Tensors", "Trials", "Workers",
        "WorkloadKit", argumentParser,
      ]),
    program("assay-worker", ["Trials"]),

    // Benchmarks: built by './run bench' alone
    .executableTarget(
      name: "CommandBenchmark", dependencies: ["Figures", "Measuring", "Statistics", "Workers"],
      path: "Benchmarks/CommandBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "GateBenchmark",
      dependencies: ["Figures", "Measuring", "Records", "Statistics", "Workers"],
      path: "Benchmarks/GateBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "HandicappedWorker",
      dependencies: [
        "CreditRisk", "Explaining", "Measuring", "ModelFiles", "NumericCore", "Records", "Trials",
        "WorkloadKit",
      ],
      path: "Benchmarks/HandicappedWorker", swiftSettings: settings),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Figures", "Gates", "Interviews", "ModelFiles", "Profiles", "Questionnaires", "Records",
        "StrictYAML",
        "Tables",
      ],
      path: "Benchmarks/Fuzz/Sources", swiftSettings: settings),
    .executableTarget(
      name: "KillBenchmark", dependencies: ["Measuring", "NumericCore", "Records", "Workers"],
      path: "Benchmarks/KillBenchmark", swiftSettings: settings),

    .executableTarget(
      name: "SpeechBenchmark",
      dependencies: [
        "Figures", "Measuring", "NumericCore", "Records", "Signals", "SpeechRecognition", "Tables",
        "WorkloadKit",
      ],
      path: "Benchmarks/SpeechBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "ServiceBenchmark",
      dependencies: [
        "CustomerService", "Figures", "Records", "Statistics", "Tables", "WorkloadKit",
      ],
      path: "Benchmarks/ServiceBenchmark", swiftSettings: settings),

    // What './run prove' runs
    .executableTarget(
      name: "EvidenceProof",
      dependencies: [
        "Evidencing", "Explaining", "Figures", "Measuring", "NumericCore", "Records", "Scores",
        "Statistics", "Workers", argumentParser,
      ],
      path: "Benchmarks/EvidenceProof", swiftSettings: settings),

    .executableTarget(
      name: "EvidenceBenchmark",
      dependencies: [
        "BenchmarkPeers", "Deciding", "Explaining", "Figures", "Measuring", "Networks",
        "NumericCore", "Statistics", "Tensors", argumentParser,
      ],
      path: "Benchmarks/EvidenceBenchmark", exclude: ["peer.py", "requirements.txt"],
      swiftSettings: settings),
    module(
      "BenchmarkPeers",
      ["Figures", "Measuring", "ModelFiles", "Statistics", "Workers", argumentParser],
      path: "Benchmarks/Peers", exclude: ["peer_lines.py"]),
    .executableTarget(
      name: "NetworksBenchmark",
      dependencies: [
        "BenchmarkPeers", "CKernels", "Figures", "Measuring", "ModelFiles", "Networks",
        "NumericCore", "Records",
        "Statistics", "Tensors", "Workers", argumentParser,
      ],
      path: "Benchmarks/NetworksBenchmark",
      exclude: [
        "peer.py", "peer_graphs.py", "peer_import.py", "peer_networks.py", "requirements.txt",
      ],
      swiftSettings: settings),

    // Tests
    tests("Tensors", ["NumericCore", "Tensors"]),
    tests("ModelFiles", ["ModelFiles", "Tensors"]),
    tests("Networks", ["ModelFiles", "Networks", "NumericCore", "Tensors"]),
    tests(
      "NetworksBenchmark",
      ["BenchmarkPeers", "Figures", "Networks", "NetworksBenchmark", "NumericCore", "Tensors"]),
    tests("SpeechBenchmark", ["Records", "SpeechBenchmark"]),
    tests("Figures", ["Figures"]),
    tests("InertText", ["InertText"]),
    tests("Deciding", ["Deciding", "Figures", "NumericCore", "Profiles", "Records"]),
    tests(
      "Reporting", ["Deciding", "Figures", "Profiles", "Records", "Reporting"],
      resources: [.copy("Golden")]),
    tests("Chains", ["Chains", "Figures", "Profiles", "Records"]),
    tests(
      "Gates",
      [
        "Evidencing", "Figures", "Gates", "Profiles", "Records", "Schema", "StrictYAML",
      ]),
    tests("Layout"),
    tests("NumericCore", ["NumericCore"]),
    tests("Statistics", ["Figures", "NumericCore", "Statistics"]),
    tests("Scores", ["Figures", "NumericCore", "Scores", "Statistics"]),
    tests("Classics", ["Classics", "NumericCore"]),
    tests("Signals", ["NumericCore", "Signals"]),
    tests("StrictYAML", ["StrictYAML"]),
    tests("Schema", ["Schema", "StrictYAML"]),
    tests("RecordSchemas", ["Figures", "RecordSchemas", "Records", "Schema"]),
    tests("Regimes", ["Regimes"]),
    tests("Claims", ["Claims", "Figures", "Records", "Reporting"]),
    tests("Planning", ["Figures", "Planning", "Profiles", "Records"]),
    tests("Trials", ["ModelFiles", "Records", "Signals", "Trials", "WorkloadKit"]),
    tests(
      "Evidencing", ["Evidencing", "Figures", "NumericCore", "Records", "Scores", "Statistics"]),
    tests(
      "Explaining", ["Explaining", "Networks", "NumericCore", "Records", "Tensors"]),
    tests("Measuring", ["Measuring", "Records"]),
    tests("Workers", ["Records", "Workers"]),
    tests("Command", ["Figures", "Records", "StrictYAML"]),
    tests(
      "Profiles",
      ["Figures", "NumericCore", "Profiles", "Records", "Regimes", "Schema", "StrictYAML"]),
    tests("Tables", ["Tables"]),
    tests("Interviews", ["Interviews", "Profiles", "Records", "StrictYAML"]),
    tests(
      "Questionnaires", ["Figures", "Profiles", "Questionnaires", "Records", "Tables"],
      resources: [.copy("Questions")]),
    tests(
      "WorkloadKit",
      ["Explaining", "ModelFiles", "NumericCore", "Records", "Scores", "WorkloadKit"]),
    tests(
      "SpeechRecognition",
      [
        "Explaining", "ModelFiles", "Networks", "NumericCore", "Records", "Scores", "Signals",
        "SpeechRecognition", "Tensors", "WorkloadKit",
      ]),
    tests(
      "CreditRisk",
      [
        "Classics", "CreditRisk", "Explaining", "ModelFiles", "NumericCore", "Records", "Scores",
        "WorkloadKit",
      ]),
    tests(
      "CustomerService",
      [
        "CustomerService", "Explaining", "ModelFiles", "NumericCore", "Records", "Scores",
        "Signals", "WorkloadKit",
      ]),
  ]
)
