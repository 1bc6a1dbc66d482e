/// What is timed.
package enum Work: String, Codable, Sendable, CaseIterable {
  case training = "training step"
  case answer = "one answer"
  /// The square product that the peak is taken from.
  case product = "product"
}

/// Whom we are compared with.
package enum Rival: String, Codable, Sendable, CaseIterable {
  case torch = "PyTorch"
  case compiled = "PyTorch, compiled"
  case onnxruntime = "ONNX Runtime"

  /// The peer's word for it.
  var runtime: String { self == .onnxruntime ? "onnxruntime" : "torch" }
  var isCompiled: Bool { self == .compiled }

  /// Whether it does that work.
  package func does(_ work: Work) -> Bool {
    switch work {
    case .training: self != .onnxruntime
    case .answer: true
    case .product: self == .torch
    }
  }
}

/// How many times faster than its rivals each network should be.
package enum Bars {
  /// The least ratio of the rival's time to ours; nil where none is asked for.
  package static func bar(_ net: String, _ work: Work, _ rival: Rival) -> Double? {
    switch (work, rival) {
    case (.training, .torch), (.training, .compiled): training[net]
    case (.answer, .torch), (.answer, .compiled): answer[net]
    case (.answer, .onnxruntime): answer[net] == nil ? nil : 1
    case (.training, .onnxruntime), (.product, _): nil
    }
  }

  private static let training = ["mlp": 3.0, "cnn": 2, "gru": 2, "transformer": 1.5]
  private static let answer = ["mlp": 8.0, "cnn": 2, "gru": 3, "transformer": 2]
}
