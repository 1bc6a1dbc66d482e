import Networks
import NumericCore
import Tensors
import Testing

/// One row of the derivative table under test: a function of inputs whose shapes are drawn.
struct DerivativeCase: CustomTestStringConvertible, Sendable {
  /// What a row computed, and how to ask for the gradients at its inputs, in their order.
  struct Recorded {
    let output: Variable
    let gradients: (Gradients) -> [Tensor]
  }

  let name: String
  /// The case of `Operation` that the row is there for.
  let operation: String
  /// The inputs' values lie in ± this.
  let reach: Double
  /// The shapes of the inputs.
  let shapes: @Sendable (inout SeededGenerator) -> [Shape]
  let function: @Sendable (Tape, [Tensor]) throws -> Recorded

  var testDescription: String { "\(operation): \(name)" }

  /// A row of operations on variables, each of which is differentiated.
  init(
    _ operation: String, _ name: String, reach: Double = 2,
    _ shapes: @escaping @Sendable (inout SeededGenerator) -> [Shape],
    _ function: @escaping @Sendable ([Variable]) throws -> Variable
  ) {
    self.operation = operation
    self.name = name
    self.reach = reach
    self.shapes = shapes
    self.function = { tape, tensors in
      let variables = tensors.map { tape.input($0) }
      return Recorded(output: try function(variables)) { gradients in
        variables.map { gradients.of($0) }
      }
    }
  }

  /// A row of a layer, whose parameters, in their order, come after its inputs.
  init<Layer: Module>(
    _ operation: String, _ name: String, inputs: Int, reach: Double = 1,
    _ shapes: @escaping @Sendable (inout SeededGenerator) -> [Shape],
    layer: @escaping @Sendable ([Shape], inout SeededGenerator) -> Layer,
    _ function: @escaping @Sendable (Layer, [Variable]) throws -> Variable
  ) {
    self.operation = operation
    self.name = name
    self.reach = reach
    self.shapes = { generator in
      let shapes = shapes(&generator)
      return shapes
        + layer(shapes, &generator).namedParameters().map(\.parameter.value.shape)
    }
    self.function = { tape, tensors in
      var unused = SeededGenerator(seed: 0)
      var built = layer(tensors.prefix(inputs).map(\.shape), &unused)
      var writer = ParameterWriter(values: tensors.dropFirst(inputs))
      built.visit(&writer)
      built.numberParameters()
      let variables = tensors.prefix(inputs).map { tape.input($0) }
      let output = try function(built, variables)
      let parameters = built.namedParameters().map(\.parameter)
      return Recorded(output: output) { gradients in
        variables.map { gradients.of($0) } + parameters.map { gradients.of($0) }
      }
    }
  }

  /// A row of a function of one input of any shape.
  static func unary(
    _ operation: String, _ name: String,
    _ function: @escaping @Sendable (Variable) throws -> Variable
  ) -> Self {
    .init(operation, name, { [anyShape(&$0)] }, { try function($0[0]) })
  }
}

/// Gives a module's parameters new values, in the order of its visit.
struct ParameterWriter: ParameterVisitor {
  var path: [String] = []
  var values: ArraySlice<Tensor>

  init(values: ArraySlice<Tensor>) { self.values = values }

  mutating func visit(_ parameter: inout Parameter) {
    guard let value = values.popFirst() else { return }
    parameter.value = value
  }
}

/// A size of an axis; one-element axes are as likely as any other.
func size(_ generator: inout SeededGenerator, upTo largest: Int = 6) -> Int {
  1 + generator.index(below: largest)
}

func anyShape(_ generator: inout SeededGenerator) -> Shape {
  let (a, b, c) = (size(&generator), size(&generator), size(&generator))
  let d = size(&generator, upTo: 3)
  return [Shape(), Shape(a), Shape(a, b), Shape(a, b, c), Shape(d, a, d, b)][
    generator.index(below: 5)]
}

/// Three axes of at most 125 elements in all, so that the values lie well apart.
func smallShape(_ generator: inout SeededGenerator) -> Shape {
  Shape(size(&generator, upTo: 5), size(&generator, upTo: 5), size(&generator, upTo: 5))
}

/// A batch of sequences with channels.
func sequenceShape(_ generator: inout SeededGenerator) -> Shape {
  Shape(size(&generator, upTo: 3), size(&generator, upTo: 5), size(&generator, upTo: 3))
}

/// Images with channels, of at most 120 elements in all.
func imageShape(_ generator: inout SeededGenerator, channels: Int? = nil) -> Shape {
  Shape(
    size(&generator, upTo: 2), size(&generator, upTo: 5), size(&generator),
    channels ?? size(&generator, upTo: 2))
}

/// Lengths that fall from the whole time towards nothing.
func fallingLengths(_ shape: Shape) throws -> Lengths {
  let (batch, time) = (shape[0], shape[1])
  return try Lengths(checking: (0..<batch).map { time * (batch - $0) / batch }, time: time)
}
