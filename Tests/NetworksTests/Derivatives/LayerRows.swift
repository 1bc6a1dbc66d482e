import Networks
import NumericCore
import Tensors

/// Rows of convolutions, pools and normalisations.
enum LayerRows {
  static let all = convolutions + rectified + pools + norms

  private static let convolutions: [DerivativeCase] = [
    convolution(Window(square: AxisWindow(1))),
    convolution(Window(square: AxisWindow(3, padding: 1))),
    convolution(Window(square: AxisWindow(3, stride: 2, padding: 1))),
    convolution(
      Window(height: AxisWindow(2, stride: 3, padding: 1), width: AxisWindow(4, padding: 5))),
    convolution(
      Window(
        height: AxisWindow(2, padding: 1, dilation: 2),
        width: AxisWindow(3, stride: 2, padding: 4, dilation: 3))),
    convolution(Window(square: AxisWindow(3, padding: 1)), groups: 2),
    convolution(Window(square: AxisWindow(2, stride: 2, padding: 1, dilation: 2)), groups: 3),
    convolution(Window(time: AxisWindow(5, stride: 2, padding: 2))),
    convolution(Window(square: AxisWindow(7))),
    // As many windows as the gradient's frame has pixels, but two apart and half of them outside.
    DerivativeCase(
      "convolution", "padding beyond the kernel's reach",
      { _ in [Shape(1, 3, 5, 2), Shape(6, 2), Shape(2)] },
      { inputs in
        let window = Window(
          height: AxisWindow(3, padding: 2), width: AxisWindow(1, stride: 2, padding: 2))
        return inputs[0].convolved(Convolution(window), weight: inputs[1], bias: inputs[2])
      }),
    .init(
      "convolution", "the layer over time", inputs: 1, { [sequenceShape(&$0)] },
      layer: { shapes, generator in
        Conv1D(shapes[0][2], 2, kernel: 3, padding: 2, dilation: 2, from: &generator)
      }, { layer, inputs in layer(inputs[0]) }),
  ]

  /// Each group has up to two channels and up to three outputs.
  private static func convolution(_ window: Window, groups: Int = 1) -> DerivativeCase {
    DerivativeCase(
      "convolution", "\(window.height) × \(window.width), \(groups) groups",
      { generator in
        let own = size(&generator, upTo: 2)
        let outputs = groups * size(&generator, upTo: 3)
        return [
          imageShape(&generator, channels: groups * own),
          Shape(window.elements(channels: own), outputs), Shape(outputs),
        ]
      }, { $0[0].convolved(Convolution(window, groups: groups), weight: $0[1], bias: $0[2]) })
  }

  /// A bias of ±5 sets an output's channels on or off: the others add up to at most 4.5.
  private static let rectified: [DerivativeCase] = [1, 2].map { groups in
    let window = Window(square: AxisWindow(3, padding: 1))
    return DerivativeCase(
      "convolution", "rectified, \(groups) groups", reach: 0.5,
      { generator in
        let (own, outputs) = (2 / groups, groups * size(&generator, upTo: 3))
        return [
          imageShape(&generator, channels: 2), Shape(window.elements(channels: own), outputs),
          Shape(outputs),
        ]
      },
      { inputs in
        let switches = (0..<inputs[2].shape.count).map { Float($0 % 2 == 0 ? 5.5 : -5.5) }
        let bias = inputs[2] + inputs[2].tape.constant(Tensor(inputs[2].shape, switches))
        return inputs[0].convolved(
          Convolution(window, groups: groups, rectified: true), weight: inputs[1], bias: bias)
      })
  }

  private static let pools: [DerivativeCase] = [
    Window(square: AxisWindow(2, stride: 2)),
    Window(height: AxisWindow(3, stride: 2, padding: 1), width: AxisWindow(2)),
    Window(square: AxisWindow(3, stride: 1, padding: 2)),
    Window(time: AxisWindow(2, stride: 3, padding: 1)),
  ].flatMap { window in
    [
      DerivativeCase(
        "maxPool", "\(window.height) × \(window.width)", { [imageShape(&$0)] },
        { $0[0].maxPooled(window) }),
      DerivativeCase(
        "averagePool", "\(window.height) × \(window.width)", { [imageShape(&$0)] },
        { $0[0].averagePooled(window) }),
    ]
  }

  // An ε of a quarter keeps the root away from zero where a row or column has one element.
  private static let norms: [DerivativeCase] = [
    .init(
      "layerNorm", "of rows of at least three", { norm(&$0, ofRows: true) },
      { $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 1e-3) }),
    .init(
      "layerNorm", "of rows of any size", { norm(&$0, ofRows: false) },
      { $0[0].layerNormalised(scale: $0[1], shift: $0[2], epsilon: 0.25) }),
    .init(
      "batchNorm", "of the batch's moments", { norm(&$0, ofRows: false) },
      {
        $0[0].batchNormalised(by: nil, scale: $0[1], shift: $0[2], epsilon: 0.25).output
      }),
    .init(
      "batchNorm", "of given moments", { norm(&$0, ofRows: false) },
      { inputs in
        let columns = inputs[0].shape.last
        let places = (0..<columns).map { Float($0) }
        let moments = ColumnMoments(
          mean: Tensor(Shape(columns), places.map { 0.5 - 0.25 * $0 }),
          variance: Tensor(Shape(columns), places.map { 0.75 + 0.5 * $0 }))
        return inputs[0].batchNormalised(
          by: moments, scale: inputs[1], shift: inputs[2], epsilon: 1e-5
        ).output
      }),
  ]

  private static func norm(_ generator: inout SeededGenerator, ofRows: Bool) -> [Shape] {
    let columns = size(&generator) + (ofRows ? 2 : 0)
    return [
      Shape(size(&generator), size(&generator, upTo: 2), columns), Shape(columns), Shape(columns),
    ]
  }
}
