/// The value of a coalition for one input: the mean prediction over background items whose values
/// stand in for the absent units (Janzing, Minorics & Blöbaum 2020, "Feature relevance
/// quantification in explainable AI").
///
/// What this does not know: whether such a mixture of two inputs could occur.
package struct InterventionalValue<Input> {
  private let input: Input
  private let background: [Input]
  private let compose: (_ input: Input, _ background: Input, _ present: [Bool]) -> Input
  private let predict: ([Input]) -> [Double]

  /// Inputs that one call of `predict` gets at most, unless one coalition needs more.
  static var batch: Int { 4_096 }

  /// The value function of an input over at least one background item.
  ///
  /// - Parameters:
  ///   - input: the input whose units are present or absent.
  ///   - background: the items to average over.
  ///   - compose: the input with its absent units taken from the background item.
  ///   - predict: the score of each input.
  package init(
    input: Input, background: [Input],
    compose: @escaping (_ input: Input, _ background: Input, _ present: [Bool]) -> Input,
    predict: @escaping ([Input]) -> [Double]
  ) {
    precondition(!background.isEmpty, "a value needs at least one background item")
    self.input = input
    self.background = background
    self.compose = compose
    self.predict = predict
  }

  /// The values of the coalitions, in order.
  package func values(of coalitions: [Coalition]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(coalitions.count)
    let step = max(1, Self.batch / background.count)
    for start in stride(from: 0, to: coalitions.count, by: step) {
      let part = coalitions[start..<min(start + step, coalitions.count)]
      let scores = predict(
        part.flatMap { coalition in
          let present = coalition.present
          return background.map { compose(input, $0, present) }
        })
      for index in 0..<part.count {
        let own = scores[index * background.count..<(index + 1) * background.count]
        values.append(own.reduce(0, +) / Double(background.count))
      }
    }
    return values
  }
}
