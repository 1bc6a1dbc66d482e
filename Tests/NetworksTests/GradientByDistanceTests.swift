import Networks
import NumericCore
import Tensors
import Testing

struct GradientByDistanceTests {
  @Test("A linear recurrence's gradient falls by its factor per step, and the fit finds it")
  func linearRecurrence() throws {
    // h ← h/2 + x: ∂h₉/∂xₜ = 2^−(9 − t), in each of two channels and three sequences: norm √6 · 2⁻ᵈ.
    let gradient = try gradientOfRecurrence(steps: 10, batch: 3, channels: 2, factor: 0.5)
    let reach = try GradientByDistance(gradient, readAt: 9)
    let expected = (0..<10).map { 6.0.squareRoot() * Double.pow(0.5, Double($0)) }
    #expect(zip(reach.norms, expected).allSatisfy { abs($0 - $1) <= 1e-12 })
    let decay = try #require(reach.decay())
    #expect(abs(decay.rate - Double.log(2)) <= 1e-12)
    #expect(decay.standardError <= 1e-12)
    #expect(decay.points == 10)
    #expect(decay.vanished == 0)
  }

  private func gradientOfRecurrence(
    steps: Int, batch: Int, channels: Int, factor: Float
  ) throws -> Tensor {
    let tape = Tape(.gradients)
    let x = tape.input(Tensor(repeating: 1, Shape(batch, steps, channels)))
    let flat = x.flattened()
    var state = flat.columns(0..<channels)
    for step in 1..<steps {
      state = state * factor + flat.columns(step * channels..<(step + 1) * channels)
    }
    return tape.gradients(of: state.sum()).of(x)
  }

  @Test("Both sides of a time are averaged, and either can be had alone")
  func sides() throws {
    let gradient = Tensor(Shape(1, 5, 1), [1, 3, 10, 4, 0])
    // At distance 1 the root of (3² + 4²) / 2, at 2 of (1² + 0²) / 2.
    #expect(
      try GradientByDistance(gradient, readAt: 2).norms == [
        10, 12.5.squareRoot(), 0.5.squareRoot(),
      ])
    #expect(try GradientByDistance(gradient, readAt: 2, side: .before).norms == [10, 3, 1])
    #expect(try GradientByDistance(gradient, readAt: 2, side: .after).norms == [10, 4, 0])
    // At the edge there is one time for the far distances.
    #expect(try GradientByDistance(gradient, readAt: 1).norms == [3, 50.5.squareRoot(), 4, 0])
    #expect(try GradientByDistance(gradient, readAt: 0, side: .before).norms == [1])
  }

  @Test("The rate's standard error is that of least squares, by hand")
  func standardError() throws {
    // Logarithms 0, −1, −1, −2 at 0 … 3: slope −0.6, residuals 0.1, −0.3, 0.3, −0.1; their squares
    // add up to 0.2, over two degrees of freedom and Σ(d − 1.5)² = 5: √0.02.
    let values = [0.0, -1, -1, -2].map { Float(Double.exp($0)) }
    let decay = try #require(
      try GradientByDistance(Tensor(Shape(1, 4, 1), values), readAt: 0).decay())
    #expect(abs(decay.rate - 0.6) <= 1e-6)
    #expect(abs(decay.standardError - 0.02.squareRoot()) <= 1e-6)
    let without = try GradientByDistance(Tensor(Shape(1, 4, 1), values), readAt: 0).decay(from: 1)
    #expect(abs((without?.rate ?? 0) - 0.5) <= 1e-6)
  }

  @Test("Distances whose gradient has vanished are left out and counted")
  func vanished() throws {
    let values: [Float] = [1, 0.5, 0.25, 0x1p-140, 0]
    let reach = try GradientByDistance(Tensor(Shape(1, 5, 1), values), readAt: 0)
    let decay = try #require(reach.decay())
    #expect(decay.points == 3)
    #expect(decay.vanished == 2)
    #expect(abs(decay.rate - Double.log(2)) <= 1e-12)
    #expect(reach.decay(from: 1) == nil)
  }

  @Test(
    "Other shapes and a time outside the sequence are typed errors",
    arguments: [
      (Shape(2, 3), 0, "[2, 3], not [batch, time, channels]"),
      (Shape(1, 3, 2), 3, "time 3 of [1, 3, 2], not in 0 ..< 3"),
      (Shape(1, 3, 2), -1, "time -1 of [1, 3, 2], not in 0 ..< 3"),
    ])
  func refusals(_ shape: Shape, _ time: Int, _ detail: String) {
    let error = #expect(throws: TensorError.self) {
      try GradientByDistance(Tensor(repeating: 1, shape), readAt: time)
    }
    #expect(error?.description == "gradient by distance: " + detail)
  }
}
