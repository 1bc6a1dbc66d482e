import Classics
package import Explaining
package import WorkloadKit

extension Hybrid {
  package var explanationMethod: String {
    isLinear
      ? "contributions of words to the linear machines"
      : "KernelSHAP, \(EndToEnd.coalitions) coalitions"
  }

  /// Whether linear machines decide, so that their sums are the reasons.
  var isLinear: Bool {
    fitted.learnedClassifier == nil && fitted.oracle != .intentClassifier
  }

  /// What each word adds to the log-odds of being turned away, most first.
  ///
  /// The log-odds are linear in the margins of three machines, and these in the n-grams of the words,
  /// so that the contributions add up. The words are those that were typed. Where something else
  /// stands in the machines' place, KernelSHAP names the reasons, as it does for the network.
  package func explain(_ request: ServiceRequest) throws(WorkloadError) -> Explanation {
    let tokenised = try tokenised(request)
    guard isLinear else {
      let whole = try answer(request)
      return WordReasons.shapley(request, evaluations: EndToEnd.coalitions) { requests in
        requests.map { (try? answer($0))?.adverseScore ?? whole.adverseScore / 2 }
      }
    }
    let classifier = fitted.classifier
    let verdict = classifier.form.rejection.verdict(classifier.scores(tokenised))
    let slopes = classifier.form.rejection.slopes(verdict, classes: classifier.form.labels.count)
    let involved = slopes.indices.filter { slopes[$0] != 0 }
    let parts = classifier.vectoriser.contributions(of: tokenised.tokens) { feature in
      Float(
        involved.reduce(0) {
          $0 + slopes[$1] * Double(classifier.machines.weight($1, feature))
        })
    }
    var contributions = [Double](repeating: 0, count: WordUnits.count)
    for (part, origin) in zip(parts, tokenised.origins) {
      contributions[WordUnits.unit(ofWord: origin)] += part
    }
    return Explanation(contributions: contributions, names: WordUnits.inWords(request))
  }
}
