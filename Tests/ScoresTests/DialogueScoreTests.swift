import NumericCore
import Scores
import Testing

/// Expected values: `Tests/References/sequence_scores.py` (seqeval, scikit-learn).
@Suite struct DialogueScores {
  /// One slot of a request: its type and its tokens.
  struct Slot: Hashable {
    var type: String
    var tokens: Range<Int>
  }

  /// The slots of eight tokens, drawn as the reference program draws its tags.
  static func slots(from generator: inout SeededGenerator) -> Set<Slot> {
    let types = ["amount", "date", "city"]
    var slots: Set<Slot> = []
    var token = 0
    while token < 8 {
      if generator.uniform() < 0.3 {
        let type = types[Int(generator.uniform() * 3)]
        let length = 1 + Int(generator.uniform() * 3)
        slots.insert(Slot(type: type, tokens: token..<min(8, token + length)))
        token += length
      } else {
        token += 1
      }
    }
    return slots
  }

  @Test("Slot F1 of 300 requests is seqeval's")
  func slotF1() throws {
    var generator = SeededGenerator(seed: 11, "slots")
    let items = try ScoredItems(
      (0..<300).map { index in
        let truth = Self.slots(from: &generator)
        let isRight = generator.uniform() < 0.6
        let found = isRight ? truth : Self.slots(from: &generator)
        return ScoredItem(
          id: String(index),
          values: [
            "slot-hits": Double(truth.intersection(found).count),
            "slots-found": Double(found.count), "slots-true": Double(truth.count),
          ])
      })
    #expect(abs(try SlotF1().value(of: items) - 0.6262975778546713) < 1e-15)
  }

  @Test("The area for requests out of scope is scikit-learn's")
  func outOfScope() throws {
    var generator = SeededGenerator(seed: 11, "out of scope")
    let items = try ScoredItems(
      (0..<400).map { index in
        let outside = generator.uniform() < 0.2 ? 1.0 : 0
        let score = min(1, generator.uniform() * (0.7 + 0.3 * outside) + 0.1 * outside)
        return ScoredItem(
          id: String(index),
          values: [
            "out-of-scope": outside, "out-of-scope-score": (score * 40).rounded(.down) / 40,
          ])
      })
    #expect(abs(try OutOfScopeAUROC().value(of: items) - 0.7417852303523036) < 1e-14)
    #expect(try OutOfScopeAUROC().strata(of: items)?.map(\.name) == ["positives", "negatives"])
  }

  @Test("Data with intents only have no slot F1 and no area for requests out of scope")
  func intentsOnly() throws {
    let items = try ScoredItems(
      ids: ["a", "b"],
      columns: [
        "intent-correct": [1, 0], "task-success": [1, 0], "slot-hits": [0, 0],
        "slots-found": [0, 0], "slots-true": [0, 0], "out-of-scope": [0, 0],
        "out-of-scope-score": [0.2, 0.3],
      ])
    #expect(try IntentAccuracy().value(of: items) == 0.5)
    #expect(try TaskSuccess().value(of: items) == 0.5)
    for score in [SlotF1(), OutOfScopeAUROC()] as [any Score] {
      let error = #expect(throws: ScoreError.self) { try score.value(of: items) }
      #expect(error?.code == .singleClass)
    }
  }

  @Test("More slots hit than found are refused by name")
  func impossible() throws {
    let items = try ScoredItems(
      ids: ["a"], columns: ["slot-hits": [2], "slots-found": [1], "slots-true": [3]])
    let error = #expect(throws: ScoreError.self) { try SlotF1().value(of: items) }
    #expect(error?.message == "item \"a\": 2.0 slots hit of 1.0 found and 3.0 true")
  }
}
