private import CKernels

/// What a convolution does with each window, and then with its outputs.
package struct Convolution: Hashable, Sendable {
  package let window: Window
  /// A group of outputs sees the group of channels in its place.
  package let groups: Int
  /// Whether ReLU is applied on the way.
  package let rectified: Bool
  /// How the largest of the outputs are picked; nil where all are kept.
  package let pool: Window?

  package init(_ window: Window, groups: Int = 1, rectified: Bool = false, pool: Window? = nil) {
    demand(groups > 0, "conv2d: \(groups) groups")
    self.window = window
    self.groups = groups
    self.rectified = rectified
    self.pool = pool
  }

  /// The shape of the outputs before pooling.
  fileprivate func outputs(_ images: Shape, _ count: Int) -> Shape {
    window.count(on: images).replacingLast(count)
  }

  fileprivate func result(_ images: Shape, _ count: Int) -> Shape {
    let outputs = outputs(images, count)
    return pool?.count(on: outputs) ?? outputs
  }

  fileprivate func check(_ images: Shape, _ weight: Shape) {
    demand(
      images.rank == 4 && images[3] % groups == 0 && weight.last % groups == 0
        && weight.rows == window.elements(channels: images[3] / groups),
      "conv2d: \(images) with weight \(weight), kernel \(window.height.kernel) × "
        + "\(window.width.kernel), \(groups) groups")
  }

  /// Lends the sizes of pooling one image, or nothing.
  fileprivate func lendingPool<Outcome>(
    _ images: Shape, _ count: Int, _ body: (UnsafePointer<assay_pooling>?) -> Outcome
  ) -> Outcome {
    guard let pool else { return body(nil) }
    var sizes = pool.pooling(outputs(images, count))
    sizes.batch = 1
    return unsafe withUnsafePointer(to: sizes) { unsafe body($0) }
  }
}

/// A convolution's result with what its derivative needs.
///
/// Image after image goes through all of it, ReLU and pooling included, so that what lies between
/// stays in the cache and is kept nowhere.
package struct ConvolutionPass: Sendable {
  /// Rectified and pooled, as was asked: `[batch, height windows, width windows, outputs]`.
  package let output: Tensor
  private let convolution: Convolution
  // Unused where nothing is pooled.
  private let winners: Scratch

  /// Multiplies each window with the weight, and adds a bias.
  ///
  /// # Shapes
  /// - images: `[batch, height, width, channels]`
  /// - weight: `[kernel · kernel · channels / groups, outputs]`, the kernel's rows outermost
  /// - bias: `[outputs]`
  package init(
    _ images: Tensor, _ convolution: Convolution, weight: Tensor, bias: Tensor,
    in space: Workspace? = nil
  ) {
    let (shape, outputs) = (images.shape, weight.shape.last)
    convolution.check(shape, weight.shape)
    demand(bias.shape.count == outputs, "conv2d: bias \(bias.shape) for \(outputs) outputs")
    let sizes = convolution.window.convolution(
      shape, outputs: outputs, groups: convolution.groups, rectified: convolution.rectified)
    let result = convolution.result(shape, outputs)
    let room = unsafe convolution.lendingPool(shape, outputs) {
      unsafe assay_convolution_scratch(sizes, $0)
    }
    let scratch = Scratch(room, in: space)
    let winners = Scratch(convolution.pool == nil ? 0 : result.count, in: space)
    output = unsafe Tensor(filling: result, in: space) { out in
      unsafe Tensor.reading(images, weight, bias) { x, w, b in
        unsafe convolution.lendingPool(shape, outputs) { pool in
          unsafe winners.integers { winners in
            unsafe scratch.floats {
              unsafe assay_convolve(x, w, b, out, pool, winners, $0, sizes)
            }
          }
        }
      }
    }
    self.convolution = convolution
    self.winners = winners
  }

  /// The gradients, given that at the output.
  ///
  /// # Shapes
  /// - gradient: as the output
  /// - images, weight: as given; the gradient at the images is nil where it is not wanted
  /// - bias: `[outputs]`
  package func derivative(
    _ gradient: Tensor, images: Tensor, weight: Tensor, wantsImages: Bool,
    in space: Workspace? = nil
  ) -> (images: Tensor?, weight: Tensor, bias: Tensor) {
    let (shape, outputs) = (images.shape, weight.shape.last)
    convolution.check(shape, weight.shape)
    demand(
      gradient.shape == output.shape && output.shape == convolution.result(shape, outputs),
      "conv2d derivative: \(gradient.shape) for images \(shape), weight \(weight.shape)")
    let sizes = convolution.window.convolution(
      shape, outputs: outputs, groups: convolution.groups, rectified: convolution.rectified)
    let room = unsafe convolution.lendingPool(shape, outputs) {
      unsafe assay_convolution_scratch(sizes, $0)
    }
    let scratch = Scratch(room, in: space)
    let toImages = wantsImages ? unsafe Tensor(filling: shape, in: space) { _ in } : nil
    let toBias = unsafe Tensor(filling: Shape(outputs), in: space) { _ in }
    let toWeight = unsafe Tensor(filling: weight.shape, in: space) { toWeight in
      unsafe Tensor.reading(images, weight, output, gradient) { x, w, y, g in
        unsafe Tensor.filling(toBias, toImages ?? toBias) { toBias, toImages in
          unsafe convolution.lendingPool(shape, outputs) { pool in
            unsafe winners.integers { winners in
              unsafe scratch.floats {
                unsafe assay_convolve_derivative(
                  x, w, y, g, pool, winners, wantsImages ? toImages : nil, toWeight, toBias, $0,
                  sizes)
              }
            }
          }
        }
      }
    }
    return (toImages, toWeight, toBias)
  }
}

extension Tensor {
  /// The convolution of images, as `ConvolutionPass` has it.
  ///
  /// # Shapes
  /// - self: `[batch, height, width, channels]`
  /// - weight: `[kernel · kernel · channels / groups, outputs]`, the kernel's rows outermost
  /// - bias: `[outputs]`
  /// - result: `[batch, height windows, width windows, outputs]`
  package func convolved(
    _ window: Window, weight: Tensor, bias: Tensor, groups: Int = 1, rectified: Bool = false,
    in space: Workspace? = nil
  ) -> Tensor {
    ConvolutionPass(
      self, Convolution(window, groups: groups, rectified: rectified), weight: weight, bias: bias,
      in: space
    ).output
  }
}
