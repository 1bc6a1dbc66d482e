import Networks
import NumericCore
import Tensors
import Testing

/// Blocks of two dense layers with a norm and a way around them, as a transformer's without attention.
private struct Tower: Module {
  struct Block: Module {
    var norm: LayerNorm
    var up: Dense
    var down: Dense

    mutating func visit(_ visitor: inout some ParameterVisitor) {
      visitor.visit("norm", &norm)
      visitor.visit("up", &up)
      visitor.visit("down", &down)
    }
  }

  var blocks: [Block]
  var output: Dense

  init(depth: Int, width: Int, from generator: inout SeededGenerator) {
    blocks = (0..<depth).map { _ in
      Block(
        norm: LayerNorm(width), up: Dense(width, 4 * width, from: &generator),
        down: Dense(4 * width, width, from: &generator))
    }
    output = Dense(width, 10, from: &generator)
  }

  static func parameterCount(depth: Int, width: Int) -> Int {
    let block =
      ParameterCounts.layerNorm(width) + ParameterCounts.dense(width, 4 * width)
      + ParameterCounts.dense(4 * width, width)
    return depth * block + ParameterCounts.dense(width, 10)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("blocks", &blocks)
    visitor.visit("output", &output)
  }

  func callAsFunction(_ x: Variable) -> Variable {
    output(blocks.reduce(x) { $0 + $1.down($1.up($1.norm($0)).gelu()) })
  }
}

struct DeclaredSizeTests {
  @Test(
    "The width with the closest count is found, as by trying every width", arguments: [1, 3, 8])
  func exhaustive(_ step: Int) {
    let count = { (width: Int) in 3 * width * width + 7 * width + 5 }
    let widths = stride(from: step, through: 200, by: step)
    let wrong = stride(from: 40, through: 60_000, by: 97).filter { parameters in
      // The first of equally close widths, as `min` gives it; nil where it is more than 10 % off.
      let best = widths.min { abs(count($0) - parameters) < abs(count($1) - parameters) }
        .flatMap { 10 * abs(count($0) - parameters) <= parameters ? $0 : nil }
      let found = try? DeclaredSize(parameters: parameters, widthStep: step, count: count)
      return found?.width != best || found?.reached != best.map(count)
    }
    #expect(wrong == [])
  }

  @Test("The report holds the count reached and the relative miss")
  func report() throws {
    let size = try DeclaredSize(parameters: 1000, widthStep: 4) { $0 * $0 }
    // 32² = 1024 is nearer to 1000 than 28² = 784 and 36² = 1296.
    #expect([size.declared, size.width, size.reached] == [1000, 32, 1024])
    #expect(size.relativeMiss == 0.024)
  }

  @Test("What cannot be reached is a typed error with the nearest there is")
  func refusals() {
    func message(_ parameters: Int, step: Int = 1, _ count: (Int) -> Int) -> String? {
      #expect(throws: DeclaredSizeError.self) {
        try DeclaredSize(parameters: parameters, widthStep: step, count: count)
      }?.description
    }
    #expect(
      message(0) { $0 } == "declared size: 0 parameters in steps of 1, not 1 … 120000000")
    #expect(
      message(120_000_001) { $0 }
        == "declared size: 120000001 parameters in steps of 1, not 1 … 120000000")
    #expect(
      message(5, step: 0) { $0 } == "declared size: 5 parameters in steps of 0, not 1 … 120000000")
    #expect(
      message(50) { $0 + 100 }
        == "declared size: 50 parameters; width 1 is nearest and has 101, more than 10 % off")
    #expect(
      message(150, step: 10) { $0 * $0 }
        == "declared size: 150 parameters; width 10 is nearest and has 100, more than 10 % off")
    #expect(
      message(50) { _ in 10 } == "declared size: 10 parameters at width 1, 10 at width 2")
  }

  @Test("A formula that miscounts is found out by the network")
  func miscount() throws {
    let size = try DeclaredSize(parameters: 10_000) {
      Tower.parameterCount(depth: 2, width: $0) + 1
    }
    var generator = SeededGenerator(seed: 1)
    let tower = Tower(depth: 2, width: size.width, from: &generator)
    let error = #expect(throws: DeclaredSizeError.self) { try size.check(tower) }
    #expect(error?.code == .countDiffers)
  }

  @Test("The counts of layers are those of the layers")
  func layerCounts() {
    var generator = SeededGenerator(seed: 1)
    #expect(Dense(3, 5, from: &generator).parameterCount == ParameterCounts.dense(3, 5))
    #expect(
      Conv1D(3, 5, kernel: 4, from: &generator).parameterCount
        == ParameterCounts.convolution(3, 5, kernel: 4))
    #expect(Embedding(7, 3, from: &generator).parameterCount == ParameterCounts.embedding(7, 3))
    #expect(LayerNorm(9).parameterCount == ParameterCounts.layerNorm(9))
  }

  /// The largest declared size: 480 MB of weights, drawn and used.
  @Test("A network of 120 million parameters is built and answers with ordinary numbers")
  func largest() throws {
    let size = try DeclaredSize(parameters: DeclaredSize.largest, widthStep: 64) {
      Tower.parameterCount(depth: 12, width: $0)
    }
    // 96 · w² is 120 million at w = 1118; of the multiples of 64, 1088 has 114 and 1152 has 127.
    #expect(size.width == 1088)
    #expect(abs(size.relativeMiss) < 0.06)
    var generator = SeededGenerator(seed: 1)
    let tower = Tower(depth: 12, width: size.width, from: &generator)
    try size.check(tower)
    let x = Tensor(uniform: Shape(1, size.width), limit: 1, seed: 2)
    let answer = tower(Tape(.inference).constant(x)).value.values
    #expect(answer.allSatisfy { $0.isNormal && abs($0) < 1e3 })
  }

  @Test(
    "Random weights keep activations ordinary through a hundred layers",
    arguments: ["none", "relu", "gelu", "tanh", "sigmoid"])
  func deep(_ activation: String) {
    var generator = SeededGenerator(seed: 6)
    let tape = Tape(.inference)
    var x = tape.constant(Tensor(uniform: Shape(4, 64), limit: 1, seed: 1))
    for layer in 0..<100 {
      x = Dense(64, 64, from: &generator)(x)
      switch activation {
      case "relu": x = x.relu()
      case "gelu": x = x.gelu()
      case "tanh": x = x.tanh()
      case "sigmoid": x = x.sigmoid()
      default: break
      }
      #expect(
        x.value.values.allSatisfy { ($0.isNormal || $0 == 0) && abs($0) < 1e6 }, "layer \(layer)")
      #expect(x.value.values.contains { $0 != 0 })
    }
  }
}
