import Classics
import NumericCore
import WorkloadKit

/// From what speaks for the words to the log-odds that all are right, and whether to ask again.
struct ConfidenceStage: Stage, Codable, Equatable {
  private var regression: LogisticRegression
  /// Of each piece of evidence over the recordings held back.
  private var means: [Double]
  private var deviations: [Double]
  /// The log-odds below which the speaker is asked to repeat.
  private(set) var threshold: Double

  private static let ordinaryDeviations = [1.0, 1, 3, 1]

  var parameters: Int { regression.coefficients.count + 2 }

  /// Fits to recordings held back, Platt's calibration with four scores in place of one.
  ///
  /// - Throws: `ClassicsError` where evidence is not finite.
  init(_ hypotheses: [Hypothesis], right: [Bool]) throws(ClassicsError) {
    let rows = hypotheses.map(\.evidence)
    let columns = rows.first?.count ?? 0
    let count = Double(max(rows.count, 1))
    let means = (0..<columns).map { column in rows.reduce(0) { $0 + $1[column] } / count }
    deviations = (0..<columns).map { column in
      let square = rows.reduce(0.0) { sum, row in
        let distance = row[column] - means[column]
        return sum + distance * distance
      }
      return max((square / count).squareRoot(), 1e-6)
    }
    self.means = means
    threshold = 0
    // Without both outcomes nothing can be weighed: the evidence counts by its own direction, and by
    // how much it ordinarily varies where that is more.
    let rights = right.count { $0 }
    if rights > 0, rights < right.count {
      let deviations = deviations
      let scaled = rows.map { row in
        row.indices.map { (row[$0] - means[$0]) / deviations[$0] }
      }
      guard let features = try? Matrix(rows: scaled) else {
        throw ClassicsError(code: .lengthMismatch, message: "evidence of different lengths")
      }
      regression = try LogisticRegression.fit(features: features, outcomes: right)
    } else {
      deviations = zip(deviations, Self.ordinaryDeviations).map(max)
      regression = LogisticRegression(
        intercept: Double.log(Double(rights + 1) / Double(right.count - rights + 1)),
        coefficients: [0.5, 0.5, 0.5, -0.5])
    }
    threshold = Self.threshold(rows.map(logOdds), wrong: right.count { !$0 })
  }

  /// A stage without knowledge, for what is randomised.
  init() {
    regression = LogisticRegression(intercept: 0, coefficients: [0.5, 0.5, 0.5, -0.5])
    means = [-1, -1, 3, 0]
    deviations = Self.ordinaryDeviations
    threshold = 0
  }

  private func scaled(_ evidence: [Double]) -> [Double] {
    evidence.indices.map { (evidence[$0] - means[$0]) / deviations[$0] }
  }

  private func logOdds(_ evidence: [Double]) -> Double {
    min(max(regression.logit(scaled(evidence)), -20), 20)
  }

  /// The log-odds below which about as many fall as are wrong, 2 % to 30 % of all.
  static func threshold(_ logOdds: [Double], wrong: Int) -> Double {
    let ranked = logOdds.sorted()
    guard !ranked.isEmpty else { return 0 }
    let most = max(Int(0.3 * Double(ranked.count)), 1)
    let least = max(Int((0.02 * Double(ranked.count)).rounded(.up)), 1)
    let count = min(max(wrong, least), most)
    return (ranked[count - 1] + ranked[min(count, ranked.count - 1)]) / 2
  }

  func run(_ hypothesis: Hypothesis) throws(WorkloadError) -> Transcript {
    let confidence = logOdds(hypothesis.evidence)
    // A moment is known when the frames that its features look ahead to have been heard.
    let context = AcousticNetwork.context.max() ?? 0
    let ahead =
      Double(context + CepstralFeatures.lookahead) * CepstralFeatures.secondsPerFrame
      + CepstralFeatures.secondsOfFrame
    let stands = Double(hypothesis.standsFrom) * StateScores.secondsPerMoment + ahead
    // The end of the last moment's last frame.
    let frames = hypothesis.support.count * AcousticNetwork.stride
    let end =
      Double(frames - 1) * CepstralFeatures.secondsPerFrame + CepstralFeatures.secondsOfFrame
    return Transcript(
      words: hypothesis.words.map(\.text), confidence: confidence,
      isRejected: confidence < threshold,
      lastWordAt: hypothesis.words.isEmpty ? nil : min(stands, end))
  }
}
