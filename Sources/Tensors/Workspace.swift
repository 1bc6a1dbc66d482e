/// Memory for the results of operations, taken again once no tensor refers to it any more.
///
/// A pass over the same shapes as before allocates nothing: it finds the memory of the last pass
/// free. A tensor that outlives its pass keeps its memory, which is then not taken again. Serves one
/// thread at a time.
package final class Workspace {
  /// The order in which memory is looked for.
  package enum Order: Sendable {
    /// What was used last comes first, and is still in the cache: where results soon fall free.
    case warmest
    /// In turns, so that the first look finds something free: where a pass keeps its results.
    case turns
  }

  private let order: Order
  private var shelves: [Shelf?] = []
  /// The memory that was ever taken, in bytes; it does not grow once every shape has been seen.
  package private(set) var bytes = 0

  package init(_ order: Order) { self.order = order }

  /// Room for that many elements, which nobody else refers to.
  func take(_ count: Int) -> Storage {
    let size = SizeClass(holding: count)
    while shelves.count <= size.index { shelves.append(nil) }
    guard let shelf = shelves[size.index] else {
      let shelf = Shelf()
      shelves[size.index] = shelf
      return add(size, to: shelf)
    }
    return shelf.free(order) ?? add(size, to: shelf)
  }

  private func add(_ size: SizeClass, to shelf: Shelf) -> Storage {
    let storage = Storage(capacity: size.capacity)
    bytes += size.capacity * MemoryLayout<Float>.stride
    shelf.add(storage)
    return storage
  }
}

/// Memory of a workspace for what is no tensor: places that maxima came from, and what an operation
/// needs only while it computes.
package struct Scratch: Sendable {
  private let storage: Storage

  /// Room for that many numbers of four bytes, which the first to use it writes.
  init(_ count: Int, in space: Workspace?) {
    storage = space?.take(count) ?? Storage(capacity: count)
  }

  func floats<Outcome>(_ body: (UnsafeMutablePointer<Float>) -> Outcome) -> Outcome {
    withExtendedLifetime(storage) { unsafe body(storage.base) }
  }

  func integers<Outcome>(_ body: (UnsafeMutablePointer<Int32>) -> Outcome) -> Outcome {
    withExtendedLifetime(storage) {
      unsafe storage.base.withMemoryRebound(to: Int32.self, capacity: storage.capacity) {
        unsafe body($0)
      }
    }
  }
}

/// The storages of one size.
private final class Shelf {
  private var storages: [Storage] = []
  private var next = 0

  /// A storage that only this shelf refers to.
  func free(_ order: Workspace.Order) -> Storage? {
    if order == .warmest { next = 0 }
    for _ in storages.indices {
      let index = next
      next = next + 1 == storages.count ? 0 : next + 1
      if isKnownUniquelyReferenced(&storages[index]) { return storages[index] }
    }
    return nil
  }

  func add(_ storage: Storage) {
    // After the one that was given out last, so that the turns stay in the order of the pass.
    storages.insert(storage, at: next)
    next = next + 1 == storages.count ? 0 : next + 1
  }
}

/// Sizes in steps of an eighth of a power of two: at most an eighth more than was asked for.
private struct SizeClass {
  let index: Int
  let capacity: Int

  init(holding count: Int) {
    // In units of a cache line, sixteen elements.
    let units = max(1, (count + 15) / 16)
    if units <= 8 {
      index = units - 1
      capacity = units * 16
      return
    }
    let octave = Int.bitWidth - 1 - (units - 1).leadingZeroBitCount
    let shift = octave - 3
    let eighths = (units - 1) >> shift
    index = 8 * (octave - 3) + eighths
    capacity = (eighths + 1) << shift * 16
  }
}
