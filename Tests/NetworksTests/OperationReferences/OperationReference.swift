#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Tensors

/// One case of `Tests/References/operations.json`, which `operations.py` made with PyTorch in
/// float64; its header has the format and the conventions.
struct OperationReference: Decodable, Sendable {
  struct Array: Decodable, Sendable {
    let shape: [Int]
    let values: [Double]
  }

  struct Missing: Error {
    let name: String
  }

  let settings: [String: [Double]]
  let inputs: [String: Array]
  let outputs: [String: Array]
  let cotangents: [String: Array]
  let gradients: [String: Array]

  private static let all: [String: OperationReference]? = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "References/operations.json")
    return try? JSONDecoder().decode(
      [String: OperationReference].self, from: Data(contentsOf: file))
  }()

  /// The names of all cases in the file.
  static var names: [String] { all?.keys.sorted() ?? [] }

  static func named(_ name: String) throws -> OperationReference {
    guard let reference = all?[name] else { throw Missing(name: name) }
    return reference
  }
}

extension OperationReference.Array {
  func tensor() throws -> Tensor {
    try Tensor(checking: values.map { Float($0) }, shape: Shape(checking: shape))
  }
}
