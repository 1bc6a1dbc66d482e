import Networks
import NumericCore
import Signals
import SpeechRecognition
import Tensors
import Testing

@Suite("The transducer")
struct TransducerNetworkTests {
  static let sizes = TransducerNetwork.Sizes(
    bands: 6, labels: 5, filters: 8, hidden: 7, prediction: 4, joint: 9, dropout: 0.2)

  static func network() -> TransducerNetwork {
    var generator = SeededGenerator(seed: 7, "transducer")
    return TransducerNetwork(sizes, from: &generator)
  }

  static func frames(_ count: Int, seed: UInt64 = 7) -> [Float] {
    var generator = SeededGenerator(seed: seed, "frames", count)
    return (0..<count * sizes.bands).map { _ in Float(generator.uniform(-1, 1)) }
  }

  /// The encoder's states of one recording, alone.
  static func states(_ frames: [Float]) throws -> [Float] {
    let tape = Tape(.inference)
    let count = frames.count / sizes.bands
    return try network().encode(
      tape.constant(Shape(1, count, sizes.bands), frames), lengths: [count]
    ).value.values
  }

  @Test(
    "An encoder's state stands for four frames, the last for what is left",
    arguments: [(1, 1), (3, 1), (4, 1), (5, 2), (8, 2), (9, 3), (163, 41)])
  func steps(frames: Int, steps: Int) throws {
    // ⌈frames / 4⌉, by two strides of 2.
    #expect(TransducerNetwork.steps(after: frames) == steps)
    #expect(try Self.states(Self.frames(frames)).count == steps * Self.sizes.hidden)
  }

  @Test("A recording is heard in a batch bit for bit as alone")
  func batch() throws {
    let lengths = [9, 30, 17]
    let tape = Tape(.inference)
    let parts = lengths.map { Self.frames($0) }
    let padded = parts.flatMap { part in
      part + [Float](repeating: 0, count: 30 * Self.sizes.bands - part.count)
    }
    let together = try Self.network().encode(
      tape.constant(Shape(3, 30, Self.sizes.bands), padded), lengths: lengths)
    let time = together.shape[1]
    for (index, part) in parts.enumerated() {
      let alone = try Self.states(part)
      let start = index * time * Self.sizes.hidden
      #expect(Array(together.value.values[start..<start + alone.count]) == alone)
    }
  }

  @Test("No state hears more than it says of what comes after", arguments: [0, 3, 9])
  func lookAhead(state: Int) throws {
    let frames = Self.frames(64)
    let heard = 4 * state + TransducerNetwork.framesAhead
    var later = frames
    for place in (heard + 1) * Self.sizes.bands..<later.count { later[place] = 5 }
    var within = frames
    within[heard * Self.sizes.bands] = 5
    let end = (state + 1) * Self.sizes.hidden
    let whole = try Self.states(frames).prefix(end)
    #expect(try Self.states(later).prefix(end) == whole)
    #expect(try Self.states(within).prefix(end) != whole)
  }

  @Test("The joint network has a row for each state, each number of labels and each label")
  func joint() throws {
    let tape = Tape(.inference)
    let network = Self.network()
    let states = try network.encode(
      tape.constant(Shape(1, 12, Self.sizes.bands), Self.frames(12)), lengths: [12])
    let joined = network.join(states, try network.predict([[1, 4, 2]], on: tape))
    #expect(joined.shape == Shape(1, 3, 4, 5))
  }

  @Test("A prefix's state does not depend on the labels after it")
  func prefixes() throws {
    let tape = Tape(.inference)
    let network = Self.network()
    let long = try network.predict([[1, 4, 2]], on: tape).value.values
    let short = try network.predict([[1, 4]], on: tape).value.values
    #expect(Array(long.prefix(short.count)) == short)
  }
}

@Suite("What the transducer reads and writes")
struct TransducerInputTests {
  @Test("Labels are the letters of the transcripts, and spell words again")
  func labels() {
    let labels = SpokenLabels(of: [["one", "two"], ["7"]])
    #expect(labels.characters == [" ", "7", "e", "n", "o", "t", "w"])
    #expect(labels.count == 8)
    #expect(labels.labels(of: ["two", "7"]) == [6, 7, 5, 1, 2])
    #expect(labels.words(of: labels.labels(of: ["two", "7"])) == ["two", "7"])
    // Letters that no transcript had, and labels that there are not, are left out.
    #expect(labels.labels(of: ["xo"]) == [5])
    #expect(labels.words(of: [5, 0, 99]) == ["o"])
    #expect(labels.words(of: []) == [])
  }

  static func recording(_ count: Int, offset: Float = 0) -> FeatureFrames {
    var generator = SeededGenerator(seed: 7, "recording", count)
    return FeatureFrames(
      width: 3, values: (0..<count * 3).map { _ in offset + Float(generator.uniform(-1, 1)) })
  }

  @Test("Frames are scaled as they come: the start of a recording is scaled alike without the rest")
  func online() {
    let scale = SpokenScale(of: [Self.recording(40), Self.recording(30)], memory: 30)
    let whole = Self.recording(40, offset: 2)
    let start = FeatureFrames(width: 3, values: Array(whole.values.prefix(60)))
    #expect(scale(start).values == Array(scale(whole).values.prefix(60)))
  }

  @Test("A constant shift of a recording fades from what the network reads")
  func shift() {
    let scale = SpokenScale(of: [Self.recording(400)], memory: 30)
    let plain = scale(Self.recording(300))
    let shifted = scale(Self.recording(300, offset: 4))
    let last = plain.values.count - 1
    // Of a shift of 4 the share memory / (memory + frames) is left: 30 / 330; of the first frame 30
    // / 31.
    let ratio =
      (shifted.values[last] - plain.values[last]) / (shifted.values[2] - plain.values[2])
    #expect(abs(ratio - (30.0 / 330) / (30.0 / 31)) < 1e-4)
  }

  @Test("Variations come from the seed, differ from one another, and keep the bands")
  func variations() {
    let bank = MelFilterbank.Settings(rate: 8000, bands: 3)
    let variation = SpectrogramAugmentation(strength: 1, bands: bank)
    let recording = Self.recording(50)
    var (first, second) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
    let one = variation(recording, &first)
    #expect(one == variation(recording, &second))
    #expect(one != variation(recording, &second))
    #expect(one.width == 3)
    // The pace lies within e^±0.2.
    #expect((40...62).contains(one.count))
    #expect(one.values.allSatisfy { $0.isFinite })
    var masked = one
    variation.mask(&masked, &first)
    let changed = zip(masked.values, one.values).filter { $0.0 != $0.1 }
    #expect(changed.allSatisfy { $0.0 == 0 })
  }

  @Test("The shortest recordings can be varied and masked", arguments: [1, 2])
  func shortest(count: Int) {
    let variation = SpectrogramAugmentation(
      strength: 1.3, bands: MelFilterbank.Settings(rate: 8000, bands: 3))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      var varied = variation(Self.recording(count), &generator)
      variation.mask(&varied, &generator)
      #expect(varied.count >= 1)
    }
  }
}
