import Explaining
import Testing

struct AttributionMethodTests {
  static func methods() throws -> [any AttributionMethod] {
    [
      try ShapleyEnumeration(units: 16), KernelSHAP(units: 16, evaluations: 512),
      LocalSurrogate(units: 16, ridge: 1e-9), Occlusion(units: 16),
    ]
  }

  @Test("Every method gives each player of an additive game its worth", arguments: 0..<4)
  func additive(index: Int) throws {
    let game = Game.ofSixteen[0]
    let method = try Self.methods()[index]
    // Each solves or adds up a system that the worths fit exactly.
    for (found, known) in zip(method.values(seed: 1, game.values), game.shapley) {
      #expect(abs(found - known) < 1e-9, "\(method.name)")
    }
  }

  @Test("Methods are named with their settings")
  func names() throws {
    #expect(
      try Self.methods().map(\.name) == [
        "Shapley values, all 65536 coalitions", "KernelSHAP, 512 coalitions",
        "local surrogate (LIME), 5000 coalitions", "occlusion",
      ])
    #expect(IntegratedGradients().name == "integrated gradients, 32 points")
  }
}
