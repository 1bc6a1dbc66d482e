import Explaining
import NumericCore
import Tensors
import Testing

struct RowValueTests {
  private static func score(_ row: [Float]) -> Float {
    row.enumerated().reduce(0) { $0 + Float($1.offset + 1) * $1.element * $1.element }
  }

  private static func scores(_ rows: Tensor) -> [Float] {
    let (values, columns) = (rows.values, rows.shape[1])
    return (0..<rows.shape[0]).map { score(Array(values[$0 * columns..<($0 + 1) * columns])) }
  }

  @Test(
    "Flat batches give what composing row by row gives, whatever the batch",
    arguments: [1, 7, 1_024])
  func besideComposing(batch: Int) {
    var generator = SeededGenerator(seed: 2, "rows")
    // Seven columns of three units, not in order.
    let columns = [0, 2, 1, 1, 0, 2, 2]
    let row = columns.map { _ in Float(generator.normal()) }
    let background = (0..<5).map { _ in columns.map { _ in Float(generator.normal()) } }
    let flat = RowValue(
      row: row, background: background, columns: columns, units: 3, batch: batch,
      predict: Self.scores)
    let composed = InterventionalValue(
      input: row, background: background,
      compose: { input, other, present in
        input.indices.map { present[columns[$0]] ? input[$0] : other[$0] }
      },
      predict: { $0.map { Double(Self.score($0)) } })
    let all = (0..<8).map { mask in
      Coalition(units: 3, members: (0..<3).filter { mask >> $0 & 1 == 1 })
    }
    #expect(flat.values(of: all) == composed.values(of: all))
  }

  @Test("A batch holds no more rows than asked for, and one coalition's at least")
  func batches() {
    var sizes: [Int] = []
    let value = RowValue(
      row: [1, 2], background: [[0, 0], [3, 3], [4, 4]], batch: 7
    ) { rows in
      sizes.append(rows.shape[0])
      return Self.scores(rows)
    }
    _ = value.values(of: [Coalition](repeating: .whole(units: 2), count: 5))
    #expect(sizes == [6, 6, 3])
  }
}
