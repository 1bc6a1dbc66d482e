/// All prefixes that a search has met, each a node with a link to the prefix it extends.
///
/// Equal prefixes are the same node however they were reached, so a node's number serves as the
/// prefix's identity, and growing a hypothesis copies nothing.
struct PrefixTrie {
  /// The empty prefix.
  static let root = 0
  private static let none = -1

  private struct Node {
    let parent: Int
    let label: Int
    var firstChild = PrefixTrie.none
    let nextSibling: Int
  }

  private var nodes = [Node(parent: none, label: none, nextSibling: none)]

  var count: Int { nodes.count }

  /// The prefix without its last label; −1 for the empty one.
  func parent(of node: Int) -> Int { nodes[node].parent }

  /// The last label of a prefix; −1 for the empty one.
  func label(of node: Int) -> Int { nodes[node].label }

  /// The prefix with one label more, which is made where it is new.
  mutating func child(of node: Int, label: Int) -> Int {
    var child = nodes[node].firstChild
    while child != Self.none {
      if nodes[child].label == label { return child }
      child = nodes[child].nextSibling
    }
    nodes.append(Node(parent: node, label: label, nextSibling: nodes[node].firstChild))
    nodes[node].firstChild = nodes.count - 1
    return nodes.count - 1
  }

  /// All labels of a prefix, in order.
  func labels(of node: Int) -> [Int] {
    var labels: [Int] = []
    var node = node
    while node != Self.root {
      labels.append(nodes[node].label)
      node = nodes[node].parent
    }
    return labels.reversed()
  }
}
