import Explaining
import NumericCore
import Testing

/// The axioms that Shapley values follow from (Shapley 1953), held against both ways to them.
@Suite("Axioms of Shapley values")
struct AxiomTests {
  /// How the values are come by.
  enum Path: String, CaseIterable, CustomTestStringConvertible {
    case enumeration
    case sampling

    var testDescription: String { rawValue }

    func values(units: Int, _ value: ([Coalition]) -> [Double]) throws -> [Double] {
      switch self {
      case .enumeration: try ShapleyEnumeration(units: units).values(value)
      case .sampling: KernelSHAP(units: units, evaluations: 4_096).values(seed: 1, value)
      }
    }

    /// What sampling misses of a value; the project's bar at 16 units and 4,096 coalitions.
    var error: Double { self == .enumeration ? 1e-12 : 0.01 }
  }

  @Test(
    "Efficiency: contributions add up to the whole less nothing", arguments: Path.allCases,
    Game.ofSixteen)
  func efficiency(path: Path, game: Game) throws {
    let ends = game.values([Coalition(units: 16), .whole(units: 16)])
    let sum = try path.values(units: 16, game.values).reduce(0, +)
    // By construction on both paths: only rounding is left.
    #expect(abs(sum - (ends[1] - ends[0])) < 1e-10)
  }

  /// A game of 16 in which 3 and 9 play the same part, and 5 and 12 none.
  private static func parts(_ coalitions: [Coalition]) -> [Double] {
    var generator = SeededGenerator(seed: 3, "parts")
    let worth = (0..<16).map { _ in generator.normal() / 8 }
    return coalitions.map { coalition in
      var value = 0.0
      for unit in coalition.members where ![3, 5, 9, 12].contains(unit) { value += worth[unit] }
      let pair = (coalition[3] ? 1.0 : 0) + (coalition[9] ? 1.0 : 0)
      return value + 0.3 * pair * pair + (coalition[0] ? 0.2 * pair : 0)
    }
  }

  @Test("Symmetry: units that play the same part get the same", arguments: Path.allCases)
  func symmetry(path: Path) throws {
    let values = try path.values(units: 16, Self.parts)
    #expect(abs(values[3] - values[9]) < 2 * path.error)
    // The pair's square is 4 together and 1 alone, so each adds 0.3·(1 + 3)/2, and half of 0.2 by 0.
    #expect(abs(values[3] - 0.7) < path.error)
  }

  @Test("Dummy: a unit without a part gets nothing", arguments: Path.allCases)
  func dummy(path: Path) throws {
    let values = try path.values(units: 16, Self.parts)
    #expect(abs(values[5]) < path.error)
    #expect(abs(values[12]) < path.error)
  }

  @Test("Linearity: the values of a sum are the sums of the values", arguments: Path.allCases)
  func linearity(path: Path) throws {
    let (first, second) = (Game.ofSixteen[1], Game.ofSixteen[3])
    let together = try path.values(units: 16) { coalitions in
      zip(first.values(coalitions), second.values(coalitions)).map { 2 * $0 - $1 }
    }
    let one = try path.values(units: 16, first.values)
    let other = try path.values(units: 16, second.values)
    // Sampling draws the same coalitions for all three, so it is linear too.
    for unit in 0..<16 { #expect(abs(together[unit] - (2 * one[unit] - other[unit])) < 1e-9) }
  }
}
