import Figures
import NumericCore

/// The confidence levels at which the comparisons of one family are judged, after Holm (1979).
///
/// Of m comparisons the one with the least p value is judged at 1 − 0.05/m, the next at 1 − 0.05/(m − 1),
/// and so on; after the first that does not differ from zero, the others stay at its level. An interval
/// at its level excludes zero exactly where Holm's adjusted p value is at most 0.05, so at most 5 in 100
/// families of equals name any difference.
enum StepDown {
  static let alpha = 0.05

  /// The level of each comparison, in the order given; `pValues` are two-sided, of no difference.
  static func levels(_ pValues: [Double]) -> [Double] {
    var levels = pValues
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var share = alpha
    var goesOn = true
    for (rank, index) in order.enumerated() {
      if goesOn { share = alpha / Double(pValues.count - rank) }
      levels[index] = 1 - share
      goesOn = goesOn && pValues[index] <= share
    }
    return levels
  }

  /// That p at which the interval at level 1 − p ends at zero, by halving its logarithm.
  ///
  /// `interval` gives the interval at a level; 1e−12 stands for all p that are smaller.
  static func pValue(_ interval: (Double) -> Interval?) -> Double {
    var (low, high) = (Double.log(1e-12), 0.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      guard let found = interval(1 - Double.exp(middle)) else { return 1 }
      if found.lower > 0 || found.upper < 0 { high = middle } else { low = middle }
    }
    return Double.exp(high)
  }
}
