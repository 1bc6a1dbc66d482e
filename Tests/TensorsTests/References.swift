#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Tensors

/// The numbers that `Tests/References/networks.py` and `Tests/References/lattices.py` made.
enum References {
  private static let networks = read("networks.json")
  private static let lattices = read("lattices.json")

  private static func read(_ name: String) -> [String: [Double]]? {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "References/\(name)")
    return try? JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: file))
  }

  struct Missing: Error {
    let name: String
  }

  static func numbers(_ name: String) throws -> [Double] {
    guard let numbers = networks?[name] else { throw Missing(name: name) }
    return numbers
  }

  static func lattice(_ name: String) throws -> [Double] {
    guard let numbers = lattices?[name] else { throw Missing(name: name) }
    return numbers
  }

  /// The logits of `lattices.py`, which are exact in Float32.
  static func logits(_ shape: Shape) -> Tensor {
    Tensor(shape, (0..<shape.count).map { Float(($0 * 7919) % 1009 - 504) / 128 })
  }

  static func tensor(_ name: String, _ shape: Shape) throws -> Tensor {
    try Tensor(checking: numbers(name).map { Float($0) }, shape: shape)
  }
}

/// The largest difference, in units of the tolerance's scale: absolute below 1, relative above.
func largestError(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).reduce(0) {
    max($0, abs(Double($1.0) - $1.1) / max(1, abs($1.1)))
  }
}
