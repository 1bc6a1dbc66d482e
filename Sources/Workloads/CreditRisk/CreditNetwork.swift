import Networks
import NumericCore
import Tensors

/// The network: convolutions over the ledger, joined with the application's fields.
///
///     ledger [24 × channels] ─► conv 5 ─► conv 4, stride 2 ─► conv 3, stride 2 ─► flatten ─┐
///     numbers and missing flags ──────────────────────────────────────────────────────────┼─► dense ─► dense ─► log-odds
///     categories ─► embeddings ───────────────────────────────────────────────────────────┘
///
/// A form without series has no convolutions, one without categories no embeddings.
struct CreditNetwork: Module {
  /// The sizes that a model file keeps beside the weights.
  struct Sizes: Codable, Sendable, Equatable {
    var width: Int
    var filters: Int
    var dropout: Double
    var embedding = 4
    /// Whether the joined inputs are normalised; nil for yes.
    var normalises: Bool?
  }

  let encoder: Encoder
  var convolutions: [Conv1D]
  var embeddings: [Embedding]
  /// Nil for a network that is not regularised.
  var norm: LayerNorm?
  var hidden: Dense
  var second: Dense
  var output: Dense
  let dropout: Dropout

  /// Weights drawn at random; `outputs` is one for the log-odds.
  init(
    encoder: Encoder, sizes: Sizes, outputs: Int = 1, from generator: inout SeededGenerator
  ) {
    self.encoder = encoder
    convolutions = []
    var joined = encoder.numberWidth
    if encoder.channels > 0 {
      let filters = sizes.filters
      convolutions = [
        Conv1D(encoder.channels, filters, kernel: 5, padding: 2, from: &generator),
        Conv1D(filters, filters, kernel: 4, stride: 2, padding: 1, from: &generator),
        Conv1D(filters, filters, kernel: 3, stride: 2, padding: 1, from: &generator),
      ]
      let steps = convolutions.reduce(encoder.form.months) { $1.steps(after: $0) }
      joined += steps * filters
    }
    embeddings = encoder.form.categories.map {
      Embedding($0.levels.count + 1, sizes.embedding, from: &generator)
    }
    joined += embeddings.count * sizes.embedding
    norm = sizes.normalises ?? true ? LayerNorm(joined) : nil
    hidden = Dense(joined, sizes.width, from: &generator)
    second = Dense(sizes.width, sizes.width, from: &generator)
    output = Dense(sizes.width, outputs, from: &generator)
    dropout = Dropout(Float(sizes.dropout))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("convolutions", &convolutions)
    visitor.visit("embeddings", &embeddings)
    if var present = norm {
      visitor.visit("norm", &present)
      norm = present
    }
    visitor.visit("hidden", &hidden)
    visitor.visit("second", &second)
    visitor.visit("output", &output)
  }

  /// The network's outputs, as a rule the log-odds of default alone.
  ///
  /// # Shapes
  /// - result: `[batch.count, outputs]`
  ///
  /// - Throws: `TensorError` for a level that the network has no embedding of.
  func logits(_ batch: EncodedBatch) throws(TensorError) -> Variable {
    var embedded: [Variable] = []
    for (embedding, levels) in zip(embeddings, batch.levels) {
      embedded.append(try embedding(levels, on: batch.numbers.tape))
    }
    return logits(numbers: batch.numbers, ledger: batch.ledger, embedded: embedded)
  }

  /// The log-odds of default, the categories' levels embedded already.
  ///
  /// # Shapes
  /// - numbers: `[batch, 2 · numbers]`
  /// - ledger: `[batch, months, 2 · series]`
  /// - embedded: for each category `[batch, embedding]`
  /// - result: `[batch, 1]`
  func logits(numbers: Variable, ledger: Variable, embedded: [Variable]) -> Variable {
    var parts: [Variable] = []
    if !convolutions.isEmpty {
      var ledger = ledger
      for convolution in convolutions { ledger = convolution(ledger).gelu() }
      parts.append(ledger.flattened())
    }
    if encoder.numberWidth > 0 { parts.append(numbers) }
    parts += embedded
    let raw = Variable.concatenated(parts)
    let joined = norm.map { $0(raw) } ?? raw
    let first = dropout(hidden(dropout(joined)).gelu())
    return output(dropout(second(first).gelu()))
  }
}

/// Applications as a network takes them, on a tape.
struct EncodedBatch {
  /// The scaled numbers and missing flags, `[batch, 2 · numbers]`.
  let numbers: Variable
  /// The scaled series, `[batch, months, 2 · series]`.
  let ledger: Variable
  /// For each category the level of every application.
  let levels: [[Int]]

  init(numbers: Variable, ledger: Variable, levels: [[Int]]) {
    self.numbers = numbers
    self.ledger = ledger
    self.levels = levels
  }

  /// Applications that are answered once.
  init(_ applications: [Application], encoder: Encoder, on tape: Tape) {
    let rows = EncodedRows(applications, encoder: encoder)
    numbers = tape.constant(rows.numbersShape, rows.numbers)
    ledger = tape.constant(rows.ledgersShape, rows.ledgers)
    levels = rows.levels
  }
}

/// What an encoder makes of applications, one after the other.
private struct EncodedRows {
  private(set) var numbers: [Float] = []
  private(set) var ledgers: [Float] = []
  let numbersShape: Shape
  let ledgersShape: Shape
  let levels: [[Int]]

  init(_ applications: [Application], encoder: Encoder) {
    numbersShape = Shape(applications.count, encoder.numberWidth)
    ledgersShape = Shape(applications.count, encoder.form.months, encoder.channels)
    numbers.reserveCapacity(numbersShape.count)
    ledgers.reserveCapacity(ledgersShape.count)
    for application in applications {
      encoder.appendNumbers(application, to: &numbers)
      encoder.appendLedger(application, to: &ledgers)
    }
    let ofApplications = applications.map(encoder.levels)
    levels = encoder.form.categories.indices.map { category in
      ofApplications.map { $0[category] }
    }
  }
}

/// Applications encoded once, from which batches are gathered.
struct EncodedApplications {
  /// The scaled numbers and missing flags, `[count, 2 · numbers]`.
  private let numbers: Tensor
  /// The scaled series, `[count, months, 2 · series]`.
  private let ledgers: Tensor
  /// For each category the level of every application.
  private let levels: [[Int]]

  init(_ applications: [Application], encoder: Encoder) {
    let rows = EncodedRows(applications, encoder: encoder)
    numbers = Tensor(rows.numbersShape, rows.numbers)
    ledgers = Tensor(rows.ledgersShape, rows.ledgers)
    levels = rows.levels
  }

  /// The applications at the given positions, on a tape.
  ///
  /// - Throws: `TensorError` for a position that there is not.
  func batch(_ positions: [Int], on tape: Tape) throws(TensorError) -> EncodedBatch {
    let ids = positions.map { Int32(clamping: $0) }
    let months = Shape(positions.count, ledgers.shape[1], ledgers.shape[2])
    let flat = ledgers.reshaped(Shape(ledgers.shape[0], months[1] * months[2]))
    return EncodedBatch(
      numbers: try tape.constant(numbers).gathered(ids),
      ledger: try tape.constant(flat).gathered(ids).reshaped(months),
      levels: levels.map { category in positions.map { category[$0] } })
  }

  /// All of them, on a tape.
  func all(on tape: Tape) -> EncodedBatch {
    EncodedBatch(
      numbers: tape.constant(numbers), ledger: tape.constant(ledgers), levels: levels)
  }
}
