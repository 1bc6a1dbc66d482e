import Networks
import NumericCore
import Tensors

/// Reads final actions off the network's heads.
struct ActionDecoder {
  let code: OutcomeCode
  let rejection: Rejection

  /// The answers to the requests of a batch.
  func answers(
    _ output: ServiceNetwork.Output, requests: [RequestEncoder.Encoded]
  ) -> [ServiceAnswer] {
    let intents = Self.scores(output)
    let steps = output.step.map { Self.rows($0.value) }
    let values = output.values.map { Self.rows($0.value) }
    let pointers = output.pointers.map { Self.rows($0.value) }
    return requests.indices.map { row in
      let verdict = rejection.verdict(intents[row])
      let adverse = verdict.logOdds - rejection.threshold
      var action = ServiceAction(intent: code.intents[verdict.best], step: "", arguments: [:])
      if rejection.foreign != nil && adverse > 0 {
        action = .turnedAway
      } else if let steps, let pointers {
        action.step = step(steps[row])
        action.arguments = arguments(
          values: values.map { $0[row] }, pointers: pointers, row: row, requests[row].tokens)
      }
      return ServiceAnswer(
        action: action, outOfScope: Double.logistic(verdict.logOdds), adverseScore: adverse,
        reply: Replies.reply(to: action))
    }
  }

  /// The scores of the intents of each request: logarithms of their probabilities.
  static func scores(_ output: ServiceNetwork.Output) -> [[Double]] {
    rows(output.intent.logSoftmax().value).map { $0.map(Double.init) }
  }

  /// What happens; to decline is no answer to a request that is not turned away.
  private func step(_ scores: [Float]) -> String {
    let decline = ServiceAction.turnedAway.step
    let open = scores.indices.filter { code.steps[$0] != decline }
    return open.max { (scores[$0], $1) < (scores[$1], $0) }.map { code.steps[$0] } ?? decline
  }

  private func arguments(
    values: [[Float]], pointers: [[Float]], row: Int, _ tokens: [String]
  ) -> [SlotType: String] {
    var arguments: [SlotType: String] = [:]
    for (slot, type) in OutcomeCode.closed.enumerated() {
      let scores = values[slot]
      let best = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? OutcomeCode.none
      if best != OutcomeCode.none { arguments[type] = code.values[slot][best - 1] }
    }
    let open = OutcomeCode.open.count
    for (slot, type) in OutcomeCode.open.enumerated() {
      let start = row * 2 * open + slot
      arguments[type] = code.value(
        type, starts: pointers[start], ends: pointers[start + open], tokens: tokens)
    }
    return arguments
  }

  /// The rows of a tensor, all axes but the last read as one.
  private static func rows(_ tensor: Tensor) -> [[Float]] {
    let (values, width) = (tensor.values, tensor.shape.last)
    return stride(from: 0, to: values.count, by: max(width, 1)).map {
      Array(values[$0..<$0 + width])
    }
  }
}
