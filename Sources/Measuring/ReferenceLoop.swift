/// A fixed amount of arithmetic, to see how steady the machine is and to measure times against.
///
/// Products of a small matrix with a vector, over a table that fits the first-level cache: what small
/// models do. On a shared machine another tenant's work on the same core slows such loops by up to
/// twice and leaves a chain of dependent operations alone, so a loop that is to notice must resemble
/// what is measured. Times that differ from block to block mean that the processor was shared or
/// changed its clock while candidates were measured.
package enum ReferenceLoop {
  /// Rows and columns of the matrix: 16 KiB of single-precision numbers.
  static let width = 64
  /// Products of one round: some 20 µs on a processor of 2023.
  package static let products = 8

  /// Runs the loop `rounds` times and gives the nanoseconds of each.
  package static func times(rounds: Int) -> [Int] {
    let clock = MonotonicClock()
    let loop = Table()
    var times: [Int] = []
    times.reserveCapacity(rounds)
    var sink: Float = 0
    for _ in 0..<rounds {
      let start = clock.now()
      sink += loop.run()
      times.append(clock.now() - start)
    }
    // The sum depends on every step, so that none is optimised away; it is never negative.
    return sink < 0 ? [] : times
  }

  /// The numbers that the loop runs over, made once.
  package struct Table: Sendable {
    private let matrix: [Float]
    private let vector: [Float]

    package init() {
      matrix = (0..<ReferenceLoop.width * ReferenceLoop.width).map { Float($0 % 17) / 17 }
      vector = (0..<ReferenceLoop.width).map { Float($0 % 5) / 5 }
    }

    /// One round; its result depends on every step.
    @inline(never)
    package func run(products: Int = ReferenceLoop.products) -> Float {
      var total: Float = 0
      for _ in 0..<products {
        var place = 0
        for _ in 0..<ReferenceLoop.width {
          // Four sums, so that additions need not wait for each other.
          var sums: (Float, Float, Float, Float) = (0, 0, 0, 0)
          var column = 0
          while column < ReferenceLoop.width {
            sums.0 += matrix[place] * vector[column]
            sums.1 += matrix[place + 1] * vector[column + 1]
            sums.2 += matrix[place + 2] * vector[column + 2]
            sums.3 += matrix[place + 3] * vector[column + 3]
            place += 4
            column += 4
          }
          // Halving keeps the sum small and makes each row depend on the one before.
          total = 0.5 * total + sums.0 + sums.1 + sums.2 + sums.3
        }
      }
      return total
    }
  }
}
