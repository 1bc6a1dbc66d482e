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
    let texts = WordUnits.texts(request)
    let present = texts.indices.filter { !texts[$0].isEmpty }
    let values = KernelSHAP(units: present.count, evaluations: Self.coalitions)
      .values(seed: 0) { coalitions in
        let requests = coalitions.map { coalition in
          ServiceRequest(
            text: present.indices.filter { coalition[$0] }.map { texts[present[$0]] }
              .joined(separator: " "))
        }
        // A text of which nothing is left says as little as can be: no more than half of the whole.
        return answer(all: requests).map { $0?.adverseScore ?? whole.adverseScore / 2 }
      }
    var contributions = [Double](repeating: 0, count: WordUnits.count)
    for (unit, value) in zip(present, values) { contributions[unit] = value }
    return Explanation(contributions: contributions, names: WordUnits.inWords(request))
  }
}
