/// The sizes of a tensor's axes, at most four, the last one contiguous in memory.
package struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// The most axes a tensor has here: a batch of images with channels.
  package static let maximumRank = 4

  /// How many axes there are; a single number has none.
  package let rank: Int
  // Inline rather than an array, so that an operation on a small tensor allocates nothing for it.
  private let sizes: SIMD4<Int32>

  /// The shape of a single number.
  package init() { self.init(rank: 0, sizes: SIMD4(repeating: 1)) }

  /// A shape of one axis that the program itself determines.
  package init(_ a: Int) { self.init(rank: 1, SIMD4(a, 1, 1, 1)) }

  /// A shape of two axes that the program itself determines, such as `Shape(64, 10)`.
  package init(_ a: Int, _ b: Int) { self.init(rank: 2, SIMD4(a, b, 1, 1)) }

  /// A shape of three axes that the program itself determines.
  package init(_ a: Int, _ b: Int, _ c: Int) { self.init(rank: 3, SIMD4(a, b, c, 1)) }

  /// A shape of four axes that the program itself determines.
  package init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    self.init(rank: 4, SIMD4(a, b, c, d))
  }

  private init(rank: Int, _ sizes: SIMD4<Int>) {
    let problem = Self.problem(sizes)
    demand(problem == nil, "shape \((0..<rank).map { sizes[$0] }): \(problem ?? "")")
    self.init(rank: rank, sizes: SIMD4<Int32>(truncatingIfNeeded: sizes))
  }

  /// A shape that came from outside.
  ///
  /// - Throws: `TensorError` for more than four axes, a negative size, or more than 2³¹ − 1 elements.
  package init(checking sizes: [Int]) throws(TensorError) {
    var packed = SIMD4(repeating: 1)
    for (axis, size) in sizes.prefix(Self.maximumRank).enumerated() { packed[axis] = size }
    let tooMany = sizes.count > Self.maximumRank ? "at most \(Self.maximumRank) axes" : nil
    if let problem = tooMany ?? Self.problem(packed) {
      throw TensorError(operation: "shape", detail: "\(sizes): \(problem)")
    }
    self.init(rank: sizes.count, sizes: SIMD4<Int32>(truncatingIfNeeded: packed))
  }

  private static func problem(_ sizes: SIMD4<Int>) -> String? {
    // An axis without elements counts for one, so that no shape made of this one is too large.
    var product = 1
    for axis in 0..<maximumRank {
      if sizes[axis] < 0 { return "\(sizes[axis]) is negative" }
      let (next, overflow) = product.multipliedReportingOverflow(by: max(sizes[axis], 1))
      if overflow || sizes[axis] > Int32.max || next > Int32.max {
        return "more than 2³¹ − 1 elements"
      }
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
  package func replacingLast(_ size: Int) -> Shape { replacing(rank - 1, size) }

  /// This shape with another size of one axis.
  package func replacing(_ axis: Int, _ size: Int) -> Shape {
    demand(axis >= 0 && axis < rank && size >= 0, "no axis \(axis) of size \(size) in \(self)")
    var sizes = SIMD4<Int>(truncatingIfNeeded: self.sizes)
    sizes[axis] = size
    return Shape(rank: rank, sizes)
  }

  /// This shape without one of its axes.
  package func removing(_ axis: Int) -> Shape {
    demand(axis >= 0 && axis < rank, "no axis \(axis) in \(self)")
    var sizes = SIMD4<Int32>(repeating: 1)
    for kept in 0..<rank where kept != axis {
      sizes[kept < axis ? kept : kept - 1] = self.sizes[kept]
    }
    return Shape(rank: rank - 1, sizes: sizes)
  }

  /// This shape with two of its axes exchanged.
  package func exchanging(_ first: Int, _ second: Int) -> Shape {
    demand(
      first >= 0 && first < rank && second >= 0 && second < rank,
      "no axes \(first) and \(second) in \(self)")
    var sizes = self.sizes
    sizes[first] = self.sizes[second]
    sizes[second] = self.sizes[first]
    return Shape(rank: rank, sizes: sizes)
  }

  private init(rank: Int, sizes: SIMD4<Int32>) {
    self.rank = rank
    self.sizes = sizes
  }

  /// The shape of an operation on two operands: axes are matched from the last one, and an axis of
  /// size 1, or one that is missing, repeats; nil where two sizes differ.
  package func broadcast(with other: Shape) -> Shape? {
    if self == other { return self }
    let rank = max(self.rank, other.rank)
    var result = SIMD4<Int>(repeating: 1)
    for axis in 0..<rank {
      let own = axis - (rank - self.rank), others = axis - (rank - other.rank)
      let a = own < 0 ? 1 : sizes[own]
      let b = others < 0 ? 1 : other.sizes[others]
      guard a == b || a == 1 || b == 1 else { return nil }
      result[axis] = Int(a == 1 ? b : a)
    }
    return Shape(rank: rank, result)
  }

  /// The sizes of four axes, those that are missing in front being 1.
  var quadruple: SIMD4<Int> {
    var result = SIMD4<Int>(repeating: 1)
    for axis in 0..<rank { result[4 - rank + axis] = Int(sizes[axis]) }
    return result
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
