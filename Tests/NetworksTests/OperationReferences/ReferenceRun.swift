import ModelFiles
import Networks
import NumericCore
import Tensors

/// One case on a tape: its inputs by their names, and the gradients at them.
final class ReferenceRun {
  let reference: OperationReference
  let tape = Tape(.gradients)
  private var variables: [String: Variable] = [:]
  private var parameters: [String: Parameter] = [:]

  init(_ reference: OperationReference) { self.reference = reference }

  private func array(_ name: String) throws -> OperationReference.Array {
    guard let array = reference.inputs[name] else {
      throw OperationReference.Missing(name: name)
    }
    return array
  }

  func has(_ name: String) -> Bool { reference.inputs[name] != nil }

  /// An input that is not differentiated.
  func tensor(_ name: String) throws -> Tensor { try array(name).tensor() }

  /// An input that is differentiated.
  func variable(_ name: String) throws -> Variable {
    if let known = variables[name] { return known }
    let variable = tape.input(try tensor(name))
    variables[name] = variable
    return variable
  }

  /// An input of whole numbers, in row-major order.
  func integers(_ name: String) throws -> [Int] { try array(name).values.map { Int($0) } }

  func ids(_ name: String) throws -> [Int32] { try array(name).values.map { Int32($0) } }

  /// The lengths of the case's sequences, if it has any.
  func lengths(of sequence: String) throws -> Lengths? {
    guard has("lengths") else { return nil }
    return try Lengths(checking: integers("lengths"), time: array(sequence).shape[1])
  }

  func setting(_ name: String, _ index: Int = 0) throws -> Double {
    guard let numbers = reference.settings[name], index < numbers.count else {
      throw OperationReference.Missing(name: name)
    }
    return numbers[index]
  }

  func integer(_ name: String, _ index: Int = 0) throws -> Int { Int(try setting(name, index)) }

  /// A layer whose parameters are inputs of the case, found by `name` from the parameter's path.
  func loaded<Layer: Module>(_ layer: Layer, name: (String) -> String) throws -> Layer {
    var layer = layer
    var arrays: [String: ModelArray] = [:]
    for named in layer.namedParameters() {
      arrays[named.name()] = ModelArray(try tensor(name(named.name())))
    }
    try layer.loadParameters(from: ModelFile(kind: "reference", arrays: arrays))
    layer.numberParameters()
    for named in layer.namedParameters() { parameters[name(named.name())] = named.parameter }
    return layer
  }

  /// The gradient at an input, nil where the case did not take it as one that is differentiated.
  func gradient(at name: String, _ gradients: Gradients) -> Tensor? {
    variables[name].map { gradients.of($0) } ?? parameters[name].map { gradients.of($0) }
  }

  /// Data of the tape that no gradient goes to.
  func constant(_ shape: Shape, _ numbers: [Double]) -> Variable {
    tape.constant(Tensor(shape, numbers.map { Float($0) }))
  }
}
