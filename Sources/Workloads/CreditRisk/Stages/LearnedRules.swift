package import Classics
import NumericCore
package import WorkloadKit

/// Rules that are learned: a small decision tree over the features, of which each leaf is a rule.
///
/// Grown greedily by the fall in deviance (Breiman et al. 1984, §4), a node at a time, until it is
/// as deep as allowed or a split would leave fewer than 5 % of the applicants, or 20, on a side.
/// Like a written rule a leaf is a characteristic of the scorecard, not a verdict of its own. A
/// missing value goes the way of "not over".
package struct LearnedRules: Stage, Codable {
  /// A question of the tree, or a leaf.
  struct Node: Codable, Sendable {
    /// The feature that is asked about; nil for a leaf.
    var feature: Int?
    /// A number is over this; nil where `level` is asked for.
    var limit: Double?
    var level: String?
    /// The nodes for yes and no; 0 for a leaf.
    var yes = 0
    var no = 0
    /// The rule's code, such as `L2`; empty for a question.
    var code = ""
    /// The conditions that lead here.
    var text = ""
    /// The features that the conditions are about.
    var features: [Int] = []
  }

  /// What the scorecard calls the characteristic that the rules make.
  static let characteristic = "learned rules"

  private(set) var nodes: [Node]

  package var parameters: Int { nodes.count }

  package func run(_ features: [CharacteristicValue]) throws(WorkloadError) -> RuledFeatures {
    RuledFeatures(values: features + [.level(leaf(features).code)])
  }

  /// The rule that holds for the features.
  func leaf(_ features: [CharacteristicValue]) -> Node {
    var node = nodes[0]
    while let feature = node.feature {
      node = nodes[node.holds(features[feature]) ? node.yes : node.no]
    }
    return node
  }

  /// Grows the tree.
  static func fit(
    _ sample: OutcomeSample<[CharacteristicValue]>, names: [String], depth: Int
  ) -> LearnedRules {
    var growth = Growth(sample: sample, names: names, depth: depth)
    growth.grow(Array(sample.inputs.indices), depth: 0, conditions: [], features: [])
    return LearnedRules(nodes: growth.nodes)
  }
}

extension LearnedRules.Node {
  /// The answer to the node's question.
  fileprivate func holds(_ value: CharacteristicValue) -> Bool {
    switch value {
    case .number(let number): limit.map { number > $0 } ?? false
    case .level(let found): found == level
    case .missing: false
    }
  }
}

/// A tree while it grows.
private struct Growth {
  /// Thresholds that are tried of a number, at quantiles of the applicants in the node.
  private static let thresholds = 20

  let sample: OutcomeSample<[CharacteristicValue]>
  let names: [String]
  let depth: Int
  var nodes: [LearnedRules.Node] = []
  private var rules = 0

  init(sample: OutcomeSample<[CharacteristicValue]>, names: [String], depth: Int) {
    self.sample = sample
    self.names = names
    self.depth = depth
  }

  private var least: Int { max(20, sample.inputs.count / 20) }

  /// Grows the node of the given rows and all below it; its index.
  @discardableResult
  mutating func grow(
    _ rows: [Int], depth reached: Int, conditions: [String], features: [Int]
  ) -> Int {
    let index = nodes.count
    nodes.append(LearnedRules.Node(features: features))
    guard reached < depth, let question = best(rows), let feature = question.feature else {
      rules += 1
      nodes[index].code = "L\(rules)"
      nodes[index].text =
        conditions.isEmpty ? "any application" : conditions.joined(separator: " and ")
      return index
    }
    let yes = rows.filter { question.holds(sample.inputs[$0][feature]) }
    let no = rows.filter { !question.holds(sample.inputs[$0][feature]) }
    let named = features.contains(feature) ? features : features + [feature]
    let words = words(question, feature)
    nodes[index].feature = feature
    nodes[index].limit = question.limit
    nodes[index].level = question.level
    let below = grow(yes, depth: reached + 1, conditions: conditions + [words.yes], features: named)
    nodes[index].yes = below
    let beside = grow(no, depth: reached + 1, conditions: conditions + [words.no], features: named)
    nodes[index].no = beside
    return index
  }

  private func words(_ question: LearnedRules.Node, _ feature: Int) -> (yes: String, no: String) {
    let name = names[feature]
    if let level = question.level { return ("\(name) \(level)", "\(name) not \(level)") }
    let limit = BinnedCharacteristic.bound(question.limit ?? 0)
    return ("\(name) over \(limit)", "\(name) not over \(limit)")
  }

  /// The question that lowers the deviance most; nil where none may be asked.
  private func best(_ rows: [Int]) -> LearnedRules.Node? {
    let before = deviance(rows.count, rows.count { sample.targets[$0] == 1 })
    var best: (gain: Double, question: LearnedRules.Node)?
    for feature in names.indices {
      for question in questions(feature, rows) {
        let yes = rows.filter { question.holds(sample.inputs[$0][feature]) }
        let others = rows.count - yes.count
        guard min(yes.count, others) >= least else { continue }
        let bad = yes.count { sample.targets[$0] == 1 }
        let all = rows.count { sample.targets[$0] == 1 }
        let gain = before - deviance(yes.count, bad) - deviance(others, all - bad)
        if gain > max(best?.gain ?? 0, 1e-9) { best = (gain, question) }
      }
    }
    return best?.question
  }

  private func questions(_ feature: Int, _ rows: [Int]) -> [LearnedRules.Node] {
    var numbers: [Double] = []
    var levels: Set<String> = []
    for row in rows {
      switch sample.inputs[row][feature] {
      case .number(let number): numbers.append(number)
      case .level(let level): levels.insert(level)
      case .missing: break
      }
    }
    numbers.sort()
    let limits = Set(
      (1..<Self.thresholds).compactMap { part in
        numbers.isEmpty ? nil : numbers[part * numbers.count / Self.thresholds]
      })
    return limits.sorted().map { LearnedRules.Node(feature: feature, limit: $0) }
      + levels.sorted().map { LearnedRules.Node(feature: feature, level: $0) }
  }

  /// −2 times the log-likelihood of a share of defaults, of so many.
  private func deviance(_ count: Int, _ bad: Int) -> Double {
    let share = Double(bad) / Double(max(count, 1))
    guard share > 0, share < 1 else { return 0 }
    return -2 * Double(count)
      * (share * Double.log(share) + (1 - share) * Double.log(1 - share))
  }
}
