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
  }

  let encoder: Encoder
  var convolutions: [Conv1D]
  var embeddings: [Embedding]
  var norm: LayerNorm
  var hidden: Dense
  var second: Dense
  var output: Dense
  let dropout: Dropout

  init(encoder: Encoder, sizes: Sizes, from generator: inout SeededGenerator) {
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
    norm = LayerNorm(joined)
    hidden = Dense(joined, sizes.width, from: &generator)
    second = Dense(sizes.width, sizes.width, from: &generator)
    output = Dense(sizes.width, 1, from: &generator)
    dropout = Dropout(Float(sizes.dropout))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("convolutions", &convolutions)
    visitor.visit("embeddings", &embeddings)
    visitor.visit("norm", &norm)
    visitor.visit("hidden", &hidden)
    visitor.visit("second", &second)
    visitor.visit("output", &output)
  }

  /// The log-odds of default.
  ///
  /// # Shapes
  /// - result: `[batch.count, 1]`
  func logits(_ batch: EncodedBatch, on tape: Tape) throws(TensorError) -> Variable {
    var parts: [Variable] = []
    if !convolutions.isEmpty {
      var ledger = tape.constant(batch.ledger)
      for convolution in convolutions { ledger = convolution(ledger).gelu() }
      parts.append(ledger.flattened())
    }
    if encoder.numberWidth > 0 { parts.append(tape.constant(batch.numbers)) }
    for (embedding, levels) in zip(embeddings, batch.levels) {
      parts.append(try embedding(levels, on: tape))
    }
    let joined = norm(Variable.concatenated(parts))
    let first = dropout(hidden(dropout(joined)).gelu())
    return output(dropout(second(first).gelu()))
  }
}

/// Applications as a network takes them.
struct EncodedBatch {
  /// The scaled numbers and missing flags, `[batch, 2 · numbers]`.
  var numbers: Tensor
  /// The scaled series, `[batch, months, 2 · series]`.
  var ledger: Tensor
  /// For each category the level of every application.
  var levels: [[Int]]
}

/// Applications encoded once, from which batches are gathered.
struct EncodedApplications {
  private let numbers: [[Float]]
  private let ledgers: [[Float]]
  private let levels: [[Int]]
  private let encoder: Encoder

  init(_ applications: [Application], encoder: Encoder) {
    self.encoder = encoder
    numbers = applications.map { application in
      var row: [Float] = []
      row.reserveCapacity(encoder.numberWidth)
      encoder.appendNumbers(application, to: &row)
      return row
    }
    ledgers = applications.map { application in
      var row: [Float] = []
      row.reserveCapacity(encoder.channels * encoder.form.months)
      encoder.appendLedger(application, to: &row)
      return row
    }
    levels = applications.map(encoder.levels)
  }

  var count: Int { numbers.count }

  /// The applications at the given positions.
  func batch(_ positions: some Collection<Int>) -> EncodedBatch {
    let count = positions.count
    let months = encoder.form.months
    return EncodedBatch(
      numbers: Tensor(Shape(count, encoder.numberWidth), positions.flatMap { numbers[$0] }),
      ledger: Tensor(Shape(count, months, encoder.channels), positions.flatMap { ledgers[$0] }),
      levels: encoder.form.categories.indices.map { category in
        positions.map { levels[$0][category] }
      })
  }

  var all: EncodedBatch { batch(0..<count) }
}
