import Networks
import NumericCore
import Tensors

/// Reads final actions off the network's heads.
struct ActionDecoder {
  /// What the heads say of one request, before it is decided whether the customer is turned away.
  struct Reading: Sendable {
    /// Of the intents: logarithms of their probabilities.
    var scores: [Double]
    /// Empty where only intents are known.
    var step: String
    var arguments: [SlotType: String]
  }

  let code: OutcomeCode

  /// What the heads say of the requests of a batch.
  func readings(
    _ output: ServiceNetwork.Output, requests: [RequestEncoder.Encoded]
  ) -> [Reading] {
    let intents = Self.scores(output)
    let steps = output.step.map { Self.rows($0.value) }
    let values = output.values.map { Self.rows($0.value) }
    let pointers = output.pointers.map { Self.rows($0.value) }
    return requests.indices.map { row in
      guard let steps, let pointers else {
        return Reading(scores: intents[row], step: "", arguments: [:])
      }
      return Reading(
        scores: intents[row], step: step(steps[row]),
        arguments: arguments(
          values: values.map { $0[row] }, pointers: pointers, row: row, requests[row].tokens))
    }
  }

  /// The answer that follows from a reading.
  func answer(_ reading: Reading, _ rejection: Rejection) -> ServiceAnswer {
    let verdict = rejection.verdict(reading.scores)
    let adverse = verdict.logOdds - rejection.threshold
    let isForeign = rejection.foreign != nil && adverse > 0
    let action =
      isForeign
      ? .turnedAway
      : ServiceAction(
        intent: code.intents[verdict.best], step: reading.step, arguments: reading.arguments)
    return ServiceAnswer(
      action: action, outOfScope: Double.logistic(verdict.logOdds), adverseScore: adverse,
      reply: Replies.reply(to: action))
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
