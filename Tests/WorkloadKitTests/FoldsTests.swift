import NumericCore
import Testing
import WorkloadKit

@Suite("Folds")
struct FoldsTests {
  /// 103 rows of which every third is positive: 35 positives, 68 negatives.
  private let labels = (0..<103).map { $0.isMultiple(of: 3) }
  private var classes: [Int] { labels.map { $0 ? 1 : 0 } }

  @Test("Folds differ by one row at most, in all and in each class", arguments: [2, 3, 5, 7])
  func balance(folds: Int) {
    let assignment = Folds.stratified(classes: classes, folds: folds, seed: 9, repetition: 2)
    for rows in [labels.indices.filter { labels[$0] }, labels.indices.filter { !labels[$0] }]
      + [Array(labels.indices)]
    {
      let counts = (0..<folds).map { fold in rows.count { assignment[$0] == fold } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test("Each repetition and each seed deals other folds; the same ones deal the same")
  func streams() {
    func folds(_ seed: UInt64, _ repetition: Int) -> [Int] {
      Folds.stratified(classes: classes, folds: 5, seed: seed, repetition: repetition)
    }
    #expect(folds(1, 1) == folds(1, 1))
    #expect(folds(1, 1) != folds(1, 2))
    #expect(folds(1, 1) != folds(2, 1))
  }

  @Test("Rows of one group share a fold, and no fold is overfull")
  func groups() {
    let groups = (0..<200).map { "customer \($0 * $0 % 31)" }
    let assignment = Folds.grouped(groups, folds: 4, seed: 3, repetition: 1)
    for group in Set(groups) {
      let folds = Set(groups.indices.filter { groups[$0] == group }.map { assignment[$0] })
      #expect(folds.count == 1, "\(group)")
    }
    // The largest group goes first and each next to the least fold: no fold exceeds another by more
    // than one group.
    let sizes = (0..<4).map { fold in assignment.count { $0 == fold } }
    let largest = Dictionary(grouping: groups) { $0 }.values.map(\.count).max() ?? 0
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= largest)
    #expect(assignment == Folds.grouped(groups, folds: 4, seed: 3, repetition: 1))
    #expect(assignment != Folds.grouped(groups, folds: 4, seed: 3, repetition: 2))
  }

  @Test("A nested sample is the start of every larger one, and keeps the classes' shares")
  func nested() {
    func sample(_ count: Int) -> [Int] {
      var generator = SeededGenerator(seed: 4, "sample")
      return Folds.nested(
        rows: Array(labels.indices), classes: classes, count: count, generator: &generator)
    }
    let whole = sample(103)
    #expect(whole.sorted() == Array(labels.indices))
    for count in [1, 2, 10, 50, 102] {
      let part = sample(count)
      #expect(part == Array(whole.prefix(count)))
      let expected = Double(count) * 35 / 103
      #expect(abs(Double(part.count { labels[$0] }) - expected) <= 1)
    }
    #expect(sample(500) == whole, "there are no more rows than there are")
  }

  @Test("Many classes keep their shares as two do")
  func manyClasses() {
    let classes = (0..<700).map { $0 % 7 }
    let assignment = Folds.stratified(classes: classes, folds: 5, seed: 9, repetition: 1)
    var generator = SeededGenerator(seed: 6)
    let sample = Folds.nested(
      rows: Array(classes.indices), classes: classes, count: 70, generator: &generator)
    for label in 0..<7 {
      let rows = classes.indices.filter { classes[$0] == label }
      #expect(
        (0..<5).map { fold in rows.count { assignment[$0] == fold } } == [20, 20, 20, 20, 20])
      #expect(sample.count { classes[$0] == label } == 10)
    }
  }

  @Test("Validation holds back the share of each class and nothing twice")
  func validation() {
    var generator = SeededGenerator(seed: 5)
    let (training, validation) = Folds.validation(
      classes: classes, share: 0.25, generator: &generator)
    #expect((training + validation).sorted() == Array(labels.indices))
    #expect(validation.count { labels[$0] } == 9)  // 35 / 4, rounded
    #expect(validation.count { !labels[$0] } == 17)  // 68 / 4
  }
}
