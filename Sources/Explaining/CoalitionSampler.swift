import NumericCore

/// Chooses the coalitions of a KernelSHAP fit and their weights.
///
/// The Shapley kernel gives all coalitions of size s together the weight (n − 1)/(s·(n − s)): the
/// small and the large ones matter most and are few, so they are all taken as long as the budget
/// would draw each of them once on average (as `shap.KernelExplainer` does). The sizes between share
/// the rest of the budget by draws, and of the weight by how often each coalition was drawn.
struct CoalitionSampler {
  private(set) var coalitions: [Coalition] = []
  private(set) var weights: [Double] = []

  private let units: Int
  private let budget: Int
  private var generator: SeededGenerator
  private var position: [Coalition: Int] = [:]

  /// Needs at least 2 units and a budget of `2 * units`, the empty and the whole coalition apart.
  init(units: Int, budget: Int, generator: SeededGenerator) {
    self.units = units
    self.budget = budget
    self.generator = generator
  }

  mutating func fill() {
    // Sizes s and n − s are one class, since each coalition comes with its complement.
    var classes = (1...units / 2).map { size in
      (size: size, weight: classWeight(size), count: classCount(size))
    }
    let all = classes.reduce(0) { $0 + $1.weight }
    while let (size, weight, count) = classes.first {
      let open = classes.reduce(0) { $0 + $1.weight }
      let left = Double(budget - coalitions.count)
      // The first class is always taken whole: with it alone the fit is determined.
      guard size == 1 || left * weight / open >= count else { break }
      takeAll(of: size, weight: weight / all / count)
      classes.removeFirst()
    }
    if !classes.isEmpty { draw(from: classes.map { ($0.size, $0.weight) }, all: all) }
  }

  private func isOwnComplement(_ size: Int) -> Bool { 2 * size == units }

  private func classWeight(_ size: Int) -> Double {
    let weight = Double(units - 1) / (Double(size) * Double(units - size))
    return isOwnComplement(size) ? weight : 2 * weight
  }

  /// The number of coalitions in a class; infinite where it does not fit a double's range.
  private func classCount(_ size: Int) -> Double {
    var count = 1.0
    for k in 0..<size { count *= Double(units - k) / Double(k + 1) }
    return (isOwnComplement(size) ? 1 : 2) * count.rounded()
  }

  /// Takes every coalition of a size, and its complement where that is of another size.
  private mutating func takeAll(of size: Int, weight: Double) {
    var members = Array(0..<size)
    while true {
      let coalition = Coalition(units: units, members: members)
      add(coalition, weight: weight)
      if !isOwnComplement(size) { add(coalition.complement, weight: weight) }
      // The next combination in lexicographic order.
      guard let movable = members.indices.last(where: { members[$0] < units - size + $0 }) else {
        return
      }
      members[movable] += 1
      for later in members.indices where later > movable {
        members[later] = members[movable] + later - movable
      }
    }
  }

  private mutating func draw(from classes: [(size: Int, weight: Double)], all: Double) {
    let open = classes.reduce(0) { $0 + $1.weight }
    let firstDrawn = coalitions.count
    // Repeated draws cost nothing but a count; this bounds them where few coalitions are left.
    var draws = 4 * (budget - coalitions.count)
    var drawn = 0.0
    while coalitions.count + 2 <= budget, draws > 0 {
      var point = generator.uniform() * open
      var size = classes[classes.count - 1].size
      for candidate in classes {
        if point < candidate.weight {
          size = candidate.size
          break
        }
        point -= candidate.weight
      }
      let coalition = Coalition(units: units, members: generator.permutation(units).prefix(size))
      add(coalition, weight: 1)
      add(coalition.complement, weight: 1)
      drawn += 2
      draws -= 1
    }
    guard drawn > 0 else { return }
    for index in firstDrawn..<coalitions.count { weights[index] *= open / all / drawn }
  }

  private mutating func add(_ coalition: Coalition, weight: Double) {
    if let index = position[coalition] {
      weights[index] += weight
    } else {
      position[coalition] = coalitions.count
      coalitions.append(coalition)
      weights.append(weight)
    }
  }
}
