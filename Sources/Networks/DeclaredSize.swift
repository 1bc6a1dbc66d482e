/// The width at which an architecture has a declared number of parameters.
///
/// Latency and memory at production size are measured on a network of that size with random weights.
/// Such weights are for timing alone: the network answers nothing. Their scale keeps activations
/// ordinary numbers, since infinities and denormals would be timed differently.
///
///     let size = try DeclaredSize(parameters: 110_000_000, widthStep: 8 * heads) {
///       Encoder.parameterCount(width: $0)
///     }
///     let encoder = Encoder(width: size.width, from: &generator)
///     try size.check(encoder)
package struct DeclaredSize: Hashable, Sendable {
  /// The most parameters there are measurements for: 120 million, 480 MB of Float32.
  package static let largest = 120_000_000
  /// The largest relative distance from the declared number.
  package static let tolerance = 0.1

  /// The number of parameters asked for.
  package let declared: Int
  package let width: Int
  /// The number of parameters at this width.
  package let reached: Int

  /// (reached − declared) / declared.
  package var relativeMiss: Double { Double(reached - declared) / Double(declared) }

  /// Finds the width whose count is closest, the smaller of two equally close, by bisection.
  ///
  /// - Parameters:
  ///   - parameters: The number to reach, 1 … `largest`.
  ///   - widthStep: Widths are multiples of this, such as the number of heads times 8.
  ///   - count: The number of parameters at a width, from a formula: nothing is built on the way. It
  ///     grows with the width.
  /// - Throws: `DeclaredSizeError` for a number out of range, a count that does not grow, or where no
  ///   width comes within `tolerance`.
  package init(
    parameters: Int, widthStep: Int = 1, count: (_ width: Int) -> Int
  ) throws(DeclaredSizeError) {
    guard (1...Self.largest).contains(parameters), widthStep > 0 else {
      throw DeclaredSizeError(
        .outOfRange, "\(parameters) parameters in steps of \(widthStep), not 1 … \(Self.largest)")
    }
    var low = (width: 0, count: 0)
    var high = (width: widthStep, count: count(widthStep))
    while high.count < parameters {
      low = high
      high = (2 * low.width, count(2 * low.width))
      guard high.count > low.count else { throw Self.notGrowing(low, high) }
    }
    while high.width - low.width > widthStep {
      let width = low.width + (high.width - low.width) / widthStep / 2 * widthStep
      let middle = (width: width, count: count(width))
      guard middle.count >= low.count && middle.count <= high.count else {
        throw Self.notGrowing(low, middle)
      }
      if middle.count < parameters { low = middle } else { high = middle }
    }
    let nearest =
      low.width > 0 && parameters - low.count <= high.count - parameters ? low : high
    declared = parameters
    width = nearest.width
    reached = nearest.count
    guard abs(relativeMiss) <= Self.tolerance else {
      throw DeclaredSizeError(
        .unreachable,
        "\(parameters) parameters; width \(width) is nearest and has \(reached), more than 10 % off"
      )
    }
  }

  /// Checks that a network built at this width has the number of parameters that the formula gave.
  ///
  /// - Throws: `DeclaredSizeError` of code `countDiffers`.
  package func check(_ model: some Module) throws(DeclaredSizeError) {
    let found = model.parameterCount
    guard found == reached else {
      throw DeclaredSizeError(
        .countDiffers, "width \(width) was counted as \(reached) and has \(found) parameters")
    }
  }

  private static func notGrowing(
    _ low: (width: Int, count: Int), _ high: (width: Int, count: Int)
  ) -> DeclaredSizeError {
    DeclaredSizeError(
      .notGrowing,
      "\(low.count) parameters at width \(low.width), \(high.count) at width \(high.width)")
  }
}

/// Why an architecture cannot be built at a declared size.
package struct DeclaredSizeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  package enum Code: String, Sendable {
    case outOfRange
    /// No width comes close enough.
    case unreachable
    /// The count is no increasing function of the width.
    case notGrowing
    /// The formula and the network disagree.
    case countDiffers
  }

  package let code: Code
  /// The numbers at fault, and what would be right.
  package let detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  /// All of it on one line.
  package var description: String { "declared size: \(detail)" }
}
