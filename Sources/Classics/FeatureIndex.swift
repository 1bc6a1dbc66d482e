/// Features by number: 64-bit FNV-1a keys of their names, each with its place in a weight vector.
///
/// Two names with one key are one feature, which among a million names happens with a probability of
/// 3 · 10⁻⁸.
package struct FeatureIndex: Sendable, Equatable {
  /// The keys in the order of their numbers.
  package let keys: [UInt64]
  private let numbers: [UInt64: Int32]

  /// Numbers the keys in their order; each stands once.
  package init(keys: [UInt64]) {
    self.keys = keys
    numbers = Dictionary(
      keys.enumerated().map { ($1, Int32(clamping: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  package var count: Int { keys.count }

  /// The number of a feature; nil of one that there is not.
  package func number(_ key: UInt64) -> Int? { numbers[key].map(Int.init) }

  /// The keys as a model file holds them.
  package var stored: [Int64] { keys.map { Int64(bitPattern: $0) } }

  /// An index from a model file.
  package init(stored: [Int64]) { self.init(keys: stored.map { UInt64(bitPattern: $0) }) }
}

/// The running 64-bit FNV-1a key of a feature's name.
package struct FeatureKey: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// A key whose name starts with the kind of feature.
  package init(_ kind: UInt8) { add(kind) }

  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// Adds a text, closed by a byte that UTF-8 never holds.
  package mutating func add(_ text: some StringProtocol) {
    for byte in text.utf8 { add(byte) }
    add(0xff)
  }

  /// The key of a kind of feature and its texts.
  package static func of(_ kind: UInt8, _ texts: String...) -> UInt64 {
    var key = FeatureKey(kind)
    for text in texts { key.add(text) }
    return key.value
  }
}
