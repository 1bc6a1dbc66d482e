import Classics
import ModelFiles
import NumericCore
package import WorkloadKit

/// The third stage: what is asked, by linear machines over n-grams, and whether a service is there for it.
package struct IntentClassifier: Stage, StoredStage {
  /// What a model file keeps beside the arrays.
  struct Form: Codable {
    var labels: [String]
    var options: TextVectoriser.Options
    var rejection: Rejection
  }

  static let name = HybridStage.intentClassifier

  var form: Form
  let vectoriser: TextVectoriser
  var machines: LinearClassifier

  init(_ form: Form, vectoriser: TextVectoriser, machines: LinearClassifier) {
    self.form = form
    self.vectoriser = vectoriser
    self.machines = machines
  }

  /// Knows no label; stands where a network is in its place.
  static let empty = IntentClassifier(
    Form(labels: [], options: .init(), rejection: .initial(foreign: nil)),
    vectoriser: TextVectoriser(
      options: .init(), index: FeatureIndex(keys: []), inverseFrequencies: []),
    machines: LinearClassifier(classes: 0, features: 0, weights: []))

  package var parameters: Int { machines.weights.count + vectoriser.index.count }

  /// The margin of each label.
  func scores(_ request: TokenisedRequest) -> [Double] { scores(ofTokens: request.tokens) }

  func scores(ofTokens tokens: [String]) -> [Double] {
    machines.margins(vectoriser.vector(of: tokens))
  }

  package func run(_ request: TokenisedRequest) throws(WorkloadError) -> ClassifiedRequest {
    form.rejection.classified(request, scores: scores(request), labels: form.labels)
  }

  func store(in file: inout ModelFile) {
    file.write(form, as: Self.name.rawValue)
    file.arrays[Self.key("features")] = ModelArray(vectoriser.index.stored)
    file.arrays[Self.key("frequencies")] = ModelArray(vectoriser.inverseFrequencies)
    file.arrays[Self.key("weights")] = ModelArray(machines.weights)
  }

  init(from file: ModelFile) throws {
    let form = try file.read(Form.self, Self.name.rawValue)
    let index = FeatureIndex(stored: try file.integers(Self.key("features")))
    self.init(
      form,
      vectoriser: TextVectoriser(
        options: form.options, index: index,
        inverseFrequencies: try file.floats(Self.key("frequencies"))),
      machines: LinearClassifier(
        classes: form.labels.count, features: index.count,
        weights: try file.floats(Self.key("weights"))))
    guard vectoriser.inverseFrequencies.count == index.count,
      machines.weights.count == form.labels.count * (index.count + 1)
    else {
      throw WorkloadError(
        "the arrays of '\(Self.name.rawValue)' do not fit each other", at: file.kind,
        remedy: "train the model again with this version of assay")
    }
  }
}

extension Rejection {
  /// The request with the service that scores highest, or turned away.
  func classified(
    _ request: TokenisedRequest, scores: [Double], labels: [String]
  ) -> ClassifiedRequest {
    let verdict = verdict(scores)
    let adverse = verdict.logOdds - threshold
    let isForeign = foreign != nil && adverse > 0
    return ClassifiedRequest(
      request: request, intent: isForeign ? ServiceAction.outOfScope : labels[verdict.best],
      outOfScope: Double.logistic(verdict.logOdds), adverseScore: adverse)
  }
}
