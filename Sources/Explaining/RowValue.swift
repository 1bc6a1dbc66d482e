package import Tensors

/// The value of a coalition for an input that is a row of numbers: what ``InterventionalValue`` is
/// for any input, in flat batches.
///
/// The mixtures of a batch are written into one tensor, which the model takes as it is: no array is
/// made for a row. A unit may take several columns, as a field with its missing flag does.
package struct RowValue {
  private let row: Tensor
  private let background: Tensor
  private let columns: [Int32]
  private let units: Int
  private let batch: Int
  private let predict: (Tensor) -> [Float]
  /// Where the mixtures lie, batch after batch.
  private let space = Workspace(.warmest)

  /// The value function of a row over at least one background row of the same length.
  ///
  /// - Parameters:
  ///   - row: the numbers whose units are present or absent.
  ///   - background: the rows to average over.
  ///   - columns: the unit that each number belongs to; without it, each is a unit of its own.
  ///   - units: the number of units; without it, as many as there are numbers.
  ///   - batch: rows that one call of the model gets at most, unless one coalition needs more; a
  ///     thousand rows of a network with hidden layers of 64 stay in the second cache.
  ///   - predict: the score of each of the rows, `[n, columns]`.
  package init(
    row: [Float], background: [[Float]], columns: [Int]? = nil, units: Int? = nil,
    batch: Int = 1_024, predict: @escaping (Tensor) -> [Float]
  ) {
    precondition(!background.isEmpty, "a value needs at least one background row")
    precondition(
      background.allSatisfy { $0.count == row.count }, "a background row is as long as the row")
    self.row = Tensor(Shape(row.count), row)
    self.background = Tensor(
      Shape(background.count, row.count), background.flatMap { $0 })
    self.columns = (columns ?? Array(row.indices)).map { Int32(clamping: $0) }
    self.units = units ?? row.count
    self.batch = batch
    self.predict = predict
  }

  /// The values of the coalitions, in order.
  package func values(of coalitions: [Coalition]) -> [Double] {
    let count = background.shape[0]
    var values: [Double] = []
    values.reserveCapacity(coalitions.count)
    var present: [Bool] = []
    let step = max(1, batch / count)
    for start in stride(from: 0, to: coalitions.count, by: step) {
      present.removeAll(keepingCapacity: true)
      let part = coalitions[start..<min(start + step, coalitions.count)]
      for coalition in part { coalition.append(to: &present) }
      let scores = predict(
        background.mixed(
          with: row, units: columns, parts: units, present: present, in: space))
      precondition(scores.count == part.count * count, "every row has one score")
      for index in 0..<part.count {
        var sum = 0.0
        for place in index * count..<(index + 1) * count { sum += Double(scores[place]) }
        values.append(sum / Double(count))
      }
    }
    return values
  }
}
