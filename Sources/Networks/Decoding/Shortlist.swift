/// Values in a total order of preference, so that a choice among them depends on nothing else.
protocol Ranked {
  func precedes(_ other: Self) -> Bool
}

/// The best few of the values it was shown, best first.
struct Shortlist<Element: Ranked> {
  private let capacity: Int
  private(set) var elements: [Element] = []

  init(capacity: Int) {
    self.capacity = capacity
  }

  var isFull: Bool { elements.count >= capacity }

  /// Takes a value in at its rank, and drops the last where there are too many.
  mutating func insert(_ element: Element) {
    if isFull {
      guard let last = elements.last, element.precedes(last) else { return }
      elements.removeLast()
    }
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if element.precedes(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    elements.insert(element, at: low)
  }
}

/// A hypothesis of the beam with one token more.
///
/// The better score comes first; equal scores go by the lower token, then by the older hypothesis,
/// the one that stands earlier in the beam.
struct Extension: Ranked {
  let score: Double
  let token: Int
  /// The position in the beam of the hypothesis that grows.
  let hypothesis: Int

  func precedes(_ other: Extension) -> Bool {
    if score != other.score { return score > other.score }
    if token != other.token { return token < other.token }
    return hypothesis < other.hypothesis
  }
}
