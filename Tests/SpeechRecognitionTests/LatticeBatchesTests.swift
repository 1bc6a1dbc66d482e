import SpeechRecognition
import Testing

@Suite("Batches of recordings")
struct LatticeBatchesTests {
  @Test("Short recordings make full batches, and what is left over makes the last")
  func short() {
    let batches = LatticeBatches.cut(Array(0..<21), of: 8) { _ in (40, 20) }
    #expect(batches == [0..<8, 8..<16, 16..<21])
    #expect(LatticeBatches.cut([], of: 8) { _ in (40, 20) } == [])
  }

  @Test("One long recording makes its own batch small, and no other")
  func long() {
    // 750 moments by 401 labels are more than 250,000 by themselves.
    let batches = LatticeBatches.cut(Array(0..<17), of: 8) { $0 == 8 ? (750, 401) : (40, 20) }
    #expect(batches == [0..<8, 8..<9, 9..<17])
  }

  @Test("No batch of several has more places than fit")
  func bounded() {
    let sides = (0..<100).map { (time: 20 + 7 * $0, labels: 5 + 2 * $0) }
    let batches = LatticeBatches.cut(Array(0..<100), of: 8) { sides[$0] }
    #expect(batches.flatMap { Array($0) } == Array(0..<100))
    for batch in batches where batch.count > 1 {
      let last = sides[batch.upperBound - 1]
      #expect(batch.count * last.time * last.labels <= LatticeBatches.mostPlaces)
    }
  }
}
