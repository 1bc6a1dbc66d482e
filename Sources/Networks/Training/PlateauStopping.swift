import Tensors

/// Tells when the validation loss has stopped falling: a function of the losses and steps it was
/// shown, never of the time they took.
package struct PlateauStopping: Hashable, Sendable {
  /// What a loss means for the training.
  package enum Verdict: String, Sendable {
    case improved
    case waiting
    case plateau
  }

  /// The epochs without improvement that make a plateau.
  package let patience: Int
  /// The steps without improvement that it takes as well; few examples make short epochs.
  package let patienceSteps: Int
  /// A loss must fall by more than this to count as improved.
  package let minimumDelta: Double

  package private(set) var bestLoss = Double.infinity
  /// Epochs count from 1.
  package private(set) var bestEpoch = 0
  private var waited = 0
  private var stepOfLastChange = 0

  package init(patience: Int, patienceSteps: Int = 0, minimumDelta: Double = 0) {
    demand(
      patience > 0 && patienceSteps >= 0 && minimumDelta >= 0,
      "plateau: patience \(patience), \(patienceSteps) steps, delta \(minimumDelta)")
    self.patience = patience
    self.patienceSteps = patienceSteps
    self.minimumDelta = minimumDelta
  }

  /// Takes the loss after an epoch, at a step of the optimiser.
  package mutating func observe(_ loss: Double, epoch: Int, step: Int) -> Verdict {
    if loss < bestLoss - minimumDelta {
      bestLoss = loss
      bestEpoch = epoch
      startWaiting(step: step)
      return .improved
    }
    waited += 1
    return waited >= patience && step - stepOfLastChange >= patienceSteps ? .plateau : .waiting
  }

  /// Gives the training its patience anew, after a change such as a lower learning rate.
  package mutating func startWaiting(step: Int) {
    waited = 0
    stepOfLastChange = step
  }
}
