import Classics
import Foundation
import NumericCore
import Testing

@Suite struct Scorecards {
  let characteristics: [Characteristic]
  let bad: [Bool]
  let card: Scorecard

  init() throws {
    var generator = SeededGenerator(seed: 7, "scorecard")
    var age: [Double?] = []
    var housing: [String?] = []
    var noise: [Double?] = []
    var bad: [Bool] = []
    for _ in 0..<3000 {
      let years = generator.uniform(20, 70)
      let owns = generator.bernoulli(0.4)
      age.append(generator.bernoulli(0.05) ? nil : years)
      housing.append(owns ? "own" : "rent")
      noise.append(generator.uniform())
      bad.append(generator.bernoulli(Double.logistic(-0.04 * (years - 30) - (owns ? 1 : 0))))
    }
    characteristics = [
      Characteristic(name: "noise", column: .numeric(noise)),
      Characteristic(name: "age", column: .numeric(age)),
      Characteristic(name: "housing", column: .categorical(housing)),
    ]
    self.bad = bad
    card = try Scorecard.fit(characteristics, bad: bad)
  }

  @Test("Noise is left off the card, and what predicts stays with its place in the input")
  func lines() {
    #expect(card.leftOut == ["noise"])
    #expect(card.lines.map(\.characteristic.name) == ["age", "housing"])
    #expect(card.lines.map(\.position) == [1, 2])
    #expect(card.lines.allSatisfy { $0.coefficient > 0 })
    #expect(card.converged)
  }

  @Test("Points add up to the score, which is the log-odds of good on its scale")
  func scale() {
    for row in 0..<50 {
      let values = applicant(row)
      let expected = card.scale.offset - card.scale.factor * card.logit(values)
      #expect(abs(card.score(values) - expected) < 1e-9)
    }
    #expect(card.scale.offset + card.scale.factor * Double.log(30) == 600)
    #expect(abs(card.scale.factor * Double.log(2) - 20) < 1e-12)
  }

  @Test("The mean probability on the items fitted on is their bad rate")
  func calibrated() {
    let mean = bad.indices.reduce(0) { $0 + card.probability(applicant($1)) } / Double(bad.count)
    #expect(abs(mean - Double(bad.count { $0 }) / Double(bad.count)) < 1e-6)
  }

  @Test("Reasons name the losses, largest first, and add up to the shortfall from the maximum")
  func reasons() {
    let values: [CharacteristicValue] = [.number(0.5), .number(21), .level("rent")]
    let reasons = card.reasons(for: values, reference: .maximum)
    #expect(reasons.map(\.characteristic) == ["age", "housing"])
    #expect(reasons.map(\.position) == [1, 2])
    #expect(reasons[1].attribute == "rent")
    #expect(reasons[0].lost > reasons[1].lost)
    let best = card.score([.missing, .number(69), .level("own")])
    let lost = reasons.reduce(0) { $0 + $1.lost }
    #expect(abs(best - card.score(values) - lost) < 1e-9)
  }

  @Test("Someone at the best attributes has no reasons, whatever the reference")
  func noReasons() {
    let best: [CharacteristicValue] = [.missing, .number(69), .level("own")]
    for reference in [Scorecard.Reference.average, .maximum, .neutral] {
      #expect(card.reasons(for: best, reference: reference).isEmpty)
    }
  }

  @Test("Average losses over all items cancel: the average is the items' own")
  func average() {
    for line in card.lines {
      let mean =
        bad.indices.reduce(0) { sum, row in
          sum + line.points[line.characteristic.attributeIndex(of: applicant(row)[line.position])]
        } / Double(bad.count)
      #expect(abs(mean - line.averagePoints) < 1e-9)
    }
  }

  @Test("A card survives being written and read")
  func codable() throws {
    let data = try JSONEncoder().encode(card)
    #expect(try JSONDecoder().decode(Scorecard.self, from: data) == card)
  }

  @Test("Characteristics that tell nothing make no card")
  func nothingPredictive() {
    #expect(
      throws: ClassicsError(
        code: .nothingPredictive,
        message: "none of 1 characteristics has an information value of 0.02 and the right sign")
    ) { try Scorecard.fit([characteristics[0]], bad: bad) }
  }

  private func applicant(_ row: Int) -> [CharacteristicValue] {
    characteristics.map { $0.column.value(at: row) }
  }
}
