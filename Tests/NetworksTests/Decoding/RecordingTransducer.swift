import Networks
import Tensors

/// A transducer of a function of frame and prefix that records the prefixes it was asked about.
///
/// The encoder's frame holds its own index, and the prediction network's output the prefix.
final class RecordingTransducer: Transducer {
  let scores: (_ frame: Int, _ prefix: [Int]) -> [Float]
  private(set) var prefixes: [[Int]] = []

  init(_ scores: @escaping (_ frame: Int, _ prefix: [Int]) -> [Float]) {
    self.scores = scores
  }

  static func frames(_ count: Int) -> Tensor {
    Tensor(Shape(count, 1), (0..<count).map { Float($0) })
  }

  func start() -> TransducerStep<[Int]> { TransducerStep(output: [], state: []) }

  func advance(_ state: [Int], with label: Int) -> TransducerStep<[Int]> {
    let prefix = state + [label]
    prefixes.append(prefix)
    return TransducerStep(output: prefix.map { Float($0) }, state: prefix)
  }

  func join(_ frame: [Float], _ output: [Float]) -> [Float] {
    scores(Int(frame[0]), output.map { Int($0) })
  }
}
