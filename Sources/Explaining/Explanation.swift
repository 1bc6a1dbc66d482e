package import NumericCore

/// One reason for a decision, over the units of the input that it names.
///
/// An input is divided into units `0 ..< n`, the parts that can be replaced one by one: a column, a
/// month of a ledger, a word.
package struct NamedReason: Codable, Sendable, Equatable {
  /// The reason as a person reads it.
  package var text: String
  package var units: [Int]
  /// How much the reason weighs, on the scale of the method; larger speaks more for the decision.
  package var weight: Double

  package init(text: String, units: [Int], weight: Double) {
    self.text = text
    self.units = units
    self.weight = weight
  }
}

/// Why a candidate decided as it did: its reasons, the most important first.
package struct Explanation: Codable, Sendable, Equatable {
  package var reasons: [NamedReason]

  package init(reasons: [NamedReason]) {
    self.reasons = reasons
  }

  /// Makes one reason of each unit that speaks for the decision, by falling contribution.
  ///
  /// Where no unit does, the one that speaks least against it is named, so that no explanation is
  /// empty. Of equal contributions the unit with the lower number comes first.
  ///
  /// - Parameters:
  ///   - contributions: of each unit to the score that the decision rests on; positive for it.
  ///   - names: what each unit is called.
  package init(contributions: [Double], names: [String]) {
    let order = contributions.indices.sorted {
      contributions[$0] > contributions[$1] || (contributions[$0] == contributions[$1] && $0 < $1)
    }
    let speaking = order.prefix { contributions[$0] > 0 }
    let chosen = speaking.isEmpty ? order.prefix(1) : speaking
    reasons = chosen.map { unit in
      NamedReason(text: names[unit], units: [unit], weight: contributions[unit])
    }
  }

  /// The reasons in order, leaving out those with which more than `budget` units would be named.
  ///
  /// A reason that does not fit is passed over, not the end: so reasons of several units each and
  /// reasons of one name about as many. The first reason is always taken, however many it names.
  package func prefix(units budget: Int) -> [NamedReason] {
    var named: Set<Int> = []
    var chosen: [NamedReason] = []
    for reason in reasons {
      let union = named.union(reason.units)
      if union.count > budget && !chosen.isEmpty { continue }
      named = union
      chosen.append(reason)
    }
    return chosen
  }

  /// The units that the given reasons name, each once, in the reasons' order.
  package static func units(of reasons: [NamedReason]) -> [Int] {
    var seen: Set<Int> = []
    return reasons.flatMap(\.units).filter { seen.insert($0).inserted }
  }

  /// All units, the most important first: as the reasons name them, then the unnamed in random order.
  package func ranking(units: Int, _ generator: inout SeededGenerator) -> [Int] {
    let named = Self.units(of: reasons)
    let known = Set(named)
    return named + generator.permutation(units).filter { !known.contains($0) }
  }
}
