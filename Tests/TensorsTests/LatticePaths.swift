import NumericCore

/// The loss of one item and its derivative by the logits, over every path, in Float64.
///
/// Nothing here is shared with the kernels: each path's probability is a product of softmaxes, and
/// paths are added up one by one.
struct LatticePaths {
  let loss: Double
  let gradient: [Double]

  /// CTC over all `labels`^`frames` paths; nil where none of them is the target's.
  static func ctc(
    _ logits: [Float], frames: Int, labels: Int, target: [Int]
  ) -> LatticePaths? {
    let p = softmax(logits, labels)
    var total = 0.0
    var passing = [Double](repeating: 0, count: p.count)
    var path = [Int](repeating: 0, count: frames)
    repeat {
      guard collapsed(path) == target else { continue }
      let chosen = path.enumerated().map { $0 * labels + $1 }
      let product = chosen.reduce(1) { $0 * p[$1] }
      total += product
      for index in chosen { passing[index] += product }
    } while advance(&path, labels)
    guard total > 0 else { return nil }
    return LatticePaths(
      loss: -Double.log(total), gradient: zip(p, passing).map { $0 - $1 / total })
  }

  /// The transducer over all ways to interleave the target's labels with the frames' blanks.
  static func transducer(
    _ logits: [Float], frames: Int, positions: Int, labels: Int, target: [Int]
  ) -> LatticePaths {
    let p = softmax(logits, labels)
    var total = 0.0
    var flow = [Double](repeating: 0, count: p.count)
    func walk(_ frame: Int, _ position: Int, _ product: Double, _ taken: [(row: Int, label: Int)]) {
      if frame == frames {
        guard position == target.count else { return }
        total += product
        for (row, label) in taken {
          for k in 0..<labels { flow[row + k] += product * (p[row + k] - (k == label ? 1 : 0)) }
        }
        return
      }
      let row = (frame * positions + position) * labels
      walk(frame + 1, position, product * p[row], taken + [(row, 0)])
      if position < target.count {
        let label = target[position]
        walk(frame, position + 1, product * p[row + label], taken + [(row, label)])
      }
    }
    walk(0, 0, 1, [])
    return LatticePaths(loss: -Double.log(total), gradient: flow.map { $0 / total })
  }

  /// Every list of at most `count` labels out of 1 ..< `labels`.
  static func targets(upTo count: Int, labels: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    var longest = all
    for _ in 0..<count {
      longest = longest.flatMap { target in (1..<labels).map { target + [$0] } }
      all += longest
    }
    return all
  }

  private static func softmax(_ logits: [Float], _ labels: Int) -> [Double] {
    stride(from: 0, to: logits.count, by: labels).flatMap { start in
      let e = logits[start..<start + labels].map { Double.exp(Double($0)) }
      let sum = e.reduce(0, +)
      return e.map { $0 / sum }
    }
  }

  /// Equal neighbours become one, then blanks go.
  private static func collapsed(_ path: [Int]) -> [Int] {
    path.enumerated().filter { $0 == 0 || path[$0 - 1] != $1 }.map(\.element).filter { $0 != 0 }
  }

  /// Counts up in base `labels`; false after the last path.
  private static func advance(_ path: inout [Int], _ labels: Int) -> Bool {
    for index in path.indices {
      path[index] += 1
      if path[index] < labels { return true }
      path[index] = 0
    }
    return false
  }
}
