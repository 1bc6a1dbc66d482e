/// The memory of a tensor's elements, shared by the tensors that are copies of each other.
///
/// Sendable since a tensor writes only to memory that it alone refers to.
@safe final class Storage: @unchecked Sendable {
  /// The number of elements that there is room for.
  let capacity: Int
  /// Aligned to a line of the processor's cache where the memory is our own.
  let base: UnsafeMutablePointer<Float>
  // What was allocated, in which `base` lies; nil where it is not our own.
  private let allocation: UnsafeMutableRawPointer?
  // Keeps memory alive that is not our own, and may not be written to.
  private let owner: (any AnyObject & Sendable)?

  /// Room for elements that the caller writes before anyone reads them.
  ///
  /// Aligned by hand: memory that is asked for with a large alignment leaves a heap in pieces.
  init(capacity: Int) {
    let (line, bytes) = (64, max(capacity, 1) * MemoryLayout<Float>.stride)
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes + line, alignment: MemoryLayout<Float>.alignment)
    self.capacity = capacity
    unsafe base = unsafe memory.alignedUp(toMultipleOf: line)
      .bindMemory(to: Float.self, capacity: max(capacity, 1))
    unsafe allocation = memory
    owner = nil
  }

  /// Elements in the memory of another object, which are only read.
  init(borrowing elements: UnsafePointer<Float>, count: Int, of owner: any AnyObject & Sendable) {
    capacity = count
    unsafe base = UnsafeMutablePointer(mutating: elements)
    unsafe allocation = nil
    self.owner = owner
  }

  var isWritable: Bool { owner == nil }

  deinit { unsafe allocation?.deallocate() }
}
