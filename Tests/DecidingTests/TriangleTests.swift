import Deciding
import Profiles
import Records
import Testing

@Suite("Who ranks first over the triangle of weights")
struct TriangleTests {
  private static func triangle(_ scene: Scene) throws -> [WeightPoint] {
    try #require(scene.decide().acceptability).triangle
  }

  @Test("Each tenth has its point once, and weights sum to one")
  func grid() throws {
    let points = try Self.triangle(RobustnessTests.contested)
    // Of three weights in tenths there are 12 · 11 / 2.
    #expect(points.count == 66)
    #expect(
      Set(points.map { "\($0.weights.sorted { $0.key.rawValue < $1.key.rawValue })" }).count == 66)
    for point in points {
      #expect(abs(point.weights.values.reduce(0, +) - 1) < 1e-12)
      #expect((0...1).contains(point.endToEndFirst))
    }
  }

  @Test("Where a dimension has all the weight, whoever is better there ranks first")
  func corners() throws {
    // End-to-end has the better scores, hybrid the better explanations and latency.
    let points = try Self.triangle(RobustnessTests.contested)
    func corner(_ dimension: Dimension) -> Double? {
      points.first { $0.weights[dimension] == 1 }?.endToEndFirst
    }
    #expect(corner(.regulation) == 0)
    #expect(corner(.latency) == 0)
    #expect(try #require(corner(.data)) > 0.5)
  }

  @Test("The profile's own priorities leave the triangle as it is")
  func priorities() throws {
    var scene = RobustnessTests.contested
    let first = try Self.triangle(scene)
    scene.profile.priorities = .init(data: 7, latency: 1, regulation: 1)
    #expect(try Self.triangle(scene) == first)
  }
}
