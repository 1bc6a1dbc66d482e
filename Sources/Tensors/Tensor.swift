/// Float32 numbers in row-major order, with a shape; a value, copied on write.
package struct Tensor: Sendable {
  package let shape: Shape
  private var storage: Storage

  /// A tensor of values whose number the program itself determines.
  package init(_ shape: Shape, _ values: [Float], in space: Workspace? = nil) {
    demand(shape.count == values.count, "\(values.count) values for the shape \(shape)")
    self.init(copying: values, shape, in: space)
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
    self.init(copying: values, shape, in: nil)
  }

  private init(copying values: [Float], _ shape: Shape, in space: Workspace?) {
    unsafe self.init(filling: shape, in: space) { out in
      unsafe values.withUnsafeBufferPointer {
        if let base = $0.baseAddress { unsafe out.update(from: base, count: $0.count) }
      }
    }
  }

  /// A tensor of one repeated value.
  package init(repeating value: Float, _ shape: Shape, in space: Workspace? = nil) {
    unsafe self.init(filling: shape, in: space) {
      unsafe $0.update(repeating: value, count: shape.count)
    }
  }

  /// A single number, of the shape without axes.
  package init(_ value: Float, in space: Workspace? = nil) {
    unsafe self.init(filling: Shape(), in: space) { unsafe $0.pointee = value }
  }

  /// A tensor whose elements `write` gives, from the first to the last; those left out are zero.
  package init(
    _ shape: Shape, in space: Workspace? = nil, writing write: (inout MutableSpan<Float>) -> Void
  ) {
    unsafe self.init(filling: shape, in: space) { base in
      let buffer = unsafe UnsafeMutableBufferPointer(start: base, count: shape.count)
      unsafe buffer.initialize(repeating: 0)
      var span = unsafe buffer.mutableSpan
      write(&span)
    }
  }

  /// The elements, the last axis varying fastest; a copy.
  package var values: [Float] {
    unsafe [Float](unsafeUninitializedCapacity: shape.count) { buffer, initialized in
      if let base = buffer.baseAddress {
        unsafe base.update(from: storage.base, count: shape.count)
      }
      initialized = shape.count
    }
  }

  /// The element at a place in row-major order.
  package subscript(place: Int) -> Float {
    demand(place >= 0 && place < shape.count, "element \(place) of the shape \(shape)")
    return unsafe storage.base[place]
  }

  /// The number in a tensor of one element.
  package var scalar: Float {
    demand(shape.count == 1, "scalar: the shape is \(shape), not of one element")
    return self[0]
  }

  /// Whether both are copies of one tensor that nobody has changed since, without a look at elements.
  package func isCopy(of other: Tensor) -> Bool {
    shape == other.shape && storage === other.storage
  }

  /// The same elements in another shape of the same count; they are not copied.
  package func reshaped(_ shape: Shape) -> Tensor {
    demand(shape.count == self.shape.count, "reshape: \(self.shape) to \(shape)")
    return Tensor(shape, storage)
  }

  /// Changes the elements in place.
  package mutating func update(_ body: (inout MutableSpan<Float>) -> Void) {
    let count = shape.count
    unsafe writing { base in
      let buffer = unsafe UnsafeMutableBufferPointer(start: base, count: count)
      var span = unsafe buffer.mutableSpan
      body(&span)
    }
  }
}

extension Tensor: Hashable {
  /// Whether shapes and elements are equal, as numbers are: no NaN equals another.
  package static func == (a: Tensor, b: Tensor) -> Bool {
    guard a.shape == b.shape else { return false }
    let count = a.shape.count
    return unsafe reading(a, b) { a, b in
      for place in 0..<count where unsafe a[place] != b[place] { return false }
      return true
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(values)
  }
}

extension Tensor {
  init(_ shape: Shape, _ storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  /// A tensor whose elements `fill` writes, all of them.
  init(
    filling shape: Shape, in space: Workspace? = nil, _ fill: (Sink) -> Void
  ) {
    self.shape = shape
    storage = space?.take(shape.count) ?? Storage(capacity: shape.count)
    unsafe fill(storage.base)
  }

  /// Lends the elements to `body`.
  func reading<Outcome>(_ body: (Source) -> Outcome) -> Outcome {
    withExtendedLifetime(storage) { unsafe body(UnsafePointer(storage.base)) }
  }

  /// Lends memory that was just taken, and that nobody reads yet, to be written.
  func filling(_ body: (Sink) -> Void) {
    withExtendedLifetime(storage) { unsafe body(storage.base) }
  }

  /// Lends the elements to `body`, which may change them.
  mutating func writing(_ body: (Sink) -> Void) {
    if !isKnownUniquelyReferenced(&storage) || !storage.isWritable {
      let copy = Storage(capacity: shape.count)
      unsafe copy.base.update(from: storage.base, count: shape.count)
      storage = copy
    }
    withExtendedLifetime(storage) { unsafe body(storage.base) }
  }
}
