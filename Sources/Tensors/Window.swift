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

  func convolution(
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
