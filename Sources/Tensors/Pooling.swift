private import CKernels

extension Tensor {
  /// The largest value of each window, and the pixel where it first occurs, counted over the batch.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, channels]`, and as many winners
  package func maxPooled(
    _ window: Window, in space: Workspace? = nil
  ) -> (output: Tensor, winners: Scratch) {
    let result = window.count(on: shape)
    let sizes = window.pooling(shape)
    let winners = Scratch(result.count, in: space)
    let output = unsafe Tensor(filling: result, in: space) { out in
      unsafe reading { x in
        unsafe winners.integers { unsafe assay_max_pool(x, out, $0, sizes) }
      }
    }
    return (output, winners)
  }

  /// Gives each gradient to its window's winner; the derivative of `maxPooled`.
  ///
  /// # Shapes
  /// - self: as the result of `maxPooled`
  /// - result: `images`
  package func maxPoolingDerivative(
    _ window: Window, winners: Scratch, images: Shape, in space: Workspace? = nil
  ) -> Tensor {
    let sizes = window.pooling(images)
    demand(
      shape == window.count(on: images), "max pooling derivative: \(shape) for images \(images)")
    return unsafe Tensor(filling: images, in: space) { out in
      unsafe reading { gradient in
        unsafe winners.integers { unsafe assay_max_pool_derivative(gradient, $0, out, sizes) }
      }
    }
  }

  /// The mean of each window, over the pixels of it that are there.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - result: `[batch, height windows, width windows, channels]`
  package func averagePooled(_ window: Window, in space: Workspace? = nil) -> Tensor {
    let sizes = window.pooling(shape)
    return unsafe Tensor(filling: window.count(on: shape), in: space) { out in
      unsafe reading { unsafe assay_average_pool($0, out, sizes) }
    }
  }

  /// Spreads each gradient over its window; the derivative of `averagePooled`.
  ///
  /// # Shapes
  /// - self: as the result of `averagePooled`
  /// - result: `images`
  package func averagePoolingDerivative(
    _ window: Window, images: Shape, in space: Workspace? = nil
  ) -> Tensor {
    let sizes = window.pooling(images)
    demand(
      shape == window.count(on: images),
      "average pooling derivative: \(shape) for images \(images)")
    return unsafe Tensor(filling: images, in: space) { out in
      unsafe reading { unsafe assay_average_pool_derivative($0, out, sizes) }
    }
  }
}
