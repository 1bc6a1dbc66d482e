import Scores
import Testing

@Suite struct ScoredItemsTables {
  @Test("Rows make a table, and rows of a table make another")
  func rows() throws {
    let table = try ScoredItems([
      ScoredItem(id: "a", fold: 0, values: ["probability": 0.2, "outcome": 0]),
      ScoredItem(id: "b", fold: 1, values: ["probability": 0.7, "outcome": 1]),
    ])
    #expect(table.ids == ["a", "b"])
    #expect(table.folds == [0, 1])
    #expect(table.columns == ["probability": [0.2, 0.7], "outcome": [0, 1]])
    let drawn = table.taking([1, 1, 0])
    #expect(drawn.ids == ["b", "b", "a"])
    #expect(drawn.folds == [1, 1, 0])
    #expect(drawn.columns == ["probability": [0.7, 0.7, 0.2], "outcome": [1, 1, 0]])
  }

  @Test("Items that cannot be scored say which and why")
  func refusals() throws {
    func message(_ score: any Score, _ columns: [String: [Double]]) throws -> String? {
      let ids = (0..<(columns.values.first?.count ?? 0)).map { "i\($0)" }
      let table = try ScoredItems(ids: ids, columns: columns)
      return #expect(throws: ScoreError.self) { try score.value(of: table) }?.message
    }
    #expect(
      try message(AreaUnderCurve(), ["outcome": [0, 1], "score": [1, 2]])
        == "the items have no column \"probability\", only: outcome, score")
    #expect(
      try message(BrierScore(), ["outcome": [0, 1], "probability": [0.1, 1.2]])
        == "item \"i1\": a probability is in 0…1, not 1.2")
    #expect(
      try message(LogLoss(), ["outcome": [0, 2], "probability": [0.1, 0.2]])
        == "item \"i1\": an outcome is 0 or 1, not 2.0")
    #expect(
      try message(AreaUnderCurve(), ["outcome": [1, 1], "probability": [0.1, 0.2]])
        == "AUC needs a positive and a negative item in the same fold of 2 items")
    #expect(
      try message(BrierScore(), ["outcome": [], "probability": []])
        == "there are no items to score")
    #expect(
      try message(BrierScore(), ["outcome": [0], "probability": [.nan]])
        == "item \"i0\": a probability is in 0…1, not nan")
  }

  @Test("Ragged rows and columns are refused")
  func ragged() {
    #expect(
      throws: ScoreError(
        code: .lengthMismatch, message: "column \"outcome\" has 1 values for 2 items")
    ) { try ScoredItems(ids: ["a", "b"], columns: ["outcome": [1]]) }
    #expect(
      throws: ScoreError(code: .missingColumn, message: "item \"b\" has no value \"outcome\"")
    ) {
      try ScoredItems([
        ScoredItem(id: "a", values: ["outcome": 1]), ScoredItem(id: "b", values: ["result": 1]),
      ])
    }
    #expect(throws: ScoreError(code: .lengthMismatch, message: "1 of 2 items name a fold")) {
      try ScoredItems([ScoredItem(id: "a", fold: 1, values: [:]), ScoredItem(id: "b", values: [:])])
    }
  }
}
