import Networks
import NumericCore
import Tensors
import Testing

/// Label 0 is the blank.
struct TransducerDecodingTests {
  @Test("A beam that holds all prefixes sums over all alignments")
  func exhaustive() throws {
    for seed in UInt64(0)..<10 {
      let scores = { SeededScores.distribution(3, seed: seed, [$0] + $1) }
      var terms: [[Int]: [Double]] = [:]
      alignments(frames: 3, symbolsPerFrame: 2, scores) { terms[$0, default: []].append($1) }
      let expected = terms.map {
        let sum = Double.logSumExp($1)
        return DecodedLabels(labels: $0, logProbability: sum, score: sum)
      }.sorted { $0.score > $1.score }
      let found = try TransducerBeamSearch(beam: 1000, results: 1000, symbolsPerFrame: 2)
        .decode(RecordingTransducer.frames(3), with: RecordingTransducer(scores))
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { isClose($0, $1) })
    }
  }

  @Test("Up to the limit of a frame, the sums are those of Graves's lattice")
  func lattice() throws {
    for seed in UInt64(0)..<10 {
      let scores = { SeededScores.distribution(3, seed: seed, [$0] + $1) }
      let found = try TransducerBeamSearch(beam: 10000, results: 10000, symbolsPerFrame: 3)
        .decode(RecordingTransducer.frames(3), with: RecordingTransducer(scores))
      let short = found.filter { $0.labels.count <= 3 }
      // 1 + 2 + 4 + 8 sequences of at most three of two labels.
      #expect(short.count == 15)
      for result in short {
        let forward = forward(result.labels, frames: 3, scores)
        #expect(abs(result.logProbability - forward) < 1e-12)
      }
    }
  }

  @Test("A narrow beam gives distinct labels, and sums that are at most the true ones")
  func lowerBounds() throws {
    for seed in UInt64(0)..<10 {
      let scores = { SeededScores.distribution(3, seed: seed, [$0] + $1) }
      for beam in 1...6 {
        let found = try TransducerBeamSearch(beam: beam, results: beam, symbolsPerFrame: 2)
          .decode(RecordingTransducer.frames(6), with: RecordingTransducer(scores))
        #expect(!found.isEmpty && Set(found.map(\.labels)).count == found.count)
        for result in found {
          #expect(result.logProbability <= forward(result.labels, frames: 6, scores) + 1e-12)
        }
      }
    }
  }

  @Test("The beam search finds the labels that greedy search misses")
  func greedyMisses() throws {
    // Blank 0.6 and label 0.4 in two frames until there is a label; after it the blank is sure.
    // Greedy takes two blanks: 0.36. The label comes in the first frame or in the second:
    // 0.4 + 0.6 · 0.4 = 0.64.
    let transducer = RecordingTransducer { _, prefix in
      (prefix.isEmpty ? [0.6, 0.4] : [1, 0]).map { Float(Double.log($0)) }
    }
    let frames = RecordingTransducer.frames(2)
    let greedy = try TransducerGreedySearch(symbolsPerFrame: 2).decode(frames, with: transducer)
    let found = try TransducerBeamSearch(beam: 2, results: 2, symbolsPerFrame: 2)
      .decode(frames, with: transducer)
    #expect(greedy.labels == [])
    #expect(found.map(\.labels) == [[1], []])
    // The scores are floats of size 1, of 24 bits.
    for (value, expected) in zip([greedy, found[0], found[1]], [0.36, 0.64, 0.36]) {
      #expect(abs(value.logProbability - Double.log(expected)) < 1e-6)
    }
  }

  @Test("Greedy search takes the blank after the most symbols of a frame, and counts its score")
  func limit() throws {
    // Label 1 leads at all times: −1 against the blank's −3.
    let transducer = RecordingTransducer { _, _ in [-3, -1, -2] }
    for limit in 1...3 {
      let found = try TransducerGreedySearch(symbolsPerFrame: limit)
        .decode(RecordingTransducer.frames(4), with: transducer)
      let sum = -Double(4 * limit) - 12
      #expect(
        found
          == DecodedLabels(
            labels: [Int](repeating: 1, count: 4 * limit), logProbability: sum, score: sum))
    }
  }

  @Test("A hypothesis stops growing when as many as the beam holds leave the frame with more")
  func gravesRule() throws {
    // The blank costs −1 and a label −2: with a beam of 1 the empty prefix leaves a frame with −1
    // before [1] grows with −2, so the prediction network is never asked about a label.
    let transducer = RecordingTransducer { _, _ in [-1, -2] }
    let found = try TransducerBeamSearch(beam: 1, symbolsPerFrame: 5)
      .decode(RecordingTransducer.frames(3), with: transducer)
    #expect(found == [DecodedLabels(labels: [], logProbability: -3, score: -3)])
    #expect(transducer.prefixes == [])
  }

  @Test("The prediction network is asked once for each prefix, however many frames it stays")
  func calls() throws {
    for seed in UInt64(0)..<10 {
      let transducer = RecordingTransducer {
        SeededScores.distribution(4, seed: seed, [$0] + $1)
      }
      _ = try TransducerBeamSearch(beam: 5, symbolsPerFrame: 3)
        .decode(RecordingTransducer.frames(12), with: transducer)
      #expect(!transducer.prefixes.isEmpty)
      #expect(Set(transducer.prefixes).count == transducer.prefixes.count)
    }
  }

  @Test("Ties go to the lower label and to the hypothesis with fewer labels in the frame")
  func ties() throws {
    // One frame, all scores equal to 0: every alignment has the log-probability 0.
    let transducer = RecordingTransducer { _, _ in [0, 0, 0] }
    let found = try TransducerBeamSearch(beam: 4, results: 9, symbolsPerFrame: 2)
      .decode(RecordingTransducer.frames(1), with: transducer)
    #expect(found.map(\.labels) == [[], [1], [2], [1, 1]])
  }

  @Test("No frames give no labels, and frames that forbid everything give no results")
  func empty() throws {
    let none = DecodedLabels(labels: [], logProbability: 0, score: 0)
    let transducer = RecordingTransducer { _, _ in [-.infinity, -.infinity] }
    let (greedy, beam) = (
      TransducerGreedySearch(symbolsPerFrame: 2), TransducerBeamSearch(beam: 9, symbolsPerFrame: 2)
    )
    #expect(try greedy.decode(RecordingTransducer.frames(0), with: transducer) == none)
    #expect(try beam.decode(RecordingTransducer.frames(0), with: transducer) == [none])
    #expect(
      try greedy.decode(RecordingTransducer.frames(2), with: transducer)
        == DecodedLabels(labels: [], logProbability: -.infinity, score: -.infinity))
    #expect(try beam.decode(RecordingTransducer.frames(2), with: transducer) == [])
  }

  @Test("Scores of ±10⁴ and −∞ give numbers")
  func extremes() throws {
    for seed in UInt64(0)..<100 {
      let transducer = RecordingTransducer { SeededScores.extremes(4, seed: seed, [$0] + $1) }
      let frames = RecordingTransducer.frames(6)
      let found = try TransducerBeamSearch(beam: 4, results: 4, symbolsPerFrame: 2)
        .decode(frames, with: transducer)
      #expect(found.allSatisfy { $0.logProbability.isFinite && $0.score.isFinite })
      let greedy = try TransducerGreedySearch(symbolsPerFrame: 2).decode(frames, with: transducer)
      #expect(!greedy.logProbability.isNaN)
    }
  }

  @Test(
    "What a search cannot take is a typed error",
    arguments: [
      (
        TransducerBeamSearch(beam: 0, symbolsPerFrame: 1), Shape(1, 1), [0, 0],
        "beam 0, not at least 1"
      ),
      (
        TransducerBeamSearch(beam: 1, results: 0, symbolsPerFrame: 1), Shape(1, 1), [0, 0],
        "results 0, not at least 1"
      ),
      (
        TransducerBeamSearch(beam: 1, symbolsPerFrame: 0), Shape(1, 1), [0, 0],
        "symbols per frame 0, not at least 1"
      ),
      (
        TransducerBeamSearch(beam: 1, symbolsPerFrame: 1, blank: 2), Shape(1, 1), [0, 0],
        "blank 2, not below the 2 tokens"
      ),
      (
        TransducerBeamSearch(beam: 1, symbolsPerFrame: 1), Shape(1, 1, 1), [0, 0],
        "frames of shape [1, 1, 1], not [frames, channels]"
      ),
      (
        TransducerBeamSearch(beam: 1, symbolsPerFrame: 1), Shape(1, 1), [0, .nan],
        "score nan of token 1, not a finite number or -inf"
      ),
    ] as [(TransducerBeamSearch, Shape, [Float], String)])
  func errors(search: TransducerBeamSearch, shape: Shape, row: [Float], detail: String) {
    let transducer = RecordingTransducer { _, _ in row }
    #expect(throws: TensorError(operation: "RNN-T beam search", detail: detail)) {
      try search.decode(Tensor(repeating: 0, shape), with: transducer)
    }
  }

  /// Calls `body` with the labels and the log-probability of every alignment.
  private func alignments(
    frames: Int, symbolsPerFrame: Int, _ scores: (Int, [Int]) -> [Float],
    body: ([Int], Double) -> Void
  ) {
    func visit(_ frame: Int, _ symbols: Int, _ labels: [Int], _ sum: Double) {
      if frame == frames { return body(labels, sum) }
      let row = scores(frame, labels)
      visit(frame + 1, 0, labels, sum + Double(row[0]))
      guard symbols < symbolsPerFrame else { return }
      for label in 1..<row.count {
        visit(frame, symbols + 1, labels + [label], sum + Double(row[label]))
      }
    }
    visit(0, 0, [], 0)
  }

  /// Graves 2012, equations 16 to 18: the forward variable over frames and labels.
  private func forward(
    _ labels: [Int], frames: Int, _ scores: (Int, [Int]) -> [Float]
  ) -> Double {
    var alpha = [Double](repeating: -.infinity, count: labels.count + 1)
    for frame in 0..<frames {
      for position in 0...labels.count {
        var terms = [frame == 0 && position == 0 ? 0 : -Double.infinity]
        if frame > 0 {
          let row = scores(frame - 1, Array(labels[..<position]))
          terms.append(alpha[position] + Double(row[0]))
        }
        if position > 0 {
          let row = scores(frame, Array(labels[..<(position - 1)]))
          terms.append(alpha[position - 1] + Double(row[labels[position - 1]]))
        }
        alpha[position] = Double.logSumExp(terms)
      }
    }
    return alpha[labels.count] + Double(scores(frames - 1, labels)[0])
  }
}
