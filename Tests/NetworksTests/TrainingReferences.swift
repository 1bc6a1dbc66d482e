#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Tensors

/// The numbers that `Tests/References/training.py` made.
enum TrainingReferences {
  private static let all: [String: [Double]]? = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "References/training.json")
    return try? JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: file))
  }()

  struct Missing: Error {
    let name: String
  }

  static func numbers(_ name: String) throws -> [Double] {
    guard let numbers = all?[name] else { throw Missing(name: name) }
    return numbers
  }

  static func tensor(_ name: String, _ shape: Shape) throws -> Tensor {
    try Tensor(checking: numbers(name).map { Float($0) }, shape: shape)
  }
}
