import NumericCore
import Tensors
import Testing

/// Against sums in double precision, and between the tiles of each class of processor.
struct ProductTests {
  /// Sizes around those of tiles (12 × 32, 6 × 16, 4 × 8), of blocks of rows (480) and of panels (256
  /// steps), and those of the smallest matrices.
  static let sizes: [[Int]] =
    [
      [1, 1, 1], [1, 5, 40], [1, 24, 64], [1, 300, 333], [2, 3, 1], [3, 17, 15], [12, 32, 32],
      [13, 31, 33], [16, 9, 16], [25, 64, 47], [20, 32, 20], [49, 257, 48], [7, 600, 65],
      [481, 33, 20], [1000, 2, 3], [5, 0, 4], [64, 129, 130],
    ]

  private func matrices(_ sizes: [Int], transposed: Bool) -> (Tensor, Tensor) {
    var generator = SeededGenerator(seed: 3, "product", sizes)
    let (m, k, n) = (sizes[0], sizes[1], sizes[2])
    func draw(_ shape: Shape) -> Tensor {
      Tensor(shape, (0..<shape.count).map { _ in Float(generator.uniform(-1, 1)) })
    }
    return (draw(Shape(m, k)), draw(transposed ? Shape(n, k) : Shape(k, n)))
  }

  /// Each of the k roundings errs by at most 2⁻²⁴ of a partial sum, which is at most k.
  @Test(
    "Every class of processor's product is the sum of products", arguments: sizes, [false, true])
  func sums(_ sizes: [Int], transposed: Bool) {
    let (a, b) = matrices(sizes, transposed: transposed)
    let (m, k, n) = (sizes[0], sizes[1], sizes[2])
    let (left, right) = (a.values.map(Double.init), b.values.map(Double.init))
    let expected = (0..<m * n).map { place in
      (0..<k).reduce(0.0) { sum, step in
        let other = transposed ? place % n * k + step : step * n + place % n
        return sum + left[place / n * k + step] * right[other]
      }
    }
    let tolerance = Double(k) * Double(max(k, 1)).squareRoot() * 0x1p-24
    for kernels in Kernels.Class.allCases where kernels.isSupported {
      let found = a.product(b, otherTransposed: transposed, on: kernels)
      #expect(found.shape == Shape(m, n))
      #expect(zip(found.values, expected).allSatisfy { abs(Double($0) - $1) <= tolerance })
    }
    let found = a.product(b, otherTransposed: transposed)
    #expect(zip(found.values, expected).allSatisfy { abs(Double($0) - $1) <= tolerance })
  }

  @Test(
    "x86-64-v3 and x86-64-v4 give the same bits",
    .enabled(if: Kernels.Class.v4.isSupported, "this processor has no AVX-512"), arguments: sizes)
  func classes(_ sizes: [Int]) {
    let (a, b) = matrices(sizes, transposed: false)
    #expect(bits(a.product(b, on: .v3)) == bits(a.product(b, on: .v4)))
  }

  @Test("A row does not depend on how many rows come with it", arguments: sizes)
  func rows(_ sizes: [Int]) {
    let (a, b) = matrices(sizes, transposed: false)
    let together = bits(a.product(b))
    let alone = (0..<sizes[0]).flatMap { bits(a.slice(axis: 0, $0..<$0 + 1).product(b)) }
    #expect(together == alone)
  }

  private func bits(_ tensor: Tensor) -> [UInt32] { tensor.values.map(\.bitPattern) }
}
