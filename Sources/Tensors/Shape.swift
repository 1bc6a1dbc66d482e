/// The sizes of a tensor's axes, at most four, the last one contiguous in memory.
package struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// The most axes a tensor has here: a batch of images with channels.
  package static let maximumRank = 4

  /// How many axes there are; a single number has none.
  package let rank: Int
  // Inline rather than an array, so that an operation on a small tensor allocates nothing for it.
  private let sizes: SIMD4<Int32>

  /// A shape that the program itself determines, such as `Shape(64, 10)`.
  package init(_ sizes: Int...) {
    demand(Self.problem(sizes) == nil, "shape \(sizes): \(Self.problem(sizes) ?? "")")
    self.init(unchecked: sizes)
  }

  /// A shape that came from outside.
  ///
  /// - Throws: `TensorError` for more than four axes, a negative size, or more than 2³¹ − 1 elements.
  package init(checking sizes: [Int]) throws(TensorError) {
    if let problem = Self.problem(sizes) {
      throw TensorError(operation: "shape", detail: "\(sizes): \(problem)")
    }
    self.init(unchecked: sizes)
  }

  private init(unchecked sizes: [Int]) {
    var packed = SIMD4<Int32>(repeating: 1)
    for (axis, size) in sizes.enumerated() { packed[axis] = Int32(size) }
    rank = sizes.count
    self.sizes = packed
  }

  private static func problem(_ sizes: [Int]) -> String? {
    if sizes.count > maximumRank { return "at most \(maximumRank) axes" }
    if let negative = sizes.first(where: { $0 < 0 }) { return "\(negative) is negative" }
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow || size > Int32.max || next > Int32.max { return "more than 2³¹ − 1 elements" }
      product = next
    }
    return nil
  }

  /// The size of one axis, counted from the first.
  package subscript(axis: Int) -> Int {
    demand(axis >= 0 && axis < rank, "axis \(axis) of shape \(self)")
    return Int(sizes[axis])
  }

  /// The number of elements; 1 for a shape without axes.
  package var count: Int {
    Int(sizes[0]) * Int(sizes[1]) * Int(sizes[2]) * Int(sizes[3])
  }

  /// The size of the last axis; 1 for a shape without axes.
  package var last: Int { rank == 0 ? 1 : Int(sizes[rank - 1]) }

  /// The number of rows when all axes but the last are read as one.
  package var rows: Int {
    var product = 1
    for axis in 0..<max(0, rank - 1) { product *= Int(sizes[axis]) }
    return product
  }

  /// This shape with another size of its last axis.
  package func replacingLast(_ size: Int) -> Shape {
    demand(rank > 0 && size >= 0, "no last axis of size \(size) in \(self)")
    var sizes = self.sizes
    sizes[rank - 1] = Int32(size)
    return Shape(rank: rank, sizes: sizes)
  }

  private init(rank: Int, sizes: SIMD4<Int32>) {
    self.rank = rank
    self.sizes = sizes
  }

  /// The sizes as an array.
  package var array: [Int] { (0..<rank).map { Int(sizes[$0]) } }

  /// The sizes as `[64, 10]`.
  package var description: String { "\(array)" }
}

/// Shapes or values that an operation cannot take.
package struct TensorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operation that refused, as in `embedding`.
  package let operation: String
  /// The shapes and values at fault, and what would be right.
  package let detail: String

  package init(operation: String, detail: String) {
    self.operation = operation
    self.detail = detail
  }

  /// The operation and the detail on one line.
  package var description: String { "\(operation): \(detail)" }
}
