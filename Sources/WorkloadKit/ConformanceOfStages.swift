import Records

extension Conformance {
  /// The first few items, stage by stage.
  func stages(_ answers: [W.Answer?]) -> [Violation] {
    let names = candidate.stageParameters.map(\.name)
    let sized = candidate.stageBytes.map(\.name)
    var found: [Violation] = []
    if sized != names {
      found.append(.init(.stagesAreMarked, "the stages are \(names), those with bytes \(sized)"))
    }
    for (item, answer) in zip(items, answers).prefix(8) where answer != nil {
      var marks = 0
      let marked = try? candidate.answer(item.input, markingStages: { marks += 1 })
      if marks != names.count {
        found.append(
          .init(.stagesAreMarked, "item \(item.id) has \(marks) marks of \(names.count) stages"))
      }
      if !isSame(marked, try? candidate.answer(item.input), item) {
        found.append(.init(.stagesAreMarked, "item \(item.id) changed its answer"))
      }
    }
    return found
  }
}
