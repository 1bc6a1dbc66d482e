import Networks
import NumericCore
import Tensors
import Testing

/// Label 0 is the blank unless said otherwise.
struct CTCDecodingTests {
  @Test(
    "The best path collapses repeats and drops blanks",
    arguments: [
      ([1, 1, 2], [1, 2]), ([1, 0, 1], [1, 1]), ([0, 0, 0], []),
      ([0, 2, 2, 0, 2, 1, 1], [2, 2, 1]),
    ])
  func bestPath(path: [Int], labels: [Int]) throws {
    let rows = path.flatMap { best in (0..<3).map { $0 == best ? Float(-0.5) : -2 } }
    let found = try CTCBestPath.decode(Tensor(Shape(path.count, 3), rows))
    let sum = -0.5 * Double(path.count)
    #expect(found == DecodedLabels(labels: labels, logProbability: sum, score: sum))
  }

  @Test("The prefix search finds the labels that the best path misses")
  func bestPathMisses() throws {
    // Blank 0.6 and label 0.4 in both frames. The best path is two blanks: 0.6 · 0.6 = 0.36. The
    // label comes of three paths: 0.4 · 0.4 + 0.4 · 0.6 + 0.6 · 0.4 = 0.64.
    let (blank, label) = (Float(Double.log(0.6)), Float(Double.log(0.4)))
    let scores = Tensor(Shape(2, 2), [blank, label, blank, label])
    let path = try CTCBestPath.decode(scores)
    let found = try CTCPrefixSearch(beam: 2, results: 2).decode(scores)
    #expect(path.labels == [])
    #expect(found.map(\.labels) == [[1], []])
    // The scores are floats of size 1, of 24 bits.
    for (value, expected) in zip([path, found[0], found[1]], [0.36, 0.64, 0.36]) {
      #expect(abs(value.logProbability - Double.log(expected)) < 1e-6)
    }
  }

  @Test("A beam that holds all prefixes sums over all paths, whichever label is the blank")
  func exhaustive() throws {
    for seed in UInt64(0)..<20 {
      let blank = Int(seed) % 3
      let scores = scores(frames: 5, labels: 3, seed: seed)
      let expected = enumerated(scores, blank: blank).sorted { $0.score > $1.score }
      let found = try CTCPrefixSearch(beam: 1000, results: 1000, blank: blank).decode(scores)
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { isClose($0, $1) })
      #expect(abs(Double.logSumExp(found.map(\.logProbability))) < 1e-6)
    }
  }

  @Test("A narrow beam gives distinct labels, and sums that are at most the true ones")
  func lowerBounds() throws {
    for seed in UInt64(0)..<20 {
      let scores = scores(frames: 7, labels: 3, seed: seed)
      let exact = Dictionary(
        uniqueKeysWithValues: enumerated(scores, blank: 0).map { ($0.labels, $0.logProbability) })
      for beam in 1...8 {
        let found = try CTCPrefixSearch(beam: beam, results: beam).decode(scores)
        #expect(!found.isEmpty && Set(found.map(\.labels)).count == found.count)
        for result in found {
          #expect(result.logProbability <= (exact[result.labels] ?? -.infinity) + 1e-12)
        }
      }
    }
  }

  @Test("A language model's part is its weighted log-probability and the bonus of every label")
  func languageModel() throws {
    let model = PrefixModel { SeededScores.distribution(3, seed: 99, $0) }
    for seed in UInt64(0)..<10 {
      let scores = scores(frames: 5, labels: 3, seed: seed)
      let expected = enumerated(scores, blank: 0).map { result in
        var score = result.logProbability
        for (position, label) in result.labels.enumerated() {
          let row = SeededScores.distribution(3, seed: 99, Array(result.labels[..<position]))
          score += 0.7 * Double(row[label]) + 0.3
        }
        return DecodedLabels(
          labels: result.labels, logProbability: result.logProbability, score: score)
      }.sorted { $0.score > $1.score }
      let found = try CTCPrefixSearch(beam: 1000, results: 1000).decode(
        scores, languageModel: .init(model, weight: 0.7, insertionBonus: 0.3))
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { isClose($0, $1) })
    }
  }

  @Test("The language model is asked once for each prefix that is kept, and not at weight 0")
  func languageModelCalls() throws {
    for seed in UInt64(0)..<10 {
      let scores = scores(frames: 12, labels: 4, seed: seed)
      let model = RecordingModel { SeededScores.distribution(4, seed: 99, $0) }
      let search = CTCPrefixSearch(beam: 5)
      _ = try search.decode(scores, languageModel: .init(model, weight: 1))
      let asked = model.batches.flatMap { $0 }
      #expect(!asked.isEmpty && Set(asked).count == asked.count)
      #expect(model.batches.allSatisfy { $0.count <= 5 })

      let silent = RecordingModel { _ in [.nan] }
      let found = try search.decode(scores, languageModel: .init(silent, weight: 0))
      #expect(try found == search.decode(scores))
      #expect(silent.batches.isEmpty)
    }
  }

  @Test("A label that the language model forbids is in no result")
  func forbidden() throws {
    let model = PrefixModel { _ in [0, -.infinity, 0] }
    let found = try CTCPrefixSearch(beam: 50, results: 50).decode(
      scores(frames: 4, labels: 3, seed: 1), languageModel: .init(model, weight: 0.5))
    // Of four frames: none, [2] and [2, 2], which takes a blank between.
    #expect(Set(found.map(\.labels)) == [[], [2], [2, 2]])
  }

  @Test("Ties go to what stays, then to the lower label, then to the better before")
  func ties() throws {
    // Three labels of probability ⅓ in two frames, nine paths: [1] and [2] come of three paths
    // each, the rest of one.
    let scores = Tensor(repeating: Float(Double.log(1.0 / 3)), Shape(2, 3))
    for (beam, expected) in [
      (5, [[1], [2], [], [2, 1], [1, 2]]), (3, [[1], [2], []]),
    ] {
      let found = try CTCPrefixSearch(beam: beam, results: 9).decode(scores)
      #expect(found.map(\.labels) == expected)
    }
  }

  @Test("Labels with equal scores may change places, and the answer stays the same")
  func permutedTies() throws {
    for seed in UInt64(0)..<10 {
      let rows = (0..<6).map { SeededScores.ties(2, seed: seed, [$0]) }
      // The blank, and a score that labels 1 to 3 share: any order of them is the same tensor. The
      // blank moved to the end leaves their order, and so each answer with its labels one lower.
      let first = Tensor(Shape(6, 4), rows.flatMap { [$0[0], $0[1], $0[1], $0[1]] })
      let last = Tensor(Shape(6, 4), rows.flatMap { [$0[1], $0[1], $0[1], $0[0]] })
      let found = try CTCPrefixSearch(beam: 6, results: 6).decode(first)
      let moved = try CTCPrefixSearch(beam: 6, results: 6, blank: 3).decode(last)
      #expect(found.map { $0.labels.map { $0 - 1 } } == moved.map(\.labels))
      #expect(found.map(\.logProbability) == moved.map(\.logProbability))
    }
  }

  @Test("No frames give no labels, and frames that forbid everything give no results")
  func empty() throws {
    let none = DecodedLabels(labels: [], logProbability: 0, score: 0)
    #expect(try CTCBestPath.decode(Tensor(Shape(0, 3), [])) == none)
    #expect(try CTCPrefixSearch(beam: 9).decode(Tensor(Shape(0, 3), [])) == [none])

    let forbidden = Tensor(repeating: -.infinity, Shape(2, 3))
    #expect(
      try CTCBestPath.decode(forbidden)
        == DecodedLabels(labels: [], logProbability: -.infinity, score: -.infinity))
    #expect(try CTCPrefixSearch(beam: 9).decode(forbidden) == [])
  }

  @Test("Scores of ±10⁴ and −∞ give numbers")
  func extremes() throws {
    let model = PrefixModel { SeededScores.extremes(4, seed: 7, $0) }
    for seed in UInt64(0)..<100 {
      let rows = (0..<8).flatMap { SeededScores.extremes(4, seed: seed, [$0]) }
      let scores = Tensor(Shape(8, 4), rows)
      let found =
        try CTCPrefixSearch(beam: 4, results: 4).decode(scores)
        + CTCPrefixSearch(beam: 4, results: 4).decode(
          scores, languageModel: .init(model, weight: 1))
      #expect(found.allSatisfy { $0.logProbability.isFinite && $0.score.isFinite })
      #expect(try !CTCBestPath.decode(scores).logProbability.isNaN)
    }
  }

  @Test(
    "What a search cannot take is a typed error",
    arguments: [
      (CTCPrefixSearch(beam: 0), Tensor(Shape(1, 2), [0, 0]), "beam 0, not at least 1"),
      (
        CTCPrefixSearch(beam: 1, results: 0), Tensor(Shape(1, 2), [0, 0]),
        "results 0, not at least 1"
      ),
      (
        CTCPrefixSearch(beam: 1, blank: 2), Tensor(Shape(1, 2), [0, 0]),
        "blank 2, not below the 2 tokens"
      ),
      (
        CTCPrefixSearch(beam: 1), Tensor(Shape(2), [0, 0]),
        "scores of shape [2], not [frames, labels]"
      ),
      (
        CTCPrefixSearch(beam: 1), Tensor(Shape(2, 2), [0, 0, 0, .nan]),
        "score nan of label 1 in frame 1, not a finite number or -inf"
      ),
    ])
  func errors(search: CTCPrefixSearch, scores: Tensor, detail: String) {
    #expect(throws: TensorError(operation: "CTC prefix search", detail: detail)) {
      try search.decode(scores)
    }
  }

  @Test("A language model that does not fit is a typed error")
  func languageModelErrors() {
    let scores = scores(frames: 2, labels: 3, seed: 1)
    for (row, weight) in [([0, 0], 1), ([0, 0, .nan], 1), ([0, 0, 0], -1), ([0, 0, 0], .nan)]
      as [([Float], Double)]
    {
      #expect(throws: TensorError.self) {
        try CTCPrefixSearch(beam: 2).decode(
          scores, languageModel: .init(PrefixModel { _ in row }, weight: weight))
      }
    }
  }

  private func scores(frames: Int, labels: Int, seed: UInt64) -> Tensor {
    Tensor(
      Shape(frames, labels),
      (0..<frames).flatMap { SeededScores.distribution(labels, seed: seed, [$0]) })
  }

  /// All label sequences with the sums over the paths that collapse to them.
  private func enumerated(_ scores: Tensor, blank: Int) -> [DecodedLabels] {
    let (frames, labels) = (scores.shape[0], scores.shape[1])
    let values = scores.values
    var terms: [[Int]: [Double]] = [:]
    for path in sequences(of: frames, below: labels) {
      var collapsed: [Int] = []
      var sum = 0.0
      for (frame, label) in path.enumerated() {
        sum += Double(values[frame * labels + label])
        if label != blank && (frame == 0 || path[frame - 1] != label) { collapsed.append(label) }
      }
      terms[collapsed, default: []].append(sum)
    }
    return terms.map {
      let sum = Double.logSumExp($1)
      return DecodedLabels(labels: $0, logProbability: sum, score: sum)
    }
  }
}
