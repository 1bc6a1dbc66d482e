private import CKernels

/// How a convolution slides over time: its kernel, stride and padding, in steps.
package struct Window: Hashable, Sendable {
  package let kernel: Int
  package let stride: Int
  /// Zeros on either side of the sequence.
  package let padding: Int

  package init(kernel: Int, stride: Int = 1, padding: Int = 0) {
    demand(
      kernel > 0 && stride > 0 && padding >= 0,
      "conv1d: kernel \(kernel), stride \(stride), padding \(padding)")
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
  }

  /// How many windows fit into a sequence; none where it is shorter than the kernel.
  package func count(time: Int) -> Int {
    let room = time + 2 * padding - kernel
    return room < 0 ? 0 : room / stride + 1
  }

  fileprivate func sizes(batch: Int, time: Int, channels: Int) -> assay_windows {
    assay_windows(
      batch: batch, time: time, channels: channels, kernel: kernel, stride: stride,
      padding: padding, windows: count(time: time))
  }
}

extension Tensor {
  private func sequence(_ operation: String) -> (batch: Int, time: Int, channels: Int) {
    demand(shape.rank == 3, "\(operation): \(shape) is not [batch, time, channels]")
    return (shape[0], shape[1], shape[2])
  }

  /// Lays out every window of a sequence as one row, with zeros where it overhangs (im2col).
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`
  /// - result: `[batch, windows, kernel · channels]`
  package func unfolded(_ window: Window) -> Tensor {
    let (batch, time, channels) = sequence("conv1d")
    let sizes = window.sizes(batch: batch, time: time, channels: channels)
    let shape = Shape(batch, window.count(time: time), window.kernel * channels)
    return unsafe Tensor(filling: shape) { out in
      unsafe reading { unsafe assay_unfold($0, out, sizes) }
    }
  }

  /// Adds each window's row back to the times it came from; the derivative of `unfolded`.
  ///
  /// # Shapes
  /// - self: `[batch, windows, kernel · channels]`
  /// - result: `[batch, time, channels]`
  package func unfoldedDerivative(_ window: Window, time: Int) -> Tensor {
    let (batch, windows, width) = sequence("conv1d derivative")
    demand(
      windows == window.count(time: time) && width % window.kernel == 0,
      "conv1d derivative: \(shape) with \(window) over \(time) steps")
    let channels = width / window.kernel
    let sizes = window.sizes(batch: batch, time: time, channels: channels)
    return unsafe Tensor(filling: Shape(batch, time, channels)) { out in
      unsafe reading { unsafe assay_fold($0, out, sizes) }
    }
  }

  /// The mean over time.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`, at least one step
  /// - result: `[batch, channels]`
  package func meanOverTime() -> Tensor {
    let (batch, time, channels) = sequence("mean over time")
    demand(time > 0, "mean over time: \(shape) has no steps")
    return unsafe Tensor(filling: Shape(batch, channels)) { out in
      unsafe reading { unsafe assay_mean_over_time($0, out, batch, time, channels) }
    }
  }

  /// Spreads a gradient evenly over time; the derivative of `meanOverTime`.
  ///
  /// # Shapes
  /// - self: `[batch, channels]`
  /// - result: `[batch, time, channels]`
  package func meanOverTimeDerivative(time: Int) -> Tensor {
    demand(shape.rank == 2, "mean over time derivative: \(shape) is not [batch, channels]")
    let (batch, channels) = (shape[0], shape[1])
    return unsafe Tensor(filling: Shape(batch, time, channels)) { out in
      unsafe reading { unsafe assay_mean_over_time_derivative($0, out, batch, time, channels) }
    }
  }

  /// The largest value over time, and when it first occurs.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`, at least one step
  /// - result: `[batch, channels]`, and as many winners
  package func maxOverTime() -> (output: Tensor, winners: [Int32]) {
    let (batch, time, channels) = sequence("max over time")
    demand(time > 0, "max over time: \(shape) has no steps")
    var winners = [Int32](repeating: 0, count: batch * channels)
    let output = unsafe Tensor(filling: Shape(batch, channels)) { out in
      unsafe reading { unsafe assay_max_over_time($0, out, &winners, batch, time, channels) }
    }
    return (output, winners)
  }

  /// Gives each gradient to the winner's time; the derivative of `maxOverTime`.
  ///
  /// # Shapes
  /// - self: `[batch, channels]`
  /// - winners: `batch · channels`, each below `time`
  /// - result: `[batch, time, channels]`
  package func maxOverTimeDerivative(_ winners: [Int32], time: Int) -> Tensor {
    demand(
      shape.rank == 2 && shape.count == winners.count
        && winners.allSatisfy { $0 >= 0 && Int($0) < time },
      "max over time derivative: \(shape) with \(winners.count) winners below \(time)")
    let (batch, channels) = (shape[0], shape[1])
    return unsafe Tensor(filling: Shape(batch, time, channels)) { out in
      unsafe reading {
        unsafe assay_max_over_time_derivative($0, winners, out, batch, time, channels)
      }
    }
  }
}
