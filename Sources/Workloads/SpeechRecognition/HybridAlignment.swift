import Classics
import NumericCore
import Signals

/// Recordings as the hybrid trains on them: described, with transcripts, and a state for each moment.
struct AlignedRecordings {
  /// One recording: its frames, its words by number, its states by moment.
  struct Recording {
    var frames: FeatureFrames
    var words: [Int]
    var states: [Int]

    var moments: Int { AcousticNetwork.moments(frames.count) }

    /// The frames at the moments, without those between, `[moments, 39]`.
    var atMoments: [Float] {
      (0..<moments).flatMap { frames[min($0 * AcousticNetwork.stride, frames.count - 1)] }
    }
  }

  var recordings: [Recording]
  let inventory: StateInventory

  /// Recordings without states yet.
  ///
  /// - Parameters:
  ///   - places: which of the items.
  ///   - items: all items.
  ///   - frames: the features of all items.
  ///   - inventory: its words are those of the transcripts.
  init(
    _ places: [Int], _ items: [Utterance], _ frames: [FeatureFrames], inventory: StateInventory
  ) {
    let numbers = Dictionary(
      uniqueKeysWithValues: inventory.words.enumerated().map { ($1, $0) })
    recordings = places.map { place in
      Recording(
        frames: frames[place], words: items[place].words.compactMap { numbers[$0] }, states: [])
    }
    self.inventory = inventory
  }

  /// Passes of alignment by Gaussians before a network takes over.
  private static let passes = 8
  private static let strayPasses = 2

  /// By class: the probability to stay in its state, from how long the states last.
  var staying: [Double] {
    var moments = [Double](repeating: 2, count: inventory.classes)
    var entries = [Double](repeating: 1, count: inventory.classes)
    for recording in recordings {
      for (place, state) in recording.states.enumerated() {
        moments[state] += 1
        if place == 0 || recording.states[place - 1] != state { entries[state] += 1 }
      }
    }
    return zip(moments, entries).map { min(max(1 - $1 / $0, 0.05), 0.98) }
  }

  /// By class: its share of all moments.
  var shares: [Double] {
    var counts = [Double](repeating: 1, count: inventory.classes)
    for recording in recordings { for state in recording.states { counts[state] += 1 } }
    let total = counts.reduce(0, +)
    return counts.map { $0 / total }
  }

  /// Aligns these recordings as others are aligned, which learn nothing from them.
  mutating func align(as others: AlignedRecordings) {
    divideEvenly()
    let gaussians = others.gaussians
    align(Array(recordings.indices), staying: others.staying) { gaussians.scores($0.atMoments) }
  }

  /// A start from annotations: where the phones that were spoken are a pronunciation that the lexicon
  /// lists, they are the alignment; where they are not, Gaussians fitted to the annotations align what
  /// the lexicon lists.
  ///
  /// So the acoustic model learns how listed phones sound in the mouths of those who say others.
  mutating func startAnnotated(_ items: [Utterance]) {
    var strays: [Int] = []
    for (place, item) in items.enumerated() {
      guard let truth = item.truth else { continue }
      recordings[place].states = inventory.states(
        truth, moments: recordings[place].moments, rate: item.input.rate)
      if !inventory.lists(truth, words: recordings[place].words) { strays.append(place) }
    }
    for _ in 0..<Self.strayPasses {
      let gaussians = gaussians
      align(strays, staying: staying) { gaussians.scores($0.atMoments) }
    }
  }

  private var gaussians: DiagonalGaussians {
    DiagonalGaussians(
      frames: recordings.flatMap(\.atMoments), width: CepstralFeatures.width,
      assignment: recordings.flatMap(\.states), classes: inventory.classes)
  }

  /// A flat start: even parts first, then Gaussians and Viterbi's alignment in turns.
  ///
  /// Each recording is divided evenly among the states of its words (Young et al. 2006, "The HTK
  /// Book", §8.3).
  mutating func startFlat() {
    divideEvenly()
    for _ in 0..<Self.passes {
      let gaussians = gaussians
      align(Array(recordings.indices), staying: staying) { gaussians.scores($0.atMoments) }
    }
  }

  private mutating func divideEvenly() {
    for place in recordings.indices {
      let graph = inventory.graph(recordings[place].words)
      let chain = Self.firstWay(graph)
      let moments = recordings[place].moments
      recordings[place].states = (0..<moments).map { moment in
        chain.isEmpty ? StateInventory.silence : chain[moment * chain.count / moments]
      }
    }
  }

  /// Aligns recordings anew by scores, `[moments, classes]` for each.
  private mutating func align(
    _ places: [Int], staying: [Double], _ scores: (Recording) -> [Float]
  ) {
    let stay = staying.map { Float(Double.log($0)) }
    let leave = staying.map { Float(Double.log(1 - $0)) }
    for place in places {
      let graph = inventory.graph(recordings[place].words)
      let path = graph.bestPath(
        scores: scores(recordings[place]), classCount: inventory.classes, stay: stay,
        leave: leave)
      if let path { recordings[place].states = path.states.map { graph.classes[$0] } }
    }
  }

  /// The classes of a graph's first way, the pauses between words left out.
  private static func firstWay(_ graph: StateGraph) -> [Int] {
    guard var state = graph.ends.last else { return [] }
    var chain: [Int] = [graph.classes[state]]
    while let before = graph.predecessors[state].first {
      state = before
      if graph.classes[state] != StateInventory.silence || graph.predecessors[state].isEmpty {
        chain.append(graph.classes[state])
      }
    }
    return chain.reversed()
  }
}
