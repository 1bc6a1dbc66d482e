import Networks
import NumericCore
import Tensors

/// The network: subwords to tokens, tokens in their context, and heads for the parts of an action.
///
///     subwords ─► embedding, sum ─► conv 3 ─► bidirectional GRU ─┬─► max over time ─► dense ─► intent
///                                                                ├─► attention for each closed slot ─► its value
///                                                                └─► pointers to the ends of each open slot
///     intent's layer, what attention and pointers show ─► dense ─► what happens
///
/// A token is the sum of its subwords' embeddings over the root of their number. A place before the
/// first token stands for `nowhere`.
struct ServiceNetwork: Module {
  /// The sizes that a model file keeps beside the weights.
  struct Sizes: Codable, Sendable, Equatable {
    var width: Int
    var hidden: Int
    var dropout: Double
    /// The share of tokens that are blanked out in training, and of words that are read by their
    /// characters alone.
    var blanks: Double
    /// Whether the embedded tokens are normalised.
    var normalises = true
  }

  let sizes: Sizes
  var embedding: Embedding
  /// What the place before the first token holds.
  var nowhere: Parameter
  var norm: LayerNorm?
  var convolution: Conv1D
  var context: BidirectionalGRU
  var summary: Dense
  var intent: Dense
  var decision: Dense?
  var step: Dense?
  var attention: Dense?
  var values: [Dense]
  var pointers: Dense?
  let dropout: Dropout

  /// Weights drawn at random.
  init(rows: Int, code: OutcomeCode, sizes: Sizes, from generator: inout SeededGenerator) {
    self.sizes = sizes
    embedding = Embedding(rows, sizes.width, from: &generator)
    nowhere = Parameter(Tensor(repeating: 0, Shape(1, sizes.width)), decays: false)
    norm = sizes.normalises ? LayerNorm(sizes.width) : nil
    convolution = Conv1D(sizes.width, sizes.hidden, kernel: 3, padding: 1, from: &generator)
    context = BidirectionalGRU(sizes.hidden, sizes.hidden, from: &generator)
    let states = 2 * sizes.hidden
    summary = Dense(states + sizes.hidden, states, from: &generator)
    intent = Dense(states, code.intents.count, from: &generator)
    values = []
    dropout = Dropout(Float(sizes.dropout))
    guard code.hasActions else { return }
    let slots = OutcomeCode.closed.count + OutcomeCode.open.count
    decision = Dense((1 + slots) * states, states, from: &generator)
    step = Dense(states, code.steps.count, from: &generator)
    attention = Dense(states, OutcomeCode.closed.count, from: &generator)
    values = code.values.map { Dense(states, $0.count + 1, from: &generator) }
    pointers = Dense(states, 2 * OutcomeCode.open.count, from: &generator)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit("embedding", &embedding)
    visitor.visit("nowhere", &nowhere)
    visit(&visitor, "norm", \.norm)
    visitor.visit("convolution", &convolution)
    visitor.visit("context", &context)
    visitor.visit("summary", &summary)
    visitor.visit("intent", &intent)
    visit(&visitor, "decision", \.decision)
    visit(&visitor, "step", \.step)
    visit(&visitor, "attention", \.attention)
    visitor.visit("values", &values)
    visit(&visitor, "pointers", \.pointers)
  }

  private mutating func visit<Part: Module>(
    _ visitor: inout some ParameterVisitor, _ name: String,
    _ part: WritableKeyPath<ServiceNetwork, Part?>
  ) {
    guard var present = self[keyPath: part] else { return }
    visitor.visit(name, &present)
    self[keyPath: part] = present
  }

  /// What the heads say.
  struct Output {
    /// The logits of the intents, `[batch, intents]`.
    var intent: Variable
    /// The logits of the steps, `[batch, steps]`; nil where only intents are known.
    var step: Variable?
    /// For each closed slot the logits of its values, `[batch, values + 1]`.
    var values: [Variable]
    /// The logits of the first tokens of all open slots, then of the last, `[batch, 2 · open slots, time]`.
    var pointers: Variable?
  }

  /// Reads a batch of requests, by all heads or for their intents alone.
  ///
  /// - Throws: `TensorError` for a subword that the network has no embedding of.
  func callAsFunction(
    _ batch: RequestBatch, intentsOnly: Bool = false
  ) throws(TensorError) -> Output {
    let tape = batch.tape
    // A token is the weighted sum of its subwords.
    let different = batch.weights.shape[0]
    let rows = try embedding(batch.subwords, on: tape)
      .reshaped(Shape(different, batch.most, sizes.width))
    let nothing = tape.constant(Shape(1, sizes.width), [Float](repeating: 0, count: sizes.width))
    let table = Variable.concatenated(
      [tape.parameter(nowhere), nothing, (rows * batch.weights).sum(axis: 1)], axis: 0)
    var embedded = try table.gathered(batch.tokens)
      .reshaped(Shape(batch.count, batch.time, sizes.width))
    if let norm { embedded = norm(embedded) * batch.presence }
    let local = convolution(dropout(embedded)).gelu()
    let states = dropout(context(local, lengths: batch.lengths))
    return output(states, local: local, batch, intentsOnly: intentsOnly)
  }

  private func output(
    _ states: Variable, local: Variable, _ batch: RequestBatch, intentsOnly: Bool
  ) -> Output {
    let (count, time) = (batch.count, batch.time)
    let pooled = Variable.concatenated([
      (states + batch.absence).maximum(axis: 1), (local + batch.absence).maximum(axis: 1),
    ])
    let whole = dropout(summary(pooled).gelu())
    var output = Output(intent: intent(whole), values: [])
    guard !intentsOnly, let decision, let step, let attention, let pointers else { return output }
    let shares = (attention(states) + batch.absence).transposed(1, 2).softmax()
    let seen = shares.batchedMatmul(states)
    for (slot, head) in values.enumerated() {
      let part = seen.slice(axis: 1, slot..<slot + 1).reshaped(Shape(count, states.shape[2]))
      output.values.append(head(part))
    }
    let scores = (pointers(states) + batch.absence).transposed(1, 2)
      .reshaped(Shape(count, 2 * OutcomeCode.open.count, time))
    output.pointers = scores
    // What happens depends on what was asked and on what the slots hold.
    let starts = scores.slice(axis: 1, 0..<OutcomeCode.open.count).softmax()
    let slots = Variable.concatenated([seen, starts.batchedMatmul(states)], axis: 1).flattened()
    let decided = decision(Variable.concatenated([whole, slots])).gelu()
    output.step = step(dropout(decided))
    return output
  }

  /// The mean loss of a batch over all heads, in nats.
  ///
  /// - Throws: `TensorError` for targets that are not the network's.
  func loss(
    _ batch: RequestBatch, _ targets: [OutcomeCode.Target]
  ) throws(TensorError) -> Variable {
    try Self.loss(try self(batch), targets)
  }

  /// The mean loss of what the heads said, in nats.
  ///
  /// - Throws: `TensorError` for targets that are not the network's.
  static func loss(
    _ output: Output, _ targets: [OutcomeCode.Target]
  ) throws(TensorError) -> Variable {
    var loss = try output.intent.softmaxCrossEntropy(targets.map(\.intent))
    guard let step = output.step, let pointers = output.pointers else { return loss }
    loss = loss + (try step.softmaxCrossEntropy(targets.map(\.step)))
    for (slot, scores) in output.values.enumerated() {
      loss = loss + (try scores.softmaxCrossEntropy(targets.map { $0.values[slot] }))
    }
    let heads = 2 * OutcomeCode.open.count
    let labels = targets.flatMap { $0.starts + $0.ends }
    let rows = pointers.reshaped(Shape(targets.count * heads, pointers.shape[2]))
    let pointing = try rows.softmaxCrossEntropy(labels, ignoring: OutcomeCode.unknown)
    // A mean over the heads; each counts as much as another head does.
    return loss + pointing * Float(heads)
  }
}
