import Networks

/// All sequences of `length` numbers below `base`.
func sequences(of length: Int, below base: Int) -> [[Int]] {
  var all: [[Int]] = [[]]
  for _ in 0..<length { all = all.flatMap { head in (0..<base).map { head + [$0] } } }
  return all
}

/// Whether two results are equal, with log-probabilities and scores to within rounding.
func isClose(_ a: DecodedLabels, _ b: DecodedLabels) -> Bool {
  // A sum of some hundred terms of size 10, each rounded to 1e-16 of it.
  a.labels == b.labels && abs(a.logProbability - b.logProbability) < 1e-12
    && abs(a.score - b.score) < 1e-12
}
