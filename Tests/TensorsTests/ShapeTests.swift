import Tensors
import Testing

struct ShapeTests {
  @Test(
    "A shape from outside is refused with its sizes and the reason",
    arguments: [
      ([1, 2, 3, 4, 5], "shape: [1, 2, 3, 4, 5]: at most 4 axes"),
      ([3, -2], "shape: [3, -2]: -2 is negative"),
      ([65536, 65536], "shape: [65536, 65536]: more than 2³¹ − 1 elements"),
      ([Int.max, 2, 0], "shape: [9223372036854775807, 2, 0]: more than 2³¹ − 1 elements"),
    ])
  func refusal(_ sizes: [Int], _ message: String) {
    let error = #expect(throws: TensorError.self) { try Shape(checking: sizes) }
    #expect(error?.description == message)
  }

  @Test("A tensor from outside is refused with both counts")
  func wrongCount() {
    let error = #expect(throws: TensorError.self) {
      try Tensor(checking: [1, 2, 3], shape: Shape(2, 2))
    }
    #expect(error?.description == "tensor: 3 values for the shape [2, 2], which takes 4")
  }

  @Test(
    "An id that a table does not have is refused with the range it takes",
    arguments: [Int32(-1), 3])
  func wrongID(_ id: Int32) {
    let table = Tensor(repeating: 0, Shape(3, 2))
    let error = #expect(throws: TensorError.self) { try table.gathered([0, id]) }
    #expect(error?.description == "embedding: id \(id) of a table [3, 2], which takes 0 ..< 3")
  }

  @Test("A shape tells its axes, count, rows and last axis")
  func measures() {
    let shape = Shape(2, 3, 4)
    #expect(shape.array == [2, 3, 4])
    #expect([shape.rank, shape.count, shape.rows, shape.last] == [3, 24, 6, 4])
    #expect(shape.replacingLast(5) == Shape(2, 3, 5))
    #expect([Shape().rank, Shape().count, Shape().rows, Shape().last] == [0, 1, 1, 1])
  }

  @Test("Tensors without elements pass through every operation")
  func empty() throws {
    let none = Tensor(repeating: 0, Shape(0, 3))
    let weight = Tensor(repeating: 1, Shape(3, 2))
    let bias = Tensor(repeating: 1, Shape(2))
    #expect(none.product(weight) == Tensor(Shape(0, 2), []))
    #expect(none.affine(weight: weight, bias: bias) == Tensor(Shape(0, 2), []))
    #expect(none.product(transposed: true, none) == Tensor(repeating: 0, Shape(3, 3)))
    let sum = none.combined(.add, none.combined(.multiply, none))
    #expect(sum.activated(.gelu).softmax() == none)
    #expect(none.sumOfRows() == Tensor(repeating: 0, Shape(3)))
    #expect(Tensor.concatenated([none, none], axis: 1).slice(axis: 1, 2..<5) == none)
    #expect(try weight.gathered([]) == Tensor(Shape(0, 2), []))
    #expect(none.sum() == 0)
    let images = Tensor(repeating: 0, Shape(2, 1, 1, 3))
    let window = Window(time: AxisWindow(2))
    let kernel = Tensor(repeating: 1, Shape(6, 2))
    let pass = ConvolutionPass(images, Convolution(window), weight: kernel, bias: bias)
    #expect(pass.output == Tensor(Shape(2, 1, 0, 2), []))
    let shares = pass.derivative(pass.output, images: images, weight: kernel, wantsImages: true)
    #expect(shares.images == images)
    #expect(shares.weight == Tensor(repeating: 0, Shape(6, 2)))
    #expect(shares.bias == Tensor(repeating: 0, Shape(2)))
  }

  #if os(Linux) || os(macOS)
    @Test("Mismatched shapes stop the program with the operation and both shapes")
    func mismatch() async {
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) {
        _ = Tensor(repeating: 0, Shape(2, 3)).product(Tensor(repeating: 0, Shape(4, 5)))
      }
      let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(message.contains("matmul: [2, 3] with [4, 5]"))
    }
  #endif
}
