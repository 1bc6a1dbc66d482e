import NumericCore

/// Bins characteristics by supervised merging and gives each bin its weight of evidence.
///
/// Siddiqi, "Credit Risk Scorecards" (2006), on initial characteristic analysis: fine classing into
/// quantile bins (or levels), then coarse classing by merging neighbours whose bad rates a χ² test
/// does not tell apart (ChiMerge, Kerber 1992).
///
/// Sign: WoE = ln(share of bad / share of good), positive for risk, so that a model of the bad
/// outcome has positive coefficients. Siddiqi's own is the negative of it.
///
/// Smoothing adds `smoothing` items to each attribute, split at the base rate: an attribute that no
/// one fell into weighs 0, a rare one is drawn towards it, and no logarithm is infinite.
package struct WeightOfEvidenceBinner: Codable, Sendable, Equatable {
  /// Quantile bins a numeric column starts from.
  package var fineBins = 20
  /// Attributes a characteristic has at most, apart from "other" and "missing".
  package var maximumBins = 6
  /// The least share of all items in an attribute, in 0…1.
  package var minimumShare = 0.05
  /// Neighbours merge while their χ² (one degree of freedom) is below this; 3.84 is 5 %.
  package var mergeBelow = 3.841
  /// Whether a numeric column's bad rate may only rise or only fall.
  package var monotone = false
  /// Items added to each attribute, at the base rate.
  package var smoothing = 1.0

  package init() {}

  /// Bins one characteristic against the bad outcome; the same input gives the same bins.
  ///
  /// - Throws: ``ClassicsError`` where there are no items, lengths differ, or all have one outcome.
  package func fit(
    _ characteristic: Characteristic, bad: [Bool]
  ) throws(ClassicsError) -> BinnedCharacteristic {
    try ClassicsError.check(items: characteristic.column.count, outcomes: bad)
    switch characteristic.column {
    case .numeric(let values):
      return numeric(characteristic.name, values.map { $0.flatMap { $0.isNaN ? nil : $0 } }, bad)
    case .categorical(let values):
      return categorical(characteristic.name, values, bad)
    }
  }

  private func numeric(_ name: String, _ values: [Double?], _ bad: [Bool]) -> BinnedCharacteristic {
    let present = values.compactMap(\.self).sorted()
    let parts = max(fineBins, 2)
    let fine = (1..<parts).map { present.isEmpty ? 0 : present[$0 * present.count / parts] }
    // The largest value closes no bin: all beyond the last edge is the last bin.
    var edges: [Double] = []
    for edge in fine where edge > edges.last ?? -.infinity && edge < present.last ?? edge {
      edges.append(edge)
    }
    var bins = Array(repeating: BinCounts(), count: edges.count + 1)
    var missing = BinCounts()
    for (value, isBad) in zip(values, bad) {
      if let value {
        bins[edges.firstIndex { value <= $0 } ?? edges.count].add(isBad)
      } else {
        missing.add(isBad)
      }
    }
    for index in bins.indices { bins[index].members = [index] }
    let merged = merge(bins, items: bad.count, monotone: monotone)
    let kept = merged.dropLast().compactMap { bin in bin.members.last.map { edges[$0] } }
    return describe(
      name, rule: .numeric(edges: kept), labels: labels(of: kept) + ["missing"],
      counts: merged + [missing])
  }

  private func labels(of edges: [Double]) -> [String] {
    guard let first = edges.first, let last = edges.last else { return ["any"] }
    let inner = zip(edges, edges.dropFirst()).map { "(\(short($0)), \(short($1))]" }
    return ["≤ \(short(first))"] + inner + ["> \(short(last))"]
  }

  private func short(_ value: Double) -> String {
    Int(exactly: value).map(\.description) ?? value.description
  }

  private func categorical(
    _ name: String, _ values: [String?], _ bad: [Bool]
  ) -> BinnedCharacteristic {
    var byLevel: [String: BinCounts] = [:]
    var missing = BinCounts()
    for (value, isBad) in zip(values, bad) {
      if let value { byLevel[value, default: BinCounts()].add(isBad) } else { missing.add(isBad) }
    }
    var other = BinCounts()
    var frequent: [(level: String, counts: BinCounts)] = []
    for (level, counts) in byLevel.sorted(by: { $0.key < $1.key }) {
      if Double(counts.count) < minimumShare * Double(bad.count) {
        other.add(counts)
      } else {
        frequent.append((level, counts))
      }
    }
    // A category has no order of its own: neighbours are those of similar bad rate.
    frequent.sort { ($0.counts.badRate, $0.level) < ($1.counts.badRate, $1.level) }
    var bins = frequent.map(\.counts)
    for index in bins.indices { bins[index].members = [index] }
    let merged = merge(bins, items: bad.count, monotone: false)
    var levels: [String: Int] = [:]
    for (index, bin) in merged.enumerated() {
      for member in bin.members { levels[frequent[member].level] = index }
    }
    let labels = merged.map { bin in
      bin.members.map { frequent[$0].level }.sorted().joined(separator: " or ")
    }
    return describe(
      name, rule: .categorical(levels), labels: labels + ["other", "missing"],
      counts: merged + [other, missing])
  }

  /// Merges neighbours until every bin is large enough, in order if asked, distinct, and few enough.
  private func merge(_ bins: [BinCounts], items: Int, monotone: Bool) -> [BinCounts] {
    var bins = bins
    func join(_ left: Int) {
      bins[left].add(bins[left + 1])
      bins.remove(at: left + 1)
    }
    let least = minimumShare * Double(items)
    while bins.count > 1, let small = bins.firstIndex(where: { Double($0.count) < least }) {
      let leftwards = small > 0 ? bins[small - 1].chiSquare(bins[small]) : .infinity
      let rightwards = small + 1 < bins.count ? bins[small].chiSquare(bins[small + 1]) : .infinity
      join(leftwards <= rightwards ? small - 1 : small)
    }
    if monotone {
      let direction = trend(of: bins)
      while let wrong = bins.indices.dropLast().first(where: {
        (bins[$0 + 1].badRate - bins[$0].badRate) * direction < 0
      }) { join(wrong) }
    }
    while bins.count > 1 {
      let distances = zip(bins, bins.dropFirst()).map { $0.chiSquare($1) }
      guard let closest = distances.indices.min(by: { distances[$0] < distances[$1] }),
        bins.count > max(1, maximumBins) || distances[closest] < mergeBelow
      else { break }
      join(closest)
    }
    return bins
  }

  /// Whether the bad rate rises (1) or falls (−1) over the bins: the sign of its covariance with rank.
  private func trend(of bins: [BinCounts]) -> Double {
    let items = bins.reduce(0.0) { $0 + Double($1.count) }
    let rank = bins.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element.count) } / items
    let covariance = bins.enumerated().reduce(0.0) {
      $0 + (Double($1.offset) - rank) * Double($1.element.bad)
    }
    return covariance < 0 ? -1 : 1
  }

  private func describe(
    _ name: String, rule: BinnedCharacteristic.Rule, labels: [String], counts: [BinCounts]
  ) -> BinnedCharacteristic {
    let bad = counts.reduce(0.0) { $0 + Double($1.bad) }
    let good = counts.reduce(0.0) { $0 + Double($1.good) }
    let rate = bad / (bad + good)
    var informationValue = 0.0
    var attributes: [BinnedAttribute] = []
    for (label, count) in zip(labels, counts) {
      let ofBad = (Double(count.bad) + smoothing * rate) / bad
      let ofGood = (Double(count.good) + smoothing * (1 - rate)) / good
      // Without smoothing an attribute may hold no bad or no good; it then says nothing, not ±∞.
      let weight = ofBad > 0 && ofGood > 0 ? Double.log(ofBad / ofGood) : 0
      informationValue += (ofBad - ofGood) * weight
      attributes.append(
        BinnedAttribute(label: label, bad: count.bad, good: count.good, weightOfEvidence: weight))
    }
    return BinnedCharacteristic(
      name: name, rule: rule, attributes: attributes, informationValue: informationValue)
  }
}

/// The outcomes of a bin while bins merge.
private struct BinCounts {
  var bad = 0
  var good = 0
  /// The fine bins it was merged from, ascending.
  var members: [Int] = []

  var count: Int { bad + good }
  var badRate: Double { count == 0 ? 0 : Double(bad) / Double(count) }

  mutating func add(_ isBad: Bool) {
    if isBad { bad += 1 } else { good += 1 }
  }

  mutating func add(_ other: BinCounts) {
    bad += other.bad
    good += other.good
    members += other.members
  }

  /// Pearson's χ² of the 2 × 2 table of two bins; 0 where a margin is empty.
  func chiSquare(_ other: BinCounts) -> Double {
    let margins =
      Double(bad + other.bad) * Double(good + other.good) * Double(count) * Double(other.count)
    guard margins > 0 else { return 0 }
    let determinant = Double(bad) * Double(other.good) - Double(good) * Double(other.bad)
    return Double(count + other.count) * determinant * determinant / margins
  }
}
