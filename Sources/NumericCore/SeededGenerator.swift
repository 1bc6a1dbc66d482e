/// A seeded pseudo-random generator whose streams are named, so that no draw depends on another's order.
///
/// xoshiro256** (Blackman & Vigna 2021, "Scrambled Linear Pseudorandom Number Generators"), its
/// state filled by SplitMix64 (Steele, Lea & Flood 2014). Everything random in the project draws
/// from here: the standard library's shuffles and ranges may change between releases, these do not.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  package init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A stream of its own for each list of names: `SeededGenerator(seed: 7, "train", 3)`.
  package init(seed: UInt64, _ names: any CustomStringConvertible...) {
    // FNV-1a over the names, each closed by a byte that UTF-8 never holds.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for name in names {
      for byte in name.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    self.init(seed: seed ^ hash)
  }

  package mutating func next() -> UInt64 {
    let result = (state.1 &* 5).rotatedLeft(by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3.rotatedLeft(by: 45)
    return result
  }

  /// A uniform draw from [0, 1) with 53 random bits.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A uniform draw from [lower, upper).
  package mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A uniform draw from 0 ..< `bound`, unbiased (Lemire 2019); `bound` is at least 1.
  package mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a draw is at least 1")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// Fills an array with draws from 0 ..< `bound`, unbiased; `bound` is at least 1.
  ///
  /// Each 64 bits give two draws where the bound fits 32 bits (Lemire 2019), so these are other draws
  /// than ``index(below:)`` gives.
  package mutating func fill(_ draws: inout [Int], below bound: Int) {
    precondition(bound > 0, "the bound of a draw is at least 1")
    guard let range = UInt32(exactly: bound) else {
      for place in draws.indices { draws[place] = index(below: bound) }
      return
    }
    let threshold = (0 &- range) % range
    // A copy that nobody else can see stays in registers.
    var generator = self
    var place = 0
    while place < draws.count {
      let bits = generator.next()
      let halves = (
        UInt32(truncatingIfNeeded: bits).multipliedFullWidth(by: range),
        UInt32(truncatingIfNeeded: bits >> 32).multipliedFullWidth(by: range)
      )
      if halves.0.low >= threshold {
        draws[place] = Int(halves.0.high)
        place += 1
      }
      if halves.1.low >= threshold, place < draws.count {
        draws[place] = Int(halves.1.high)
        place += 1
      }
    }
    self = generator
  }

  /// A draw from the standard normal distribution (Marsaglia's polar method, one of its pair).
  package mutating func normal() -> Double {
    while true {
      let u = uniform(-1, 1)
      let v = uniform(-1, 1)
      let s = u * u + v * v
      if s > 0 && s < 1 { return u * (-2 * Double.log(s) / s).squareRoot() }
    }
  }

  /// A draw from the exponential distribution with the given rate.
  package mutating func exponential(rate: Double) -> Double { -Double.log(1 - uniform()) / rate }

  /// A draw from the gamma distribution of scale 1 (Marsaglia & Tsang 2000); `shape` is positive.
  package mutating func gamma(shape: Double) -> Double {
    if shape < 1 {
      return gamma(shape: shape + 1) * Double.exp(Double.log(1 - uniform()) / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if Double.log(1 - uniform()) < 0.5 * x * x + d - d * cube + d * Double.log(cube) {
        return d * cube
      }
    }
  }

  /// A draw from the Dirichlet distribution; every concentration is positive.
  package mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
    let draws = concentrations.map { gamma(shape: $0) }
    let total = draws.reduce(0, +)
    return draws.map { $0 / total }
  }

  /// True with the given probability.
  package mutating func bernoulli(_ probability: Double) -> Bool { uniform() < probability }

  /// Shuffles in place (Fisher–Yates).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, through: 1, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }

  /// The numbers 0 ..< `count` in random order.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }
}

private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension UInt64 {
  fileprivate func rotatedLeft(by count: UInt64) -> UInt64 {
    (self << count) | (self >> (64 - count))
  }
}
