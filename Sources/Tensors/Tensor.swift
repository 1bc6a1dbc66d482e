/// Float32 numbers in row-major order, with a shape; a value, copied on write.
package struct Tensor: Hashable, Sendable {
  package let shape: Shape
  /// The elements, `shape.count` of them, the last axis varying fastest.
  package private(set) var values: [Float]

  /// A tensor of values whose number the program itself determines.
  package init(_ shape: Shape, _ values: [Float]) {
    demand(shape.count == values.count, "\(values.count) values for the shape \(shape)")
    self.shape = shape
    self.values = values
  }

  /// A tensor of values that came from outside.
  ///
  /// - Throws: `TensorError` where the number of values is not the shape's.
  package init(checking values: [Float], shape: Shape) throws(TensorError) {
    guard shape.count == values.count else {
      throw TensorError(
        operation: "tensor",
        detail: "\(values.count) values for the shape \(shape), which takes \(shape.count)")
    }
    self.shape = shape
    self.values = values
  }

  /// A tensor of one repeated value.
  package init(repeating value: Float, _ shape: Shape) {
    self.shape = shape
    values = [Float](repeating: value, count: shape.count)
  }

  /// A single number, of the shape without axes.
  package init(_ value: Float) {
    shape = Shape()
    values = [value]
  }

  /// The number in a tensor of one element.
  package var scalar: Float {
    demand(values.count == 1, "scalar: the shape is \(shape), not of one element")
    return values[0]
  }

  /// The same elements in another shape of the same count.
  package func reshaped(_ shape: Shape) -> Tensor {
    demand(shape.count == values.count, "reshape: \(self.shape) to \(shape)")
    return Tensor(shape, values)
  }

  /// Changes the elements in place; their number stays.
  package mutating func update(_ body: (inout [Float]) -> Void) {
    body(&values)
    demand(values.count == shape.count, "update: \(values.count) values for \(shape)")
  }
}

extension Tensor {
  /// A tensor whose elements `fill` writes, all of them.
  init(filling shape: Shape, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
    self.shape = shape
    let count = shape.count
    values = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress, count > 0 { unsafe fill(base) }
      initialized = count
    }
  }

  /// Lends the elements to `body`.
  func reading<Outcome>(_ body: (UnsafePointer<Float>?) -> Outcome) -> Outcome {
    unsafe values.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }

  /// Lends the elements to `body`, which may change them.
  mutating func writing(_ body: (UnsafeMutablePointer<Float>?) -> Void) {
    unsafe values.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
  }
}
