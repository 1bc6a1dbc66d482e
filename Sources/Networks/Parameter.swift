package import ModelFiles
package import Tensors

/// A tensor that training changes: learned by its gradient, or observed on the way.
package struct Parameter: Sendable {
  package var value: Tensor
  /// Whether weight decay shrinks it: weights do, biases and norms do not.
  package let decays: Bool
  /// For what is observed rather than learned, the share by which each step moves it towards what the
  /// step saw; nil for what is learned.
  package let momentum: Float?
  /// Its place in the model's order; nil on a parameter that no optimiser has numbered, which the
  /// tape then takes for a constant.
  package internal(set) var slot: Int?

  package init(_ value: Tensor, decays: Bool) {
    self.value = value
    self.decays = decays
    momentum = nil
  }

  /// A statistic of the data, such as a batch norm's running mean.
  package init(observing value: Tensor, momentum: Float) {
    demand(
      momentum > 0 && momentum <= 1,
      "statistic: the momentum is \(momentum), not above 0 and at most 1")
    self.value = value
    decays = false
    self.momentum = momentum
  }
}

/// A part of a network, or a whole one: a plain struct of parameters and other modules.
///
/// Copies are independent models. A new kind of module implements `visit` and a function of its own
/// choice that computes.
package protocol Module: Sendable {
  /// Shows every parameter and module to the visitor, in an order that never changes.
  ///
  ///     mutating func visit(_ visitor: inout some ParameterVisitor) {
  ///       visitor.visit("hidden", &hidden)
  ///       visitor.visit("output", &output)
  ///     }
  mutating func visit(_ visitor: inout some ParameterVisitor)
}

/// Something that is done to every parameter of a module.
package protocol ParameterVisitor {
  /// The names that lead to the parameter being visited.
  var path: [String] { get set }
  mutating func visit(_ parameter: inout Parameter)
}

extension ParameterVisitor {
  /// Visits a parameter under its name.
  package mutating func visit(_ name: String, _ parameter: inout Parameter) {
    path.append(name)
    visit(&parameter)
    path.removeLast()
  }

  /// Visits every parameter of a module, whose name leads theirs.
  package mutating func visit(_ name: String, _ module: inout some Module) {
    path.append(name)
    module.visit(&self)
    path.removeLast()
  }

  /// Visits every parameter of several modules alike, under `name.0`, `name.1`, ….
  package mutating func visit(_ name: String, _ modules: inout [some Module]) {
    for index in modules.indices { visit("\(name).\(index)", &modules[index]) }
  }

  var name: String { path.joined(separator: ".") }
}

extension Module {
  /// How many numbers training learns.
  package var parameterCount: Int {
    var counter = ParameterCounter()
    var copy = self
    copy.visit(&counter)
    return counter.count
  }

  /// The parameters as arrays for a file, each under its path, as in `encoder.hidden.weight`.
  package func parameterArrays(prefix: String = "") -> [String: ModelArray] {
    var saver = ParameterSaver(prefix: prefix)
    var copy = self
    copy.visit(&saver)
    return saver.arrays
  }

  /// Takes the parameters from a file of either format; the module has the file's sizes already.
  ///
  /// They share the file's numbers until training changes them.
  ///
  /// - Throws: `ModelFileError` of code `mismatch` where an array is missing or of another shape;
  ///   the module then stays as it was.
  package mutating func loadParameters(
    from file: some ArraySource, prefix: String = ""
  ) throws(ModelFileError) {
    var loader = ParameterLoader(file: file, prefix: prefix)
    var loaded = self
    loaded.visit(&loader)
    if let error = loader.error { throw error }
    self = loaded
  }

  /// Every parameter with its path, in the model's order.
  package func namedParameters() -> [NamedParameter] {
    var lister = ParameterLister()
    var copy = self
    copy.visit(&lister)
    return lister.parameters
  }

  /// Gives every parameter its slot, which is what makes the tape record it.
  ///
  /// An optimiser does so for the model it is made for.
  package mutating func numberParameters() {
    var numbering = ParameterNumbering()
    visit(&numbering)
  }
}

/// A parameter with the names that lead to it.
package struct NamedParameter: Sendable {
  package let path: [String]
  package let parameter: Parameter

  /// The path as in a model file, or its first `depth` names: `encoder.hidden.weight`.
  package func name(depth: Int? = nil) -> String {
    path.prefix(depth ?? path.count).joined(separator: ".")
  }
}

private struct ParameterLister: ParameterVisitor {
  var path: [String] = []
  var parameters: [NamedParameter] = []

  mutating func visit(_ parameter: inout Parameter) {
    parameters.append(NamedParameter(path: path, parameter: parameter))
  }
}

private struct ParameterCounter: ParameterVisitor {
  var path: [String] = []
  var count = 0

  mutating func visit(_ parameter: inout Parameter) {
    if parameter.momentum == nil { count += parameter.value.shape.count }
  }
}

private struct ParameterNumbering: ParameterVisitor {
  var path: [String] = []
  var next = 0

  mutating func visit(_ parameter: inout Parameter) {
    parameter.slot = next
    next += 1
  }
}

private struct ParameterSaver: ParameterVisitor {
  let prefix: String
  var path: [String] = []
  var arrays: [String: ModelArray] = [:]

  init(prefix: String) { self.prefix = prefix }

  mutating func visit(_ parameter: inout Parameter) {
    demand(arrays[prefix + name] == nil, "two parameters are named '\(name)'")
    arrays[prefix + name] = ModelArray(parameter.value)
  }
}

private struct ParameterLoader: ParameterVisitor {
  let file: any ArraySource
  let prefix: String
  var path: [String] = []
  var error: ModelFileError?

  init(file: any ArraySource, prefix: String) {
    self.file = file
    self.prefix = prefix
  }

  mutating func visit(_ parameter: inout Parameter) {
    guard error == nil else { return }
    let shape = parameter.value.shape
    do throws(ModelFileError) {
      parameter.value = try file.tensor(prefix + name, shape: shape.array)
    } catch {
      self.error = error
    }
  }
}
