import NumericCore

/// A search for the likeliest words: token passing over a lexicon's state chains (Young, Russell &
/// Thornton 1989), with an n-gram model and a beam.
///
/// A token's history is the word before the present one, so that trigrams are exact. After each word
/// may stand a pause. Tokens further than the beam below the best are dropped.
package struct WordDecoder: Sendable {
  /// One pronunciation: its word and the classes of its states.
  package struct Pronunciation: Codable, Sendable, Equatable {
    package let word: Int
    package let classes: [Int]

    package init(word: Int, classes: [Int]) {
      self.word = word
      self.classes = classes
    }
  }

  /// How the parts of the score are weighed against each other.
  package struct Weights: Codable, Sendable, Equatable {
    /// By which the acoustic scores are multiplied.
    package var acoustic: Float
    /// By which the language model's logarithms are multiplied.
    package var language: Float
    /// Added for each word.
    package var insertion: Float
    package var beam: Float

    package init(
      acoustic: Float = 0.5, language: Float = 1, insertion: Float = 0, beam: Float = 16
    ) {
      self.acoustic = acoustic
      self.language = language
      self.insertion = insertion
      self.beam = beam
    }
  }

  /// What was found.
  package struct Found: Sendable, Equatable {
    /// A word with the frames that it takes, without a pause after it.
    package struct Word: Sendable, Equatable {
      package let word: Int
      package let frames: Range<Int>

      package init(word: Int, frames: Range<Int>) {
        self.word = word
        self.frames = frames
      }
    }

    package let words: [Word]
    package let score: Float
    /// The score of the best other words that were still held at the end; nil where there were none.
    package let rival: Float?
    /// The first frame from which on the best token had these words, to the end.
    package let standsFrom: Int
  }

  let pronunciations: [Pronunciation]
  let pause: Int
  let words: Int
  let classCount: Int
  let stay: [Float]
  let leave: [Float]
  /// By word before, word and follower: the logarithm of its probability; the follower behind the
  /// last word is the end, the word behind the last the start.
  private let language: [Float]
  private let isTrigram: Bool
  let chains: WordChains
  package var weights: Weights

  /// - Parameters:
  ///   - pronunciations: how words are made of states, several of one word where it has them.
  ///   - pause: the class of silence.
  ///   - classCount: the number of classes.
  ///   - stay: by class, the logarithm of the probability to stay in its state.
  ///   - leave: by class, that of leaving it.
  ///   - model: the language model, of order 3 at most; its words are those of the pronunciations.
  ///   - weights: how the parts of the score are weighed.
  package init(
    _ pronunciations: [Pronunciation], pause: Int, classCount: Int, stay: [Float],
    leave: [Float], language model: KneserNeyModel, weights: Weights
  ) {
    self.pronunciations = pronunciations
    self.pause = pause
    self.classCount = classCount
    self.stay = stay
    self.leave = leave
    self.weights = weights
    words = model.words.count
    let places = words + 1
    // With bigrams the word before makes no difference, and one row for all of them does.
    isTrigram = model.order > 2
    let befores = isTrigram ? places : 1
    var language = [Float](repeating: 0, count: befores * places * places)
    for before in 0..<befores {
      for word in 0..<places {
        let context = [before, word].map { $0 == model.words.count ? model.start : $0 }
        for follower in 0..<places {
          language[(before * places + word) * places + follower] = Float(
            Double.log(model.probability(follower, after: context)))
        }
      }
    }
    self.language = language
    chains = WordChains(pronunciations, pause: pause, contexts: places, stay: stay, leave: leave)
  }

  /// The row of followers after a word and the word before it.
  func followers(_ before: Int, _ word: Int) -> ArraySlice<Float> {
    let start = ((isTrigram ? before : 0) * (words + 1) + word) * (words + 1)
    return language[start..<start + words + 1]
  }

  /// The likeliest words of a recording.
  ///
  /// # Shapes
  /// - scores: `[frames, classCount]`, logarithms of scaled likelihoods
  package func decode(_ scores: [Float]) -> Found {
    var search = WordSearch(self)
    let frames = scores.count / max(classCount, 1)
    for frame in 0..<frames { search.take(scores, frame) }
    return search.finish(frames)
  }
}
