package import Tensors

/// Numbers with a shape, in the precision that they are used in.
package struct ModelArray: Hashable, Sendable {
  /// The numbers, row-major.
  package enum Elements: Hashable, Sendable {
    /// A tensor of one axis, since an array may have more axes than a tensor.
    case float32(Tensor)
    case float64([Double])
    case int32([Int32])
    case int64([Int64])
  }

  /// The sizes of the axes; empty for a single number.
  package let shape: [Int]
  package let elements: Elements

  /// An array of a tensor's numbers, which are not copied.
  package init(_ tensor: Tensor) {
    self.init(
      elements: .float32(tensor.reshaped(Shape(tensor.shape.count))), shape: tensor.shape.array)
  }

  /// An array of Float32 numbers; `shape` defaults to one axis.
  package init(_ values: [Float], shape: [Int]? = nil) {
    self.init(
      elements: .float32(Tensor(Shape(values.count), values)), shape: shape ?? [values.count])
  }

  /// An array of Float64 numbers; `shape` defaults to one axis.
  package init(_ values: [Double], shape: [Int]? = nil) {
    self.init(elements: .float64(values), shape: shape ?? [values.count])
  }

  /// An array of integers of 32 bits; `shape` defaults to one axis.
  package init(_ values: [Int32], shape: [Int]? = nil) {
    self.init(elements: .int32(values), shape: shape ?? [values.count])
  }

  /// An array of integers of 64 bits; `shape` defaults to one axis.
  package init(_ values: [Int64], shape: [Int]? = nil) {
    self.init(elements: .int64(values), shape: shape ?? [values.count])
  }

  /// The numbers of a file from the byte `offset` on, which its reader has found to be there.
  ///
  /// - Throws: `TensorError` for more Float32 numbers than a tensor takes.
  init(
    _ file: MappedFile, at offset: Int, type: ElementType, shape: [Int], count: Int
  ) throws(TensorError) {
    func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> [Number] {
      (0..<count).map { file.integer(at: offset + type.bytes * $0) }
    }
    let elements: Elements =
      switch type {
      case .float32: .float32(Tensor(file, at: offset, shape: try Shape(checking: [count])))
      case .float64: .float64(numbers(UInt64.self).map { Double(bitPattern: $0) })
      case .int32: .int32(numbers(Int32.self))
      case .int64: .int64(numbers(Int64.self))
      }
    self.init(elements: elements, shape: shape)
  }

  private init(elements: Elements, shape: [Int]) {
    self.shape = shape
    self.elements = elements
    demand(
      Self.count(shape) == count, "model array: \(count) values for the shape \(shape)")
  }

  /// The number of elements that a shape takes; nil where a size is negative or they overflow.
  static func count(_ shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if size < 0 || overflow { return nil }
      product = next
    }
    return product
  }

  /// The number of elements.
  package var count: Int {
    switch elements {
    case .float32(let tensor): tensor.shape.count
    case .float64(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    }
  }

  var type: ElementType {
    switch elements {
    case .float32: .float32
    case .float64: .float64
    case .int32: .int32
    case .int64: .int64
    }
  }

  /// The length in a file, in bytes.
  package var bytes: Int { count * type.bytes }

  /// Lends the numbers as they lie in a file, piece by piece.
  func lendingBytes<Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    switch elements {
    case .float32(let tensor): try tensor.lendingBytes(body)
    case .float64(let values): try Self.lend(values, \.bitPattern, body)
    case .int32(let values): try Self.lend(values, \.self, body)
    case .int64(let values): try Self.lend(values, \.self, body)
    }
  }

  private static func lend<Number, Failure>(
    _ values: [Number], _ bits: (Number) -> some FixedWidthInteger,
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var piece: [UInt8] = []
    for start in stride(from: 0, to: values.count, by: 4096) {
      piece.removeAll(keepingCapacity: true)
      for value in values[start..<min(start + 4096, values.count)] {
        piece.append(little: bits(value))
      }
      try body(piece.span)
    }
  }
}

/// The precision of an array, as a model file spells it.
enum ElementType: String, Codable, CaseIterable {
  case float32
  case float64
  case int32
  case int64

  var bytes: Int {
    switch self {
    case .float32, .int32: 4
    case .float64, .int64: 8
    }
  }
}

extension [UInt8] {
  mutating func append(little value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
