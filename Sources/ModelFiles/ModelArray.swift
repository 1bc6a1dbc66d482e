/// Numbers with a shape, in the precision that they are used in.
package struct ModelArray: Hashable, Sendable {
  /// The numbers, row-major.
  package enum Elements: Hashable, Sendable {
    case float32([Float])
    case float64([Double])
  }

  /// The sizes of the axes; empty for a single number.
  package let shape: [Int]
  package let elements: Elements

  /// An array of Float32 numbers; `shape` defaults to one axis.
  package init(_ values: [Float], shape: [Int]? = nil) {
    self.init(elements: .float32(values), shape: shape ?? [values.count])
  }

  /// An array of Float64 numbers; `shape` defaults to one axis.
  package init(_ values: [Double], shape: [Int]? = nil) {
    self.init(elements: .float64(values), shape: shape ?? [values.count])
  }

  init(elements: Elements, shape: [Int]) {
    self.shape = shape
    self.elements = elements
    precondition(
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
    case .float32(let values): values.count
    case .float64(let values): values.count
    }
  }

  var type: ElementType {
    switch elements {
    case .float32: .float32
    case .float64: .float64
    }
  }
}

/// The precision of an array, as a model file spells it.
enum ElementType: String, Codable {
  case float32
  case float64

  var bytes: Int { self == .float32 ? 4 : 8 }
}
