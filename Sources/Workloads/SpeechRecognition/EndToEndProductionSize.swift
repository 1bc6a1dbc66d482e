import Classics
import Figures
import Networks
import NumericCore
import Records
package import Signals
import Tensors
package import WorkloadKit

extension EndToEnd {
  /// The numbers of parameters that can be declared: from where width 8 is near enough, to what was
  /// measured.
  static let declarable = 50_000...DeclaredSize.largest

  /// The transducer at a declared number of parameters, with random weights, for timing alone.
  ///
  /// It keeps its layers, bands and labels, and grows in width as the most ordinary configuration
  /// is wide. Random weights give labels at random, so how many labels a recording has, on which
  /// the time of the search depends, is not a trained network's: it is bounded by the number of
  /// multiplications.
  ///
  /// - Throws: `WorkloadError` for a number that no width comes near.
  package static func declared(
    parameters: Int, on items: [Utterance], seed: UInt64
  ) throws(WorkloadError) -> Declared<Waveform, Transcript> {
    let fitting = try TransducerFitting(
      items, bands: EndToEndSetting.grid[0].bands, seed: seed)
    let (bands, labels) = (fitting.bank.bands, fitting.labels.count)
    do {
      // Large widths in steps that fill whole vectors.
      let size = try DeclaredSize(
        parameters: parameters, widthStep: parameters < 4_000_000 ? 4 : 16
      ) { Self.sizes(width: $0, bands: bands, labels: labels).parameterCount }
      let sizes = Self.sizes(width: size.width, bands: bands, labels: labels)
      var generator = SeededGenerator(seed: seed, "speech-recognition", "declared")
      let network = TransducerNetwork(sizes, from: &generator)
      try size.check(network)
      let candidate = EndToEnd(
        Fitted(
          bank: fitting.bank, scale: fitting.training.scale, labels: fitting.labels, sizes: sizes,
          beam: 1, calibration: .none, threshold: 0),
        network: network)
      let width = Format.count(size.width)
      return Declared(
        candidate: candidate,
        model: DeclaredModel(
          declared: parameters, stages: candidate.stageParameters,
          shape: "convolutions of \(width) filters and recurrent layers of \(width), "
            + "a prediction and a joint network of \(Format.count(sizes.joint))",
          projections: [try projection(network, fitting.training)]))
    } catch {
      throw WorkloadError(
        "the end-to-end network cannot be built: \(error)",
        remedy: "declare another number of parameters")
    }
  }

  /// Recordings by which the decoding length is told.
  private static let heard = 8

  /// What the letters of a recording take, against what random weights give.
  ///
  /// The network hears them on a tape of its own, of which nothing is left when memory is measured.
  private static func projection(
    _ network: TransducerNetwork, _ examples: SpokenExamples
  ) throws(TensorError) -> DeclaredModel.Projection {
    let search = TransducerSearch(network: network, beam: 1)
    let tape = Tape(.inference)
    var (given, spoken, work, neededWork) = (0, 0, 0.0, 0.0)
    for (frames, target) in zip(examples.frames, examples.targets).prefix(heard) {
      let states = TransducerNetwork.steps(after: frames.count)
      let labels = try search.hear([examples.scale(frames)], on: tape).first?.labels.count ?? 0
      given += labels
      spoken += target.count
      work += network.sizes.multiplications(states: states, labels: labels)
      neededWork += network.sizes.multiplications(states: states, labels: target.count)
    }
    let count = Double(max(1, min(heard, examples.frames.count)))
    func mean(_ labels: Int) -> String { Format.fixed(Double(labels) / count, decimals: 1) }
    let factor = neededWork / max(work, 1)
    return .init(
      part: "decoding length", factor: min(factor, 1)...max(factor, 1),
      reason:
        "random weights give \(mean(given)) letters a recording where \(mean(spoken)) are spoken,"
        + " which takes as many times the multiplications")
  }

  private static func sizes(width: Int, bands: Int, labels: Int) -> TransducerNetwork.Sizes {
    TransducerNetwork.Sizes(
      bands: bands, labels: labels, filters: width, hidden: width, prediction: 3 * width / 4,
      joint: 3 * width / 4, dropout: 0)
  }
}

extension TransducerNetwork.Sizes {
  /// The multiplications of an answer, from states of the encoder and labels, about.
  ///
  /// The search joins once for each state and label; the log-odds are those of all their alignments.
  fileprivate func multiplications(states: Int, labels: Int) -> Double {
    let encoder =
      2 * ParameterCounts.convolution(bands, filters, kernel: 5)
      + ParameterCounts.convolution(filters, filters, kernel: 5)
      + ParameterCounts.gru(filters, hidden)
      + ParameterCounts.convolution(hidden, hidden, kernel: 3)
      + ParameterCounts.gru(hidden, hidden) + ParameterCounts.dense(hidden, joint)
      + ParameterCounts.dense(hidden, self.labels)
    let prediction =
      ParameterCounts.gru(embedding, prediction) + ParameterCounts.dense(prediction, joint)
    let joins = states + labels + states * (labels + 1)
    return Double(
      states * encoder + 2 * (labels + 1) * prediction
        + joins * ParameterCounts.dense(joint, self.labels))
  }

  /// The number of parameters of a network of these sizes.
  var parameterCount: Int {
    let encoder =
      ParameterCounts.convolution(bands, filters, kernel: 5)
      + ParameterCounts.convolution(filters, filters, kernel: 5)
      + 2 * ParameterCounts.layerNorm(filters) + ParameterCounts.gru(filters, hidden)
      + ParameterCounts.convolution(hidden, hidden, kernel: 3)
      + ParameterCounts.gru(hidden, hidden)
    let outputs =
      ParameterCounts.dense(hidden, joint) + ParameterCounts.dense(hidden, labels)
      + ParameterCounts.dense(prediction, joint) + ParameterCounts.dense(joint, labels)
    return encoder + outputs + ParameterCounts.embedding(labels, embedding)
      + ParameterCounts.gru(embedding, prediction)
  }
}
