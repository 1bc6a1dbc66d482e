package import Explaining
package import WorkloadKit

/// How the network's answers are explained: after the fact, by leaving words out.
extension EndToEnd {
  /// Sets of words that an explanation asks the network about.
  static let coalitions = 256

  package var explanationMethod: String { "KernelSHAP, \(Self.coalitions) coalitions" }

  package func explain(_ request: ServiceRequest) throws(WorkloadError) -> Explanation {
    try request.check()
    let whole = try answer(request)
    return WordReasons.shapley(request, evaluations: Self.coalitions) { requests in
      // A text of which nothing is left says as little as can be: no more than half of the whole.
      answer(all: requests).map { $0?.adverseScore ?? whole.adverseScore / 2 }
    }
  }
}

/// Shapley values of the words of a request, the absent ones left out.
enum WordReasons {
  /// The contribution of each word to the score, which is asked for so many sets of words at most.
  ///
  /// The score is the log-odds of being turned away of each request; one may hold no word.
  static func shapley(
    _ request: ServiceRequest, evaluations: Int, score: ([ServiceRequest]) -> [Double]
  ) -> Explanation {
    let texts = WordUnits.texts(request)
    let present = texts.indices.filter { !texts[$0].isEmpty }
    let values = KernelSHAP(units: present.count, evaluations: evaluations)
      .values(seed: 0) { coalitions in
        score(
          coalitions.map { coalition in
            let kept = present.indices.filter { coalition[$0] }.map { texts[present[$0]] }
            return ServiceRequest(text: kept.joined(separator: " "))
          })
      }
    var contributions = [Double](repeating: 0, count: WordUnits.count)
    for (unit, value) in zip(present, values) { contributions[unit] = value }
    return Explanation(contributions: contributions, names: WordUnits.inWords(request))
  }
}
