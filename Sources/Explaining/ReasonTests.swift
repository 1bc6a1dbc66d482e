import NumericCore
package import Records

/// The tests of named reasons on a candidate's own adverse decisions.
///
/// **Necessity**: the share of references whose values, put in place of the named units, change the
/// decision. **Sufficiency**: the share of references whose values, put in place of all *other*
/// units, leave it. **Both**: the share of references with which the one and the other hold. They
/// depend on the decision alone, so they apply to every architecture alike. Each is also taken for three controls that name as many units: random ones, the least important
/// ones, and those of a randomised model. What this does not know: whether the reasons are true of
/// the world, and whether a mixture of two inputs could occur.
package struct ReasonTests<Input> {
  private let references: [Input]
  private let draws: Int
  private let seed: UInt64
  private let compose: (_ input: Input, _ reference: Input, _ kept: [Bool]) -> Input
  private let decide: ([Input]) -> [Bool]

  /// Tests against at least one reference.
  ///
  /// - Parameters:
  ///   - references: items that the candidate decides favourably.
  ///   - draws: references for each item: all where there are no more, else drawn with replacement.
  ///   - seed: draws the references and the random controls.
  ///   - compose: the input with the units that are not kept taken from the reference.
  ///   - decide: of each input, whether the decision is adverse.
  package init(
    references: [Input], draws: Int, seed: UInt64,
    compose: @escaping (_ input: Input, _ reference: Input, _ kept: [Bool]) -> Input,
    decide: @escaping ([Input]) -> [Bool]
  ) {
    precondition(!references.isEmpty && draws > 0, "the tests need a reference and a draw")
    self.references = references
    self.draws = draws
    self.seed = seed
    self.compose = compose
    self.decide = decide
  }

  /// Tests the reasons for one item's decision.
  ///
  /// All namers meet the same references, so that their shares are paired.
  ///
  /// - Parameters:
  ///   - id: the item's id; it also seeds the draws, so that no item's depend on another's.
  ///   - input: the item's input.
  ///   - units: the number of units of the input.
  ///   - budget: the most units that reasons may name, save that the first reason always counts;
  ///     a reason that would name more is passed over for the next that fits.
  ///   - explanation: what the candidate says.
  ///   - randomisedModel: what a candidate with randomised parameters, or trained on shuffled
  ///     labels, says of the same input; nil leaves that control out.
  /// - Returns: the shares of each namer; nil where the item's decision is not adverse.
  package func test(
    id: String, input: Input, units: Int, budget: Int, explanation: Explanation,
    randomisedModel: Explanation?
  ) -> ExplanationTests.Item? {
    guard decide([input]) == [true] else { return nil }
    var generator = SeededGenerator(seed: seed, "reasons", id)
    let drawn = drawReferences(&generator)
    let named = Explanation.units(of: explanation.prefix(units: budget))
    let ranking = explanation.ranking(units: units, &generator)
    var namers: [(ExplanationTests.Namer, [[Int]])] = [
      (.explanation, drawn.map { _ in named }),
      // Another random set for each reference: the control is an average, not one lucky draw.
      (.random, drawn.map { _ in Array(generator.permutation(units).prefix(named.count)) }),
      (.reversed, drawn.map { _ in Array(ranking.suffix(named.count)) }),
    ]
    if let randomisedModel {
      let other = randomisedModel.ranking(units: units, &generator)
      namers.append((.randomisedModel, drawn.map { _ in Array(other.prefix(named.count)) }))
    }
    return judge(id: id, input: input, units: units, drawn: drawn, namers: namers)
  }

  private func judge(
    id: String, input: Input, units: Int, drawn: [Input],
    namers: [(ExplanationTests.Namer, [[Int]])]
  ) -> ExplanationTests.Item {
    var inputs: [Input] = []
    inputs.reserveCapacity(2 * drawn.count * namers.count)
    for (_, sets) in namers {
      for (reference, named) in zip(drawn, sets) {
        var only = [Bool](repeating: false, count: units)
        for unit in named { only[unit] = true }
        inputs.append(compose(input, reference, only.map { !$0 }))
        inputs.append(compose(input, reference, only))
      }
    }
    let adverse = decide(inputs)
    var item = ExplanationTests.Item(
      id: id, necessity: [:], sufficiency: [:], both: [:], size: namers[0].1[0].count)
    for (index, (namer, _)) in namers.enumerated() {
      let first = 2 * drawn.count * index
      let necessary = (0..<drawn.count).count { !adverse[first + 2 * $0] }
      let sufficient = (0..<drawn.count).count { adverse[first + 2 * $0 + 1] }
      item.necessity[namer] = Double(necessary) / Double(drawn.count)
      item.sufficiency[namer] = Double(sufficient) / Double(drawn.count)
      let both = (0..<drawn.count).count {
        !adverse[first + 2 * $0] && adverse[first + 2 * $0 + 1]
      }
      item.both?[namer] = Double(both) / Double(drawn.count)
    }
    return item
  }

  private func drawReferences(_ generator: inout SeededGenerator) -> [Input] {
    if references.count <= draws { return references }
    return (0..<draws).map { _ in references[generator.index(below: references.count)] }
  }
}
