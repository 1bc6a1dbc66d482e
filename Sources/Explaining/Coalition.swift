import NumericCore

/// Which of the units `0 ..< units` of an input are present; the others are absent.
package struct Coalition: Sendable, Hashable {
  package let units: Int
  /// The units 0…63, a bit each.
  ///
  /// They stand apart so that a coalition of a few units needs no memory of its own.
  private var first: UInt64
  /// The further units, 64 in each word.
  private var rest: [UInt64]

  /// No unit is present.
  package init(units: Int) {
    precondition(units >= 0, "an input has no negative number of units")
    self.units = units
    first = 0
    rest = units > 64 ? [UInt64](repeating: 0, count: (units - 1) / 64) : []
  }

  /// The given units are present.
  package init(units: Int, members: some Sequence<Int>) {
    self.init(units: units)
    for unit in members { self[unit] = true }
  }

  /// Every unit is present.
  package static func whole(units: Int) -> Coalition { Coalition(units: units).complement }

  /// Each unit is present with probability ½.
  static func drawn(units: Int, _ generator: inout SeededGenerator) -> Coalition {
    var coalition = Coalition(units: units)
    coalition.first = generator.next()
    for word in coalition.rest.indices { coalition.rest[word] = generator.next() }
    coalition.clearBeyond()
    return coalition
  }

  /// Whether a unit is present.
  package subscript(unit: Int) -> Bool {
    get {
      precondition(0..<units ~= unit, "the input has no such unit")
      return (unit < 64 ? first >> unit : rest[unit / 64 - 1] >> (unit % 64)) & 1 == 1
    }
    set {
      precondition(0..<units ~= unit, "the input has no such unit")
      let bit: UInt64 = 1 << (unit % 64)
      if unit < 64 {
        first = newValue ? first | bit : first & ~bit
      } else {
        let word = unit / 64 - 1
        rest[word] = newValue ? rest[word] | bit : rest[word] & ~bit
      }
    }
  }

  /// The number of present units.
  package var count: Int { rest.reduce(first.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  /// The coalition of the absent units.
  package var complement: Coalition {
    var other = self
    other.first = ~first
    for word in rest.indices { other.rest[word] = ~rest[word] }
    other.clearBeyond()
    return other
  }

  /// The present units, ascending.
  package var members: [Int] {
    var members: [Int] = []
    members.reserveCapacity(count)
    list(into: &members)
    return members
  }

  /// Of each unit, whether it is present.
  package var present: [Bool] {
    var present: [Bool] = []
    present.reserveCapacity(units)
    append(to: &present)
    return present
  }

  /// Appends, of each unit, whether it is present.
  func append(to present: inout [Bool]) {
    var word = first
    for _ in 0..<min(units, 64) {
      present.append(word & 1 == 1)
      word >>= 1
    }
    for unit in 64..<max(units, 64) { present.append(self[unit]) }
  }

  /// Replaces a list by the present units, ascending, in the memory that it has.
  func list(into members: inout [Int]) {
    members.removeAll(keepingCapacity: true)
    func append(_ word: UInt64, from start: Int) {
      var word = word
      while word != 0 {
        members.append(start + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    append(first, from: 0)
    for (index, word) in rest.enumerated() { append(word, from: 64 * (index + 1)) }
  }

  /// Clears the bits that stand for no unit, so that equal coalitions have equal bits.
  private mutating func clearBeyond() {
    let used = units - 64 * rest.count
    let mask: UInt64 = used < 64 ? (1 << used) - 1 : .max
    if rest.isEmpty { first &= mask } else { rest[rest.count - 1] &= mask }
  }
}
