/// What a language model adds to the score of each prefix of a trie, and of its extensions.
///
/// It knows the model's answers but not the model, so that the search over them is compiled once.
struct PrefixPriors {
  private let weight: Double
  private let insertionBonus: Double
  /// For each node: the sum over its labels.
  private var priors = [0.0]
  /// For each node: the model's log-probabilities of the next label, where it was asked.
  private var rows: [[Float]?] = [nil]

  init(weight: Double, insertionBonus: Double) {
    self.weight = weight
    self.insertionBonus = insertionBonus
  }

  /// The prior of a prefix that was kept.
  subscript(node: Int) -> Double { priors[node] }

  /// The priors of a prefix with one label more, by label; −∞ where the model forbids it.
  func extended(_ node: Int, labels: Int) -> [Double] {
    let prior = priors[node] + insertionBonus
    guard let row = rows[node] else { return [Double](repeating: prior, count: labels) }
    return row.map { prior + weight * Double($0) }
  }

  /// Gives a new node its prior, from its parent's.
  mutating func append(parent: Int, label: Int) {
    var prior = priors[parent] + insertionBonus
    if let row = rows[parent] { prior += weight * Double(row[label]) }
    priors.append(prior)
    rows.append(nil)
  }

  /// Takes in the model's answer to a prefix.
  mutating func set(_ row: [Float], for node: Int) { rows[node] = row }
}
