import Networks
import Tensors

/// Applications encoded into one row each, in which a unit's columns can be exchanged for another's.
///
/// What the encoder makes of a unit depends on that unit alone. So a row that mixes the columns of two
/// applications is the encoding of the application that mixes their units.
///
///     scaled numbers and missing flags │ ledger, month by month │ level of each category
struct FlatEncoding {
  let encoder: Encoder

  /// The unit that each column belongs to.
  var units: [Int] {
    let form = encoder.form
    let numbers = form.numbers.indices.flatMap { field in
      [form.unit(number: field), form.unit(number: field)]
    }
    let month = form.series.indices.flatMap { channel in
      [form.unit(series: channel), form.unit(series: channel)]
    }
    return numbers + (0..<form.months).flatMap { _ in month }
      + form.categories.indices.map { form.unit(category: $0) }
  }

  /// Columns of the numbers and of the ledger.
  var numbers: Range<Int> { 0..<encoder.numberWidth }
  var ledger: Range<Int> {
    encoder.numberWidth..<encoder.numberWidth + encoder.form.months * encoder.channels
  }

  func row(_ application: Application) -> [Float] {
    var row: [Float] = []
    encoder.appendNumbers(application, to: &row)
    encoder.appendLedger(application, to: &row)
    return row + encoder.levels(application).map { Float($0) }
  }

  /// The rows as the network takes them.
  ///
  /// # Shapes
  /// - rows: `[batch, columns]`
  func batch(_ rows: Tensor, on tape: Tape) -> EncodedBatch {
    let (count, categories) = (rows.shape[0], encoder.form.categories.count)
    let all = tape.constant(rows)
    let levels = all.columns(ledger.upperBound..<rows.shape[1]).value.values
    return EncodedBatch(
      numbers: all.columns(numbers), ledger: all.columns(ledger).reshaped(months(count)),
      levels: (0..<categories).map { category in
        (0..<count).map { Int(levels[$0 * categories + category]) }
      })
  }

  /// The shape of so many ledgers.
  func months(_ count: Int) -> Shape { Shape(count, encoder.form.months, encoder.channels) }
}
