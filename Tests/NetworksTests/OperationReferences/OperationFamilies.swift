import Networks
import Tensors

/// Cases of the file that one function computes.
struct OperationFamily: Sendable {
  let names: [String]
  /// The case's outputs by name.
  let outputs: @Sendable (_ name: String, ReferenceRun) throws -> [String: Variable]

  init(
    _ names: [String],
    _ outputs: @escaping @Sendable (_ name: String, ReferenceRun) throws -> [String: Variable]
  ) {
    self.names = names
    self.outputs = outputs
  }

  /// The table: which function computes which cases.
  static let all = elementwise + layers + sequences + training

  static let elementwise: [OperationFamily] = [
    OperationFamily(
      Arithmetic.allCases.flatMap { ["\($0.rawValue)Column", "\($0.rawValue)Row"] }, arithmetic),
    OperationFamily(["matmul"]) { _, run in
      ["y": try run.variable("left").matmul(run.variable("right"))]
    },
    OperationFamily(["batchedMatmul"]) { _, run in
      ["y": try run.variable("left").batchedMatmul(run.variable("right"))]
    },
    OperationFamily(["silu"]) { _, run in ["y": try run.variable("x").silu()] },
    OperationFamily(["logSoftmax"]) { _, run in ["y": try run.variable("x").logSoftmax()] },
    OperationFamily(["sumAxis0", "sumAxis1", "sumAxis2"]) { _, run in
      ["y": try run.variable("x").sum(axis: run.integer("axis"))]
    },
    OperationFamily(["meanAxis0", "meanAxis1", "meanAxis2"]) { _, run in
      ["y": try run.variable("x").mean(axis: run.integer("axis"))]
    },
    OperationFamily(["maxAxis0", "maxAxis1", "maxAxis2"]) { _, run in
      ["y": try run.variable("x").maximum(axis: run.integer("axis"))]
    },
    OperationFamily(["embedding"]) { _, run in
      let table = try run.variable("table")
      let rows = try table.gathered(run.ids("ids"))
      return ["y": rows.reshaped(Shape(2, 3, table.shape[1]))]
    },
    OperationFamily(["gather", "gatherLastAxis"]) { _, run in
      let axis = try run.integer("axis")
      let picks = try run.tensor("ids").shape[axis]
      return ["y": try run.variable("x").gathered(axis: axis, run.ids("ids"), picks: picks)]
    },
    OperationFamily(["take"], take),
    OperationFamily(["scatterAdd"]) { _, run in
      let (base, axis) = (try run.variable("base"), try run.integer("axis"))
      return [
        "y": base
          + (try run.variable("source")
            .scattered(axis: axis, run.ids("ids"), entries: base.shape[axis]))
      ]
    },
    OperationFamily(["scatter"], scatter),
  ]

  private static func arithmetic(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    let (left, right) = (try run.variable("left"), try run.variable("right"))
    if name.hasPrefix("add") { return ["y": left + right] }
    if name.hasPrefix("subtract") { return ["y": left - right] }
    return ["y": name.hasPrefix("multiply") ? left * right : left / right]
  }

  /// Whole slices, whose ids are repeated for the elements of each.
  private static func take(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    let (x, ids) = (try run.variable("x"), try run.ids("ids"))
    let each = ids.flatMap { [Int32](repeating: $0, count: x.shape[2]) }
    let all = (0..<x.shape[0]).flatMap { _ in each }
    return ["y": try x.gathered(axis: run.integer("axis"), all, picks: ids.count)]
  }

  /// Replaces by adding to what a mask of the places has taken away.
  private static func scatter(_ name: String, _ run: ReferenceRun) throws -> [String: Variable] {
    let (base, source) = (try run.variable("base"), try run.variable("source"))
    let (axis, ids) = (try run.integer("axis"), try run.ids("ids"))
    let entries = base.shape[axis]
    let kept = try Tensor(repeating: -1, source.shape)
      .scattered(axis: axis, ids, entries: entries)
      .combined(.add, Tensor(1))
    let written = try source.scattered(axis: axis, ids, entries: entries)
    return ["y": base * run.tape.constant(kept) + written]
  }
}
