package import Explaining
package import ModelFiles
package import Records

/// A task with a corpus, scores, and two architectures that answer it.
///
/// What is specific to a field lives behind this protocol; training, measuring, explaining and
/// deciding know nothing else of it. `Conformance` holds the rules that every workload keeps.
package protocol Workload: Sendable {
  /// What a candidate is asked.
  associatedtype Input: Sendable
  /// An input with its truth.
  associatedtype Item: LabelledItem<Input>
  /// What a candidate answers.
  associatedtype Answer: Sendable

  static var descriptor: WorkloadDescriptor { get }

  /// Reads the user's data, or prepares the embedded corpus.
  ///
  /// - Throws: ``WorkloadError`` naming the place in the user's file.
  init(_ reference: WorkloadReference, seed: UInt64) throws(WorkloadError)

  /// SHA-256 of the user's data: of the file, and of the files that its rows name where they name any.
  ///
  /// - Throws: ``WorkloadError`` for a file that cannot be read.
  static func digest(of data: DataSource) throws(WorkloadError) -> String

  var summary: CorpusSummary { get }

  /// The items that a trial trains on and is tested on; the same for both architectures.
  func division(_ specification: TrialSpecification) throws(WorkloadError) -> Division<Item>

  /// Trains a candidate: tunes, selects on validation items, trains to a plateau.
  ///
  /// The candidate sees only `items`; what it holds back for validation is its own affair, but
  /// comes out of the same examples.
  func train(
    _ architecture: Architecture, on items: [Item], configurations: Int, seed: UInt64
  ) throws -> Trained<Input, Answer>

  /// Trains a candidate with one thing varied, for a study: see ``Variation``.
  ///
  /// Options and sites vary the items, not the training, and do not come here.
  ///
  /// - Throws: ``WorkloadError`` for a variation that the workload does not have.
  func train(
    _ architecture: Architecture, varied variation: Variation, on items: [Item],
    configurations: Int, seed: UInt64
  ) throws -> Trained<Input, Answer>

  /// Builds a candidate of about a declared number of parameters with random weights.
  ///
  /// It takes inputs and gives answers like a trained one, so that its time and memory can be measured;
  /// what it answers means nothing. `items` are for what is no weight, such as scales and levels.
  ///
  /// - Throws: ``WorkloadError`` where the workload builds none of that size.
  func declared(
    _ architecture: Architecture, parameters: Int, on items: [Item], seed: UInt64
  ) throws(WorkloadError) -> Declared<Input, Answer>

  /// Restores a candidate from its file.
  func load(
    _ architecture: Architecture, from file: ModelFile
  ) throws -> any Candidate<Input, Answer>

  /// The part of a candidate's model file that a stage needs to serve alone; nil of one in one piece.
  static func stageFile(_ stage: String, of file: ModelFile) -> ModelFile?

  /// Restores one stage of a candidate from the part of the model file that is its own.
  ///
  /// - Throws: ``WorkloadError`` for a stage that there is not, or an architecture in one piece.
  static func loadStage(
    _ stage: String, of architecture: Architecture, from part: ModelFile
  ) throws -> any StageService

  /// How inputs and answers travel to and from stages that run apart; nil of one in one piece.
  func codec(of architecture: Architecture) -> ServiceCodec<Input, Answer>?

  /// The values that the scores are made of.
  func values(of answer: Answer, to item: Item) -> [String: Double]

  /// The answer of a predictor that says the same of everyone; a failed item is scored as if by it.
  func constantAnswer(learnedFrom items: [Item]) -> Answer

  /// The best scores that any answerer could reach on these items, where that is known.
  func ceilings(on items: [Item]) -> [String: Double]

  /// Decisions by protected column and group; protected values go no further than this sum.
  func groups(_ answers: [Answer?], on items: [Item]) -> [GroupDecisions]

  /// The parts of an input that an explanation may name, in order.
  var units: [String] { get }

  /// The input with every unit outside `kept` taken from `reference`.
  func compose(_ input: Input, reference: Input, kept: [Bool]) -> Input

  /// Whether a decision goes against the person it is about, and must be explained.
  func isAdverse(_ answer: Answer) -> Bool

  /// How strongly an answer speaks for the adverse decision, such as its log-odds.
  ///
  /// Larger is more adverse. It is finite, and on a scale on which the parts of an input add up as far
  /// as they can: ways to explain divide it among the units.
  func adverseScore(_ answer: Answer) -> Double

  /// How long an input lasts where it has a length in time, such as a recording, in seconds; else nil.
  ///
  /// Time to answer by this is the real-time factor.
  func mediaSeconds(of input: Input) -> Double?

  /// What each unit of an item truly contributes to the outcome, where the corpus knows it.
  ///
  /// The exact Shapley values of the function behind the corpus, on the scale of its log-odds, the
  /// absent units taken from each reference in turn; or, where the corpus knows the cause alone, the
  /// share of the cause that lies in each unit.
  ///
  /// - Returns: one contribution a unit; nil where the function is not known, as of the user's data.
  func truth(of item: Item, against references: [Item]) -> [Double]?

  /// Each unit with its value in words, in the order of `units`, such as `income 2,100`.
  ///
  /// Protected columns are no units, so they never stand here.
  func inWords(input: Input) -> [String]

  /// An answer in words, such as `refused, probability of default 0.31`.
  func inWords(answer: Answer) -> String
}

extension Workload {
  package static func digest(of data: DataSource) throws(WorkloadError) -> String {
    try RoleTable.digest(data)
  }

  package static func stageFile(_ stage: String, of file: ModelFile) -> ModelFile? { nil }

  package static func loadStage(
    _ stage: String, of architecture: Architecture, from part: ModelFile
  ) throws -> any StageService {
    throw WorkloadError(
      "\(descriptor.name) cannot serve '\(stage)' alone",
      remedy: "serve the candidate in one process")
  }

  package func codec(of architecture: Architecture) -> ServiceCodec<Input, Answer>? { nil }

  package func mediaSeconds(of input: Input) -> Double? { nil }

  package func truth(of item: Item, against references: [Item]) -> [Double]? { nil }

  package func train(
    _ architecture: Architecture, varied variation: Variation, on items: [Item],
    configurations: Int, seed: UInt64
  ) throws -> Trained<Input, Answer> {
    throw WorkloadError(
      "\(Self.descriptor.name) cannot train \(architecture.rawValue) varied as \(variation)",
      remedy: "leave the study out of the profile")
  }

  package func declared(
    _ architecture: Architecture, parameters: Int, on items: [Item], seed: UInt64
  ) throws(WorkloadError) -> Declared<Input, Answer> {
    throw WorkloadError(
      "\(Self.descriptor.name) cannot build \(architecture.rawValue) at a declared size",
      remedy: "leave `deployment` out of the profile")
  }
}

/// An input with its truth and a name that records may hold.
package protocol LabelledItem<Input>: Sendable {
  associatedtype Input: Sendable
  var id: String { get }
  var input: Input { get }
}

/// A trained thing that answers inputs.
package protocol Candidate<Input, Answer>: Sendable {
  associatedtype Input: Sendable
  associatedtype Answer: Sendable

  /// Parameters of each stage, in order; one entry for an end-to-end network.
  var stageParameters: [NamedCount] { get }

  /// Bytes of each stage's parameters in the model file, in the order of `stageParameters`.
  var stageBytes: [NamedCount] { get }

  /// How the candidate names its reasons, such as `reason codes` or `KernelSHAP`.
  var explanationMethod: String { get }

  /// Answers one input.
  ///
  /// - Throws: ``WorkloadError`` for an input that is empty or malformed, or whose stage failed.
  func answer(_ input: Input) throws(WorkloadError) -> Answer

  /// Answers one input and calls `mark` as each stage is done, in the order of `stageParameters`.
  ///
  /// - Throws: as ``answer(_:)`` does.
  func answer(
    _ input: Input, markingStages mark: () -> Void
  ) throws(WorkloadError) -> Answer

  /// Answers many inputs at once; an input that fails has nil in its place.
  func answer(all inputs: [Input]) -> [Answer?]

  /// The reasons for the answer to one input, the weightiest first.
  func explain(_ input: Input) throws(WorkloadError) -> Explanation

  /// The scores of coalitions of an input's units, where the candidate has a faster way to them than
  /// to answer composed inputs.
  ///
  /// The absent units are taken from each reference in turn, and the scores averaged; a score is the
  /// workload's `adverseScore`.
  ///
  /// - Returns: what scores coalitions; nil where there is no faster way.
  /// - Throws: ``WorkloadError`` for a malformed input or reference.
  func coalitionScores(
    _ input: Input, against references: [Input]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])?

  /// What integrated gradients say that each unit contributes to the score, averaged over references.
  ///
  /// - Returns: one contribution a unit; nil of a candidate without gradients.
  /// - Throws: ``WorkloadError`` for a malformed input or reference.
  func gradientContributions(
    _ input: Input, against references: [Input], _ method: IntegratedGradients
  ) throws(WorkloadError) -> [Double]?

  /// The same candidate with its learned parameters randomised: a control for explanations.
  func randomised(seed: UInt64) -> any Candidate<Input, Answer>

  func file() -> ModelFile
}

extension Candidate {
  package func coalitionScores(
    _ input: Input, against references: [Input]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])? { nil }

  package func gradientContributions(
    _ input: Input, against references: [Input], _ method: IntegratedGradients
  ) throws(WorkloadError) -> [Double]? { nil }

  /// One stage, the whole.
  package func answer(
    _ input: Input, markingStages mark: () -> Void
  ) throws(WorkloadError) -> Answer {
    let answer = try answer(input)
    mark()
    return answer
  }

  /// What all arrays of the model file hold: of a candidate of one stage.
  package var stageBytes: [NamedCount] {
    let bytes = file().arrays.values.reduce(0) { $0 + $1.bytes }
    return stageParameters.prefix(1).map { NamedCount(name: $0.name, count: bytes) }
  }

  package func answer(all inputs: [Input]) -> [Answer?] {
    inputs.map { input in try? answer(input) }
  }
}

/// The items of one trial.
package struct Division<Item: Sendable>: Sendable {
  package var training: [Item]
  package var test: [Item]

  package init(training: [Item], test: [Item]) {
    self.training = training
    self.test = test
  }
}

/// A candidate and how it came about.
package struct Trained<Input: Sendable, Answer: Sendable>: Sendable {
  package var candidate: any Candidate<Input, Answer>
  package var summary: TrainingSummary
  /// Seconds from the start of the fit to each point of the summary's course; nil where it has none.
  package var courseSeconds: [Double]?

  package init(
    candidate: any Candidate<Input, Answer>, summary: TrainingSummary,
    courseSeconds: [Double]? = nil
  ) {
    self.candidate = candidate
    self.summary = summary
    self.courseSeconds = courseSeconds
  }
}

/// A candidate of a declared size, and what was built.
package struct Declared<Input: Sendable, Answer: Sendable>: Sendable {
  package var candidate: any Candidate<Input, Answer>
  package var model: DeclaredModel

  package init(candidate: any Candidate<Input, Answer>, model: DeclaredModel) {
    self.candidate = candidate
    self.model = model
  }
}

/// Data or an input that a workload cannot use: what, where, and what would be right.
package struct WorkloadError: Error, Sendable, Equatable, CustomStringConvertible {
  package let problem: String
  /// The file, with its line where there is one, or the item; empty where neither applies.
  package let place: String
  package let remedy: String

  package init(_ problem: String, at place: String = "", remedy: String) {
    self.problem = problem
    self.place = place
    self.remedy = remedy
  }

  package var description: String {
    (place.isEmpty ? "" : place + ": ") + problem + "; " + remedy
  }
}
