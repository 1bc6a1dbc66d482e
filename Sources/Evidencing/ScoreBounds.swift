import Figures
import Scores
import Statistics

extension FigureKind {
  /// A score's estimate with its interval inside what the score can be.
  ///
  /// The area under a curve takes the logit scale, as ``LogitScale`` says why; others are cut.
  func bounded(_ estimate: Estimate) -> Estimate {
    id == AreaUnderCurve().kind.id ? LogitScale.carry(estimate) : estimate.within(range)
  }
}
