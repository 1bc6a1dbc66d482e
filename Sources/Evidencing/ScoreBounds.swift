import Figures
import Scores
import Statistics

extension FigureKind {
  /// A score's estimate with its interval inside what the score can be.
  ///
  /// Areas under a curve take the logit scale, as ``LogitScale`` says why; others are cut.
  func bounded(_ estimate: Estimate) -> Estimate {
    switch id {
    case AreaUnderCurve().kind.id, OutOfScopeAUROC().kind.id: LogitScale.carry(estimate)
    default: estimate.within(range ?? least.map { $0 ... .greatestFiniteMagnitude })
    }
  }
}
