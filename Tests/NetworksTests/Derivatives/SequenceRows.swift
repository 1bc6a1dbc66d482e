import Networks
import NumericCore
import Tensors

/// Rows of recurrent layers and attention.
enum SequenceRows {
  static let all = gru + lstm + attention + layers

  private static let gru: [DerivativeCase] =
    [false, true].flatMap { padded in
      [
        DerivativeCase(
          "gru", name("", padded), inputs: 1, { [sequenceShape(&$0)] },
          layer: { GRU($0[0][2], 3, from: &$1) },
          { layer, inputs in
            layer(inputs[0], lengths: try lengths(padded, inputs[0].shape))
          }),
        DerivativeCase(
          "gru", name("from a first state", padded), inputs: 2,
          { generator in
            let x = sequenceShape(&generator)
            return [x, Shape(x[0], size(&generator, upTo: 4))]
          },
          layer: { GRU($0[0][2], $0[1][1], from: &$1) },
          { layer, inputs in
            layer(inputs[0], from: inputs[1], lengths: try lengths(padded, inputs[0].shape))
          }),
        DerivativeCase(
          "gru", name("both directions", padded), inputs: 1, { [sequenceShape(&$0)] },
          layer: { BidirectionalGRU($0[0][2], 2, from: &$1) },
          { layer, inputs in
            layer(inputs[0], lengths: try lengths(padded, inputs[0].shape))
          }),
      ]
    }

  private static let lstm: [DerivativeCase] =
    [false, true].flatMap { padded in
      [
        DerivativeCase(
          "lstm", name("", padded), inputs: 1, { [sequenceShape(&$0)] },
          layer: { LSTM($0[0][2], 3, from: &$1) },
          { layer, inputs in
            layer(inputs[0], lengths: try lengths(padded, inputs[0].shape)).output
          }),
        DerivativeCase(
          "lstm", name("from a first state, with the last ones", padded), inputs: 3,
          { generator in
            let x = sequenceShape(&generator)
            let state = Shape(x[0], size(&generator, upTo: 4))
            return [x, state, state]
          },
          layer: { LSTM($0[0][2], $0[1][1], from: &$1) },
          { layer, inputs in
            let (output, last) = layer(
              inputs[0], from: LSTM.State(hidden: inputs[1], cell: inputs[2]),
              lengths: try lengths(padded, inputs[0].shape))
            return Variable.concatenated([output.flattened(), last.hidden, last.cell])
          }),
        DerivativeCase(
          "lstm", name("both directions", padded), inputs: 1, { [sequenceShape(&$0)] },
          layer: { BidirectionalLSTM($0[0][2], 2, from: &$1) },
          { layer, inputs in
            layer(inputs[0], lengths: try lengths(padded, inputs[0].shape))
          }),
      ]
    }

  private static func name(_ kind: String, _ padded: Bool) -> String {
    kind + (padded ? ", with lengths" : "")
  }

  private static func lengths(_ padded: Bool, _ shape: Shape) throws -> Lengths? {
    padded ? try fallingLengths(shape) : nil
  }

  /// Causal with more, as many and fewer keys than queries; the last leaves queries without a key.
  private static let attention: [DerivativeCase] =
    [false, true].flatMap { causal in
      [false, true].flatMap { padded in
        [-1, 0, 1].map { more in
          DerivativeCase(
            "attention", name("\(causal ? "causal, " : "")\(more) more keys", padded), reach: 1,
            { generator in
              let (batch, queries) = (size(&generator, upTo: 2), size(&generator, upTo: 4))
              let width = 2 * size(&generator, upTo: 3)
              let keys = Shape(batch, max(1, queries + more), width)
              return [Shape(batch, queries, width), keys, keys]
            },
            { inputs in
              let mask = AttentionMask(
                isCausal: causal, keyLengths: try lengths(padded, inputs[1].shape))
              return inputs[0].attending(to: inputs[1], values: inputs[2], heads: 2, mask: mask)
                .output
            })
        }
      }
    }

  private static let layers: [DerivativeCase] = [
    .init(
      "attention", "the layer on itself", inputs: 1,
      { generator in
        [Shape(size(&generator, upTo: 2), size(&generator, upTo: 4), 2)]
      },
      layer: { MultiHeadAttention($0[0][2], heads: 2, from: &$1) },
      { layer, inputs in layer(inputs[0], mask: AttentionMask(isCausal: true)) })
  ]
}
