import CKernels

/// How a window slides over one axis: its kernel, stride, padding and dilation, in steps.
package struct AxisWindow: Hashable, Sendable, CustomStringConvertible {
  package let kernel: Int
  package let stride: Int
  /// Steps on either side that are not there: zeros to a convolution, nothing to a pooling.
  package let padding: Int
  /// How far apart the steps of the kernel lie.
  package let dilation: Int

  package init(_ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1) {
    demand(
      kernel > 0 && stride > 0 && padding >= 0 && dilation > 0,
      "window: kernel \(kernel), stride \(stride), padding \(padding), dilation \(dilation)")
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// How many windows fit on an axis; none where it is shorter than the kernel.
  package func count(on size: Int) -> Int {
    let room = size + 2 * padding - dilation * (kernel - 1) - 1
    return room < 0 ? 0 : room / stride + 1
  }

  /// As in `3 by 2, padding 1`.
  package var description: String {
    "\(kernel) by \(stride), padding \(padding)" + (dilation == 1 ? "" : ", dilation \(dilation)")
  }

  fileprivate func over(_ size: Int) -> assay_axis_windows {
    assay_axis_windows(
      size: size, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
      windows: count(on: size))
  }
}

/// How a window slides over an image, or over a sequence as an image of one row.
package struct Window: Hashable, Sendable {
  package let height: AxisWindow
  package let width: AxisWindow

  package init(height: AxisWindow, width: AxisWindow) {
    self.height = height
    self.width = width
  }

  /// A square window, the same on both axes.
  package init(square side: AxisWindow) { self.init(height: side, width: side) }

  /// A window over time.
  package init(time: AxisWindow) { self.init(height: AxisWindow(1), width: time) }

  /// The shape of the windows over images.
  ///
  /// # Shapes
  /// - images: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, channels]`
  package func count(on images: Shape) -> Shape {
    demand(images.rank == 4, "windows: \(images) is not [batch, height, width, channels]")
    return images.replacing(1, height.count(on: images[1]))
      .replacing(2, width.count(on: images[2]))
  }

  /// The numbers in a window of that many channels.
  package func elements(channels: Int) -> Int { height.kernel * width.kernel * channels }

  fileprivate func convolution(
    _ x: Shape, outputs: Int, groups: Int, rectified: Bool
  ) -> assay_convolution {
    assay_convolution(
      height: height.over(x[1]), width: width.over(x[2]), batch: x[0], channels: x[3],
      outputs: outputs, groups: groups, rectifies: rectified ? 1 : 0)
  }

  func pooling(_ x: Shape) -> assay_pooling {
    demand(
      height.dilation == 1 && width.dilation == 1 && height.padding < height.kernel
        && width.padding < width.kernel,
      "pooling: \(height) and \(width): no dilation, and less padding than the kernel")
    let windows = count(on: x)
    demand(
      windows[1] == 0 || windows[2] == 0 || x[1] > 0 && x[2] > 0,
      "pooling: windows \(windows) over padding alone, in images \(x)")
    return assay_pooling(
      height: height.over(x[1]), width: width.over(x[2]), batch: x[0], channels: x[3])
  }
}

extension Tensor {
  private func check(_ weight: Tensor, _ window: Window, groups: Int) {
    let outputs = weight.shape.last
    demand(
      shape.rank == 4 && groups > 0 && shape[3] % groups == 0 && outputs % groups == 0
        && weight.shape.rows == window.elements(channels: shape[3] / groups),
      "conv2d: \(shape) with weight \(weight.shape), kernel \(window.height.kernel) × "
        + "\(window.width.kernel), \(groups) groups")
  }

  /// The convolution of images: the product of each window with the weight, plus a bias.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - weight: `[kernel · kernel · channels / groups, outputs]`, the kernel's rows outermost
  /// - bias: `[outputs]`
  /// - result: `[batch, height windows, width windows, outputs]`
  ///
  /// A group of outputs sees the group of channels in its place. If it is rectified, ReLU is applied
  /// on the way, which saves two passes over the result.
  package func convolved(
    _ window: Window, weight: Tensor, bias: Tensor, groups: Int = 1, rectified: Bool = false,
    in space: Workspace? = nil
  ) -> Tensor {
    check(weight, window, groups: groups)
    let outputs = weight.shape.last
    demand(bias.shape.count == outputs, "conv2d: bias \(bias.shape) for \(outputs) outputs")
    let sizes = window.convolution(shape, outputs: outputs, groups: groups, rectified: rectified)
    let result = window.count(on: shape).replacingLast(outputs)
    let scratch = Scratch(assay_convolution_scratch(sizes), in: space)
    return unsafe Tensor(filling: result, in: space) { out in
      unsafe Tensor.reading(self, weight, bias) { x, w, b in
        unsafe scratch.floats { unsafe assay_convolve(x, w, b, out, $0, sizes) }
      }
    }
  }

  /// The derivatives of `convolved`, of which self is the images.
  ///
  /// # Shapes
  /// - gradient: as the result of `convolved`
  /// - output: the result itself if it was rectified, else nil
  /// - images: as self; nil where it is not wanted
  /// - weight, bias: as given
  package func convolutionDerivative(
    _ window: Window, weight: Tensor, groups: Int, output: Tensor?, gradient: Tensor,
    wantsImages: Bool, in space: Workspace? = nil
  ) -> (images: Tensor?, weight: Tensor, bias: Tensor) {
    check(weight, window, groups: groups)
    let outputs = weight.shape.last
    demand(
      gradient.shape == window.count(on: shape).replacingLast(outputs)
        && (output ?? gradient).shape == gradient.shape,
      "conv2d derivative: \(gradient.shape) for images \(shape), weight \(weight.shape)")
    let sizes = window.convolution(
      shape, outputs: outputs, groups: groups, rectified: output != nil)
    let scratch = Scratch(assay_convolution_scratch(sizes), in: space)
    let toImages = wantsImages ? unsafe Tensor(filling: shape, in: space) { _ in } : nil
    let toBias = unsafe Tensor(filling: Shape(outputs), in: space) { _ in }
    let toWeight = unsafe Tensor(filling: weight.shape, in: space) { toWeight in
      unsafe Tensor.reading(self, weight, output ?? gradient, gradient) { x, w, y, g in
        unsafe Tensor.filling(toBias, toImages ?? toBias) { toBias, toImages in
          unsafe scratch.floats {
            unsafe assay_convolve_derivative(
              x, w, y, g, wantsImages ? toImages : nil, toWeight, toBias, $0, sizes)
          }
        }
      }
    }
    return (toImages, toWeight, toBias)
  }
}
