import Networks
import NumericCore
import Signals
import Tensors
import WorkloadKit

/// How likely each state is at each moment.
package struct StateScores: Sendable, Hashable {
  /// Seconds from one moment to the next.
  static let secondsPerMoment = 0.020

  let classes: Int
  /// The logarithm of each state's posterior, `[moments, classes]`.
  let posteriors: [Float]
  /// The same less the logarithm of the state's prior, `[moments, classes]`: a likelihood but for a
  /// factor that all states share.
  let likelihoods: [Float]

  var moments: Int { posteriors.count / max(classes, 1) }
}

/// A network from a stretch of cepstra to the states of the moment in its middle.
///
///     39 × 5 frames over 160 ms ─► dense ─► dense ─► states
struct AcousticNetwork: Module {
  /// The distances of the frames that are read, in frames of 10 ms.
  static let context = [-8, -4, 0, 4, 8]
  /// Frames from one moment to the next.
  static let stride = 2

  var first: Dense
  var second: Dense
  var output: Dense
  let dropout: Dropout

  init(width: Int, classes: Int, dropout: Double, from generator: inout SeededGenerator) {
    first = Dense(
      Self.context.count * CepstralFeatures.width, width, from: &generator)
    second = Dense(width, width, from: &generator)
    output = Dense(width, classes, from: &generator)
    self.dropout = Dropout(Float(dropout))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("first", &first)
    visitor.visit("second", &second)
    visitor.visit("output", &output)
  }

  /// The logits of the states.
  ///
  /// # Shapes
  /// - stretches: `[moments, 5 · 39]`
  /// - result: `[moments, classes]`
  func logits(_ stretches: Variable) -> Variable {
    output(dropout(second(dropout(first(stretches, then: .relu)), then: .relu)))
  }

  /// The rows of a table of frames that the moments of one recording read; beyond the ends stand the
  /// first and the last.
  static func rows(_ moment: Int, frames: Int, from first: Int) -> [Int32] {
    context.map { distance in
      let frame = min(max(moment * stride + distance, 0), frames - 1)
      return Int32(truncatingIfNeeded: first + frame)
    }
  }

  static func moments(_ frames: Int) -> Int { (frames + stride - 1) / stride }
}

/// The acoustic model: posteriors of states, divided by their priors (Bourlard & Morgan 1994).
struct AcousticModel: Stage {
  let network: AcousticNetwork
  /// By class: the logarithm of its share of the training moments.
  let priors: [Float]
  let tapes = InferencePool()

  var parameters: Int { network.parameterCount }

  func run(_ described: DescribedSound) throws(WorkloadError) -> StateScores {
    let frames = described.frames
    let moments = AcousticNetwork.moments(frames.count)
    let ids = (0..<moments).flatMap { AcousticNetwork.rows($0, frames: frames.count, from: 0) }
    let posteriors = tapes.withTape { tape -> [Float] in
      let table = tape.constant(Shape(frames.count, frames.width), frames.values)
      guard let rows = try? table.gathered(ids) else { return [] }
      let stretches = rows.reshaped(
        Shape(moments, AcousticNetwork.context.count * frames.width))
      return network.logits(stretches).logSoftmax().value.values
    }
    guard !posteriors.isEmpty else {
      throw WorkloadError(
        "the recording has no frames", at: "acoustic model", remedy: "send a longer recording")
    }
    return StateScores(posteriors: posteriors, priors: priors)
  }
}

extension StateScores {
  /// Scores of posteriors, `[moments, priors.count]`.
  init(posteriors: [Float], priors: [Float]) {
    classes = priors.count
    self.posteriors = posteriors
    var likelihoods = posteriors
    for place in likelihoods.indices { likelihoods[place] -= priors[place % priors.count] }
    self.likelihoods = likelihoods
  }
}
