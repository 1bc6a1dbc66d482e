private import CKernels

/// How many steps of each sequence of a batch are its own; what lies beyond is padding.
package struct Lengths: Hashable, Sendable {
  package let counts: [Int32]

  /// Lengths that came from outside.
  ///
  /// - Throws: `TensorError` for a length below 0 or above `time`.
  package init(checking counts: [Int], time: Int) throws(TensorError) {
    if let wrong = counts.first(where: { $0 < 0 || $0 > time }) {
      throw TensorError(operation: "lengths", detail: "\(wrong) of \(time) steps")
    }
    self.counts = counts.map { Int32($0) }
  }

  private init(counts: [Int32]) { self.counts = counts }

  /// The lengths of sequences that have so many steps more in front.
  package func extended(by steps: Int) -> Lengths {
    Lengths(counts: counts.map { $0 + Int32(steps) })
  }

  /// Refuses lengths of another batch, or beyond its time.
  package func check(batch: Int, time: Int, _ operation: String) {
    demand(
      counts.count == batch && counts.allSatisfy { Int($0) <= time },
      "\(operation): lengths \(counts) for \(batch) sequences of \(time) steps")
  }

  static func lending<Outcome>(
    _ lengths: Lengths?, _ body: (UnsafePointer<Int32>?) -> Outcome
  ) -> Outcome {
    guard let lengths else { return body(nil) }
    return unsafe lengths.counts.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}

extension Tensor {
  /// Turns the steps of each sequence around, and leaves those beyond its length in place; undoes
  /// itself.
  ///
  /// # Shapes
  /// - self: `[batch, time, channels]`
  /// - lengths: `batch` of them, each at most `time`; nil for all of it
  /// - result: `[batch, time, channels]`
  package func reversedInTime(lengths: Lengths? = nil, in space: Workspace? = nil) -> Tensor {
    demand(shape.rank == 3, "reverse in time: \(shape) is not [batch, time, channels]")
    lengths?.check(batch: shape[0], time: shape[1], "reverse in time")
    return unsafe Tensor(filling: shape, in: space) { out in
      unsafe reading { x in
        unsafe Lengths.lending(lengths) {
          unsafe assay_reverse_in_time(x, $0, out, shape[0], shape[1], shape[2])
        }
      }
    }
  }
}
