import Tensors

/// The norm of what belongs to one part of a model.
package struct NamedNorm: Hashable, Sendable {
  /// The part's path, as in `encoder.hidden`.
  package let name: String
  package let norm: Double
}

extension Gradients {
  /// The Euclidean norms of the gradients of a model's parts.
  ///
  /// - Parameters:
  ///   - model: The model that the gradients are of.
  ///   - depth: How many names of a path make a part: 1 for the outermost modules, nil for each
  ///     parameter by itself. The modules of an array count singly, as `blocks.0`.
  /// - Returns: The parts in the model's order. The squares add up to that of `norm`; a part that the
  ///   loss does not depend on has norm 0.
  package func norms(of model: some Module, depth: Int? = nil) -> [NamedNorm] {
    model.squares(depth: depth) { of($0).sumOfSquares() }
      .map { NamedNorm(name: $0.name, norm: $0.square.squareRoot()) }
  }
}

extension Module {
  /// The sums over each part's parameters, in the model's order.
  func squares(
    depth: Int?, _ square: (Parameter) -> Double
  ) -> [(name: String, square: Double)] {
    demand(depth.map { $0 > 0 } ?? true, "parts of a model: the depth is \(depth ?? 0)")
    var sums: [(name: String, square: Double)] = []
    var positions: [String: Int] = [:]
    for named in namedParameters() {
      let name = named.name(depth: depth)
      if let position = positions[name] {
        sums[position].square += square(named.parameter)
      } else {
        positions[name] = sums.count
        sums.append((name, square(named.parameter)))
      }
    }
    return sums
  }
}
