import Networks
import Tensors
import Testing

/// Equal bits from equal work: each expected value is that of the same work done another way.
struct DeterminismTests {
  @Test("Twenty steps from the same start end in the same bits", arguments: ArchitectureCase.all)
  func trainingRepeats(_ architecture: ArchitectureCase) throws {
    let first = try architecture.train(20, .varying, nil) { _ in }
    #expect(try architecture.train(20, .varying, nil) { _ in } == first)
    // A workspace that other passes have used before changes nothing.
    let space = Workspace(.turns)
    for _ in 0..<2 {
      #expect(try architecture.train(20, .varying, space) { _ in } == first)
    }
    #expect(try architecture.train(19, .varying, nil) { _ in } != first)
  }

  @Test(
    "Two trainings at the same time end in the bits of one alone", arguments: ArchitectureCase.all)
  func trainingsSideBySide(_ architecture: ArchitectureCase) async throws {
    let alone = try architecture.train(20, .varying, nil) { _ in }
    try await withThrowingTaskGroup(of: ArchitectureCase.Bits.self) { group in
      for _ in 0..<2 {
        group.addTask { try architecture.train(20, .varying, Workspace(.turns)) { _ in } }
      }
      for try await bits in group { #expect(bits == alone) }
    }
  }

  @Test(
    "An answer alone and in a batch are equal bit for bit",
    arguments: ArchitectureCase.all, [2, 7, 33])
  func batchesAnswerAlike(_ architecture: ArchitectureCase, count: Int) throws {
    let tape = Tape(.inference)
    let batch = try architecture.answer(Array(0..<count), tape)
    #expect(batch.values.contains { $0 != batch[0] })
    for item in 0..<count {
      let alone = try architecture.answer([item], tape)
      let among = batch.slice(axis: 0, item..<item + 1)
      #expect(among.shape == alone.shape)
      #expect(
        among.values.map(\.bitPattern) == alone.values.map(\.bitPattern), "item \(item) of \(count)"
      )
    }
  }
}
