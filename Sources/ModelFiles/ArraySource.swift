package import Tensors

/// Arrays by name, from a file of either format, and the one way to ask for them.
package protocol ArraySource {
  var arrays: [String: ModelArray] { get }
  /// What messages call it, as in `model 'credit-risk/end-to-end'`.
  var label: String { get }
}

extension ArraySource {
  /// The float32 array of a name as a tensor, which shares its numbers.
  ///
  /// # Shapes
  /// - output: the array's, at most four axes
  ///
  /// - Throws: As `float32(_:shape:)` does, and for more axes than a tensor has.
  package func tensor(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> Tensor {
    let array = try array(name, shape: shape)
    guard case .float32(let tensor) = array.elements else {
      throw mismatch(name, array, "float32")
    }
    do {
      return tensor.reshaped(try Shape(checking: array.shape))
    } catch {
      throw mismatch("the array '\(name)' is no tensor: \(error)")
    }
  }

  /// The float32 array of a name.
  ///
  /// - Throws: `ModelFileError` of code `mismatch` where it is missing, of another precision, or,
  ///   if `shape` is given, of another shape.
  package func float32(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> [Float] {
    let array = try array(name, shape: shape)
    guard case .float32(let tensor) = array.elements else {
      throw mismatch(name, array, "float32")
    }
    return tensor.values
  }

  /// The float64 array of a name.
  ///
  /// - Throws: As `float32(_:shape:)` does.
  package func float64(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> [Double] {
    let array = try array(name, shape: shape)
    guard case .float64(let values) = array.elements else {
      throw mismatch(name, array, "float64")
    }
    return values
  }

  /// The array of integers of a name, of 32 or 64 bits.
  ///
  /// - Throws: As `float32(_:shape:)` does.
  package func integers(_ name: String, shape: [Int]? = nil) throws(ModelFileError) -> [Int] {
    let array = try array(name, shape: shape)
    switch array.elements {
    case .int32(let values): return values.map(Int.init)
    case .int64(let values): return values.map(Int.init)
    case .float32, .float64: throw mismatch(name, array, "int32 or int64")
    }
  }

  private func array(_ name: String, shape: [Int]?) throws(ModelFileError) -> ModelArray {
    guard let array = arrays[name] else {
      throw mismatch("it has no array '\(name)', only \(arrays.keys.sorted())")
    }
    if let shape, shape != array.shape {
      throw mismatch("the array '\(name)' has the shape \(array.shape), not \(shape)")
    }
    return array
  }

  private func mismatch(_ name: String, _ array: ModelArray, _ wanted: String) -> ModelFileError {
    mismatch("the array '\(name)' is \(array.type.rawValue), not \(wanted)")
  }

  func mismatch(_ detail: String) -> ModelFileError { ModelFileError(.mismatch, label, detail) }
}
