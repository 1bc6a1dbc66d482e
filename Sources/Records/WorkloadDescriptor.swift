package import Figures

/// What a workload tells about itself before anything runs.
package struct WorkloadDescriptor: Codable, Sendable {
  /// One step of the hybrid.
  package struct Stage: Codable, Sendable, Equatable {
    package let name: String
    package let summary: String
    /// Whether the embedded corpus knows the stage's true output.
    package let hasOracle: Bool
    /// Whether the truth has another form than the stage's output, so that the later stages read
    /// it only once they are refitted to it.
    package let oracleNeedsRefit: Bool

    package init(
      name: String, summary: String, hasOracle: Bool, oracleNeedsRefit: Bool = false
    ) {
      self.name = name
      self.summary = summary
      self.hasOracle = hasOracle
      self.oracleNeedsRefit = oracleNeedsRefit
    }
  }

  /// A knob of the embedded corpus.
  package struct Option: Codable, Sendable, Equatable {
    package let name: String
    package let summary: String
    package let range: ClosedRange<Double>
    package let defaultValue: Double

    package init(name: String, summary: String, range: ClosedRange<Double>, defaultValue: Double) {
      self.name = name
      self.summary = summary
      self.range = range
      self.defaultValue = defaultValue
    }
  }

  /// What a candidate of one architecture costs, measured once on a named machine.
  package struct Cost: Codable, Sendable, Equatable {
    /// Seconds of a trial before training starts and after it ends.
    package let start: Double
    /// Seconds of tuning one configuration and its share of the refit, by number of examples.
    package let knots: [Knot]
    /// Seconds to answer one input.
    package let answer: Double
    /// Seconds to explain one decision and test the explanation.
    package let explanation: Double
    /// What a model of a declared size costs; nil where the workload builds none.
    package let declared: Declared?
    /// Seconds to try every way to explain on one decision, and test them.
    package let comparison: Double?
    /// Of the network's cost, the share of its training time that a hybrid takes whose stages are learned.
    package let learnedShare: Double

    package init(
      start: Double, knots: [Knot], answer: Double, explanation: Double,
      declared: Declared? = nil, comparison: Double? = nil, learnedShare: Double = 1
    ) {
      self.learnedShare = learnedShare
      self.start = start
      self.knots = knots
      self.answer = answer
      self.explanation = explanation
      self.declared = declared
      self.comparison = comparison
    }

    /// What a model of a declared size costs, in proportion to its parameters.
    package struct Declared: Codable, Sendable, Equatable {
      /// The declared numbers that the workload builds.
      package let parameters: ClosedRange<Int>
      /// Seconds to build it, a parameter.
      package let build: Double
      /// Seconds to answer one input, a parameter.
      package let answer: Double
      /// Seconds an input where many are handed over at once, a parameter.
      package let offline: Double
      /// Seconds to explain one decision, a parameter.
      package let explanation: Double

      package init(
        parameters: ClosedRange<Int>, build: Double, answer: Double, offline: Double,
        explanation: Double
      ) {
        self.parameters = parameters
        self.build = build
        self.answer = answer
        self.offline = offline
        self.explanation = explanation
      }
    }

    /// A measured point of the training cost.
    package struct Knot: Codable, Sendable, Equatable {
      package let examples: Double
      package let seconds: Double

      package init(_ examples: Double, _ seconds: Double) {
        self.examples = examples
        self.seconds = seconds
      }
    }

    /// The training cost between the knots, and in proportion beyond them.
    package func seconds(examples: Int) -> Double {
      let size = Double(examples)
      guard let first = knots.first, let last = knots.last else { return 0 }
      if size <= first.examples { return first.seconds * size / first.examples }
      for (low, high) in zip(knots, knots.dropFirst()) where size <= high.examples {
        let along = (size - low.examples) / (high.examples - low.examples)
        return low.seconds + along * (high.seconds - low.seconds)
      }
      return last.seconds * size / last.examples
    }
  }

  /// What the user's own table has to look like.
  package struct DataForm: Codable, Sendable, Equatable {
    /// What a label is.
    package enum Label: String, Codable, Sendable {
      /// One of two values, one of which is named as the positive one.
      case event
      /// Words, or one name of many.
      case text
    }

    /// How input columns may be read.
    package let inputKinds: [Column.Kind]
    package let label: Label

    package init(inputKinds: [Column.Kind], label: Label) {
      self.inputKinds = inputKinds
      self.label = label
    }

    /// Numbers and categories, and an event: a plain table.
    package static let table = DataForm(inputKinds: [.number, .category], label: .event)
  }

  /// How much of a workload an effort runs; what it leaves nil is as for a table of numbers.
  package struct Budget: Codable, Sendable, Equatable {
    /// The smallest and the largest training size of the embedded corpus.
    package let sizes: ClosedRange<Int>
    /// Test items of the embedded corpus.
    package let testItems: Int
    /// Configurations that each architecture tries.
    package let configurations: Int?
    /// Adverse decisions explained in each trial of the largest size.
    package let explanations: Int?
    /// Of these, the decisions on which every way to explain is tried.
    package let comparedExplanations: Int?
    /// Queries one after the other, in each session and for each candidate.
    package let singleStreamQueries: Int?
    /// Items that are handed over at once.
    package let offlineItems: Int?
    /// Explanations that each session times.
    package let timedExplanations: Int?

    package init(
      sizes: ClosedRange<Int>, testItems: Int, configurations: Int? = nil,
      explanations: Int? = nil, comparedExplanations: Int? = nil,
      singleStreamQueries: Int? = nil, offlineItems: Int? = nil, timedExplanations: Int? = nil
    ) {
      self.sizes = sizes
      self.testItems = testItems
      self.configurations = configurations
      self.explanations = explanations
      self.comparedExplanations = comparedExplanations
      self.singleStreamQueries = singleStreamQueries
      self.offlineItems = offlineItems
      self.timedExplanations = timedExplanations
    }
  }

  package let name: String
  package let title: String
  package let summary: String
  /// The identifiers of the claims that the workload tests, such as `C12`.
  package let claims: [String]
  /// The scores of an answer sheet; the first is the headline.
  package let scores: [FigureKind]
  package let options: [Option]
  package let endToEnd: String
  package let stages: [Stage]
  /// The meanings that an input column may declare to the hybrid's feature stage.
  package let meanings: [String]
  /// Whether the hybrid's stages learn from stage annotations, which then cost money.
  package let usesStageAnnotations: Bool
  /// The stages of the hybrid that can be learned instead of written, by name.
  package let learnableStages: [String]
  /// Those of them that learn from what a user's own table holds.
  package let stagesLearnedFromTables: [String]
  /// Whether the network can be trained without its regularisation, for the study of it.
  package let canDropRegularisation: Bool
  /// Whether the hybrid's stages can run each in a process of its own.
  package let hasServices: Bool
  /// What the user's own table has to look like.
  package let data: DataForm
  /// How much each effort runs, where that is not what suits a table of numbers.
  package let budgets: [Effort: Budget]
  /// What trials cost, for foretelling a plan's time.
  package let costs: [Architecture: Cost]
  /// One round of the reference loop at its fastest on the machine of `costs`, in nanoseconds; nil where
  /// it was not written down.
  package let costReference: Double?

  package init(
    name: String, title: String, summary: String, claims: [String], scores: [FigureKind],
    options: [Option], endToEnd: String, stages: [Stage], meanings: [String],
    usesStageAnnotations: Bool, learnableStages: [String] = [],
    stagesLearnedFromTables: [String]? = nil,
    canDropRegularisation: Bool = false, hasServices: Bool = false, data: DataForm = .table,
    budgets: [Effort: Budget] = [:], costs: [Architecture: Cost] = [:],
    costReference: Double? = nil
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.claims = claims
    self.scores = scores
    self.options = options
    self.endToEnd = endToEnd
    self.stages = stages
    self.meanings = meanings
    self.usesStageAnnotations = usesStageAnnotations
    self.learnableStages = learnableStages
    self.stagesLearnedFromTables = stagesLearnedFromTables ?? learnableStages
    self.canDropRegularisation = canDropRegularisation
    self.hasServices = hasServices
    self.data = data
    self.budgets = budgets
    self.costs = costs
    self.costReference = costReference
  }
}

/// What a corpus holds, read before a plan is made.
package struct CorpusSummary: Codable, Sendable, Equatable {
  /// Labelled examples that may be split; nil where the corpus is generated to order.
  package let examples: Int?
  /// Examples that every trial can train on; nil where the corpus is generated to order.
  package let available: Int?
  /// How the examples are divided into training and test items.
  package let split: SplitRule
  /// What the user should know of the data, one sentence each.
  package let remarks: [String]

  /// Of a corpus that is generated to order.
  package init(remarks: [String]) {
    (examples, available, split, self.remarks) = (nil, nil, .generated, remarks)
  }

  /// Of labelled examples.
  package init(examples: Int, available: Int, split: SplitRule, remarks: [String]) {
    self.examples = examples
    self.available = available
    self.split = split
    self.remarks = remarks
  }
}

/// How examples are divided into training and test items.
package enum SplitRule: Codable, Sendable, Equatable {
  /// Fresh training items for every repetition, one fixed set of test items.
  case generated
  /// Stratified cross-validation, repeated with another division for every repetition.
  case crossValidation(folds: Int)
  /// The file's own split, or the latest rows as test items.
  case holdOut(test: Int)
}
